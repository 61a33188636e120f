#include "remediate/journal/entry.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "client/base/json_document.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;
using okta::JsonDocument;
using okta::JsonView;

// Answers may quote text in any encoding; a byte that is no UTF-8 must not cost the whole entry.
std::string printed(const Json& content) {
  return content.dump(-1, ' ', false, Json::error_handler_t::replace);
}

tl::unexpected<okta::Error> unreadable(std::string what) {
  return okta::failure(okta::ErrorKind::io, std::move(what));
}

Json writer_form(const WriterProcess& writer) {
  return {{"pid", writer.pid}, {"user", writer.user}, {"host", writer.host}};
}

okta::Result<JsonDocument> parsed(std::string_view content) {
  okta::Result<JsonDocument> document = JsonDocument::parse(content);
  if (!document) return unreadable(document.error().message);
  return document;
}

std::optional<ChangeState> outcome_named(std::string_view name) {
  constexpr std::array kOutcomes = {ChangeState::applied, ChangeState::failed,
                                    ChangeState::unknown};
  for (const ChangeState each : kOutcomes) {
    if (to_string(each) == name) return each;
  }
  return std::nullopt;
}

std::optional<RunState> end_named(std::string_view name) {
  constexpr std::array kEnds = {RunState::interrupted, RunState::done, RunState::partial,
                                RunState::rolled_back};
  for (const RunState each : kEnds) {
    if (to_string(each) == name) return each;
  }
  return std::nullopt;
}

void add_intent(const JsonView& content, ChangeRecord& record) {
  record.state = ChangeState::intended;
  record.request = content["request"].string_or("");
  record.sent = content["sent"].string_or("");
  record.request_id.clear();
  record.problem.clear();
  record.read_back = false;
  record.digest.clear();
}

okta::Status add_outcome(const JsonView& content, ChangeRecord& record) {
  const std::optional<ChangeState> state = outcome_named(content["state"].string_or(""));
  if (!state) return unreadable("an outcome of no known state");
  record.state = *state;
  record.request_id = content["requestId"].string_or("");
  record.problem = content["problem"].string_or("");
  const std::string id = content["id"].string_or("");
  if (!id.empty()) record.made = {record.change.id, id, content["issuer"].string_or("")};
  return {};
}

okta::Status add_end(const Entry& entry, const JsonView& content, Run& run) {
  const std::optional<RunState> state = end_named(content["state"].string_or(""));
  const bool may_go_on = entry.kind == entry_kind::kInterrupted;
  if (!state || may_go_on != (*state == RunState::interrupted))
    return unreadable("an end of no known state");
  run.state = *state;
  run.ended_at = entry.at;
  run.ending = content["why"].string_or("");
  return {};
}

void reopen(Run& run) {
  run.state = RunState::running;
  run.ended_at.reset();
  run.ending.clear();
}

WriterProcess writer_of(const JsonView& process) {
  return {process["pid"].integer().value_or(0), process["user"].string_or(""),
          process["host"].string_or("")};
}

// An interrupted run may be closed or resumed, a partial one resumed, another end is the last word.
bool may_follow(const Run& run, std::string_view kind) {
  if (!run.ended_at) return true;
  const bool was_interrupted = run.state == RunState::interrupted;
  if (kind == entry_kind::kResumed) return was_interrupted || run.state == RunState::partial;
  return was_interrupted && kind == entry_kind::kEnded;
}

okta::Status add_to_change(const Entry& entry, const JsonView& content, Run& run) {
  const auto record = std::ranges::find(run.changes, entry.change,
                                        [](const ChangeRecord& each) { return each.change.id; });
  if (record == run.changes.end())
    return unreadable(fmt::format("an entry about {}, which is not in the plan", entry.change));
  record->at = entry.at;
  if (entry.kind == entry_kind::kOutcome) return add_outcome(content, *record);
  if (entry.kind == entry_kind::kIntent) {
    add_intent(content, *record);
  } else if (entry.kind == entry_kind::kReadBack) {
    record->read_back = true;
    record->digest = content["digest"].string_or("");
  } else {
    return unreadable(fmt::format("an entry of the unknown kind {}", entry.kind));
  }
  return {};
}

}  // namespace

std::string content_of(const NewRun& run, const WriterProcess& writer) {
  return printed({{"org", run.org},
                  {"verb", run.verb},
                  {"toolVersion", run.tool_version},
                  {"undoes", run.undoes},
                  {"writer", writer_form(writer)}});
}

std::string content_of(const Intent& intent) {
  return printed({{"request", intent.request}, {"sent", intent.sent}});
}

std::string content_of(const ChangeOutcome& outcome) {
  return printed({{"state", to_string(outcome.state)},
                  {"id", outcome.made.id},
                  {"issuer", outcome.made.issuer},
                  {"requestId", outcome.request_id},
                  {"problem", outcome.problem}});
}

std::string content_of_read_back(const std::string& digest) {
  return printed({{"digest", digest}});
}

std::string content_of_end(RunState state, const std::string& why) {
  return printed({{"state", to_string(state)}, {"why", why}});
}

std::string content_of_resumption(const WriterProcess& writer) {
  return printed({{"writer", writer_form(writer)}});
}

okta::Status read_beginning(std::string_view content, Run& run, WriterProcess& writer) {
  const okta::Result<JsonDocument> document = parsed(content);
  if (!document) return okta::failure(document.error());
  const JsonView root = document->root();
  run.org = root["org"].string_or("");
  run.verb = root["verb"].string_or("");
  run.tool_version = root["toolVersion"].string_or("");
  run.undoes = root["undoes"].string_or("");
  writer = writer_of(root["writer"]);
  return {};
}

WriterProcess read_writer(std::string_view text) {
  const okta::Result<JsonDocument> document = JsonDocument::parse(text);
  return document ? writer_of(document->root()["writer"]) : WriterProcess();
}

okta::Status add(const Entry& entry, Run& run, WriterProcess& writer) {
  const okta::Result<JsonDocument> document = parsed(entry.content);
  if (!document) return okta::failure(document.error());
  const JsonView content = document->root();
  if (!may_follow(run, entry.kind))
    return unreadable(fmt::format("an entry of the kind {} after the end", entry.kind));
  if (entry.kind == entry_kind::kEnded || entry.kind == entry_kind::kInterrupted)
    return add_end(entry, content, run);
  if (entry.kind == entry_kind::kResumed) {
    reopen(run);
    writer = writer_of(content["writer"]);
    return {};
  }
  return add_to_change(entry, content, run);
}

}  // namespace remediate
