#include "remediate/journal/journal_document.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "client/base/digest.hpp"
#include "client/base/json_document.hpp"
#include "remediate/journal/run_id.hpp"
#include "remediate/model/plan_json.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;
using okta::JsonDocument;
using okta::JsonView;
using Names = std::span<const std::string_view>;

constexpr std::string_view kSchema = "oktafix.journal/1";
constexpr std::string_view kWriter = "writer";

constexpr std::array<std::string_view, 3> kDocumentMembers = {"schema", "digest", "runs"};
constexpr std::array<std::string_view, 8> kRunMembers = {
    "id", "at", "org", "verb", "undoes", "plan", "entries", "toolVersion"};
constexpr std::array<std::string_view, 4> kRunTexts = {"org", "verb", "toolVersion", "undoes"};
constexpr std::array<std::string_view, 4> kEntryMembers = {"kind", "change", "at", "content"};

constexpr std::array<std::string_view, 2> kIntentMembers = {"request", "sent"};
constexpr std::array<std::string_view, 5> kOutcomeMembers = {"state", "id", "issuer", "requestId",
                                                             "problem"};
constexpr std::array<std::string_view, 1> kReadBackMembers = {"digest"};
constexpr std::array<std::string_view, 2> kEndMembers = {"state", "why"};

struct Kind {
  std::string_view name;
  Names members;  // of its content, each a text
  bool is_about_a_change;
};

constexpr std::array<Kind, 6> kKinds = {{{entry_kind::kIntent, kIntentMembers, true},
                                         {entry_kind::kOutcome, kOutcomeMembers, true},
                                         {entry_kind::kReadBack, kReadBackMembers, true},
                                         {entry_kind::kInterrupted, kEndMembers, false},
                                         {entry_kind::kEnded, kEndMembers, false},
                                         {entry_kind::kResumed, {}, false}}};

tl::unexpected<okta::Error> refused(std::string why) {
  return okta::failure(okta::ErrorKind::invalid_input, std::move(why));
}

// What a file says is repeated in short only.
std::string shortened(std::string_view text) {
  constexpr std::size_t kShown = 40;
  return fmt::format("\"{}\"{}", text.substr(0, kShown), text.size() > kShown ? "..." : "");
}

// Sorted by member and compact.
std::string spelled(const Json& value) {
  return nlohmann::json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

okta::Result<Json> parsed(const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  if (!value.is_object()) return refused("it holds what is no JSON object");
  return value;
}

std::string text_in(const Json& object, const std::string& member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

okta::Result<std::string> without_writer(const std::string& content) {
  okta::Result<Json> value = parsed(content);
  if (!value) return okta::failure(value.error());
  value->erase(std::string(kWriter));
  return spelled(*value);
}

okta::Result<Json> entry_form(const Entry& entry) {
  okta::Result<Json> content = parsed(entry.content);
  if (!content) return content;
  Json form = {{"kind", entry.kind}};
  if (!entry.change.empty()) form["change"] = entry.change;
  form["at"] = okta::format_timestamp(entry.at);
  form["content"] = std::move(*content);
  return form;
}

okta::Result<Json> run_form(const StoredRun& stored) {
  const okta::Result<StoredRun> run = carried(stored);
  if (!run) return okta::failure(run.error());
  const okta::Result<Json> content = parsed(run->content);
  const okta::Result<Json> plan = parsed(run->plan);
  if (!content) return content;
  if (!plan) return plan;
  Json form = {{"id", run->id}, {"at", okta::format_timestamp(run->at)}};
  for (const std::string_view each : kRunTexts)
    form[std::string(each)] = text_in(*content, std::string(each));
  form["plan"] = *plan;
  form["entries"] = Json::array();
  for (const Entry& each : run->entries) {
    okta::Result<Json> entry = entry_form(each);
    if (!entry) return entry;
    form["entries"].push_back(std::move(*entry));
  }
  return form;
}

okta::Status must_have_only(const JsonView& object, Names members) {
  if (!object.is_object()) return refused("it is no object");
  for (const auto& [name, value] : object.members()) {
    if (std::ranges::find(members, name) == members.end())
      return refused(fmt::format("it has the unknown member {}", shortened(name)));
  }
  return {};
}

okta::Status must_have_texts(const JsonView& object, Names members) {
  for (const std::string_view each : members) {
    if (!object[each].is_string()) return refused(fmt::format("{} is no text", each));
  }
  return {};
}

okta::Result<okta::Timestamp> time_in(const JsonView& object) {
  const std::string text = object["at"].string_or("");
  const auto time = okta::parse_timestamp(text);
  if (!time || okta::format_timestamp(*time) != text)
    return refused(fmt::format("at is no time: {}", shortened(text)));
  return *time;
}

okta::Result<Entry> read_entry(const JsonView& form) {
  if (const okta::Status only = must_have_only(form, kEntryMembers); !only)
    return okta::failure(only.error());
  const std::string name = form["kind"].string_or("");
  const auto* kind = std::ranges::find(kKinds, name, &Kind::name);
  if (kind == kKinds.end())
    return refused(fmt::format("it is of the unknown kind {}", shortened(name)));
  const std::string change = form["change"].string_or("");
  if (kind->is_about_a_change == change.empty() || form["change"].exists() == change.empty())
    return refused("it must say which change it is about, if it is about one");
  const okta::Status strict = must_have_only(form["content"], kind->members).and_then([&] {
    return must_have_texts(form["content"], kind->members);
  });
  if (!strict) return refused("its content: " + strict.error().message);
  const auto at = time_in(form);
  if (!at) return okta::failure(at.error());
  return Entry{name, change, *at, form["content"].dump()};
}

okta::Result<std::vector<Entry>> read_entries(const JsonView& list) {
  if (!list.is_array()) return refused("entries is no list");
  std::vector<Entry> entries;
  for (const JsonView& each : list.elements()) {
    okta::Result<Entry> entry = read_entry(each);
    if (!entry)
      return refused(fmt::format("entry {}: {}", entries.size() + 1, entry.error().message));
    entries.push_back(std::move(*entry));
  }
  return entries;
}

okta::Status must_be_a_plan(const std::string& text) {
  const okta::Result<Plan> plan = read_plan(text);
  if (!plan) return refused("its plan: " + plan.error().message);
  if (!is_sealed(*plan)) return refused("its plan was edited: its digest does not fit");
  return {};
}

okta::Result<StoredRun> read_run(const JsonView& form) {
  const okta::Status strict = must_have_only(form, kRunMembers)
                                  .and_then([&] { return must_have_texts(form, kRunTexts); })
                                  .and_then([&] { return must_be_a_plan(form["plan"].dump()); });
  if (!strict) return okta::failure(strict.error());
  StoredRun run;
  run.id = form["id"].string_or("");
  const auto at = time_in(form);
  if (!at) return okta::failure(at.error());
  run.at = *at;
  Json content;
  for (const std::string_view each : kRunTexts)
    content[std::string(each)] = form[each].string_or("");
  run.content = spelled(content);
  run.plan = form["plan"].dump();
  auto entries = read_entries(form["entries"]);
  if (!entries) return okta::failure(entries.error());
  run.entries = std::move(*entries);
  if (const auto sum = added_up(run); !sum) return refused(sum.error().message);
  return carried(run);
}

okta::Result<std::vector<StoredRun>> read_runs_in(const JsonView& list) {
  std::vector<StoredRun> runs;
  std::set<std::string> ids;
  for (const JsonView& each : list.elements()) {
    const std::string id = each["id"].string_or("");
    if (!is_run_id(id)) return refused(fmt::format("{} is no id of a run", shortened(id)));
    if (!ids.insert(id).second) return refused(fmt::format("run {} is in it twice", id));
    okta::Result<StoredRun> run = read_run(each);
    if (!run) return refused(fmt::format("run {}: {}", id, run.error().message));
    runs.push_back(std::move(*run));
  }
  return runs;
}

}  // namespace

okta::Result<StoredRun> carried(const StoredRun& run) {
  StoredRun result = run;
  okta::Result<std::string> content = without_writer(run.content);
  if (!content) return okta::failure(content.error());
  result.content = std::move(*content);
  for (Entry& each : result.entries) {
    content = without_writer(each.content);
    if (!content) return okta::failure(content.error());
    each.content = std::move(*content);
  }
  const okta::Result<Plan> plan = read_plan(run.plan);
  if (!plan) return okta::failure(plan.error());
  okta::Result<Json> form = parsed(plan_json(*plan));
  if (!form) return okta::failure(form.error());
  result.plan = spelled(*form);
  return result;
}

okta::Result<std::string> journal_document(const std::vector<StoredRun>& runs) {
  Json list = Json::array();
  for (const StoredRun& each : runs) {
    okta::Result<Json> form = run_form(each);
    if (!form) return refused(fmt::format("run {}: {}", each.id, form.error().message));
    list.push_back(std::move(*form));
  }
  const std::string digest = okta::digest_of(spelled(list));
  const Json document = {{"schema", kSchema}, {"digest", digest}, {"runs", std::move(list)}};
  return document.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

okta::Result<std::vector<StoredRun>> read_journal_document(std::string_view text) {
  const okta::Result<JsonDocument> document = JsonDocument::parse(text);
  if (!document) return refused(document.error().message);
  const JsonView root = document->root();
  const std::string schema = root["schema"].string_or("");
  if (schema != kSchema)
    return refused(schema.empty() ? std::string("it is no journal of `oktafix runs export`")
                                  : fmt::format("it is of schema {}, this oktafix reads {}",
                                                shortened(schema), kSchema));
  if (const okta::Status only = must_have_only(root, kDocumentMembers); !only)
    return okta::failure(only.error());
  if (!root["runs"].is_array()) return refused("runs is no list");
  if (root["digest"].string_or("") != okta::digest_of(root["runs"].dump()))
    return refused("it was damaged or edited: its digest does not fit");
  return read_runs_in(root["runs"]);
}

}  // namespace remediate
