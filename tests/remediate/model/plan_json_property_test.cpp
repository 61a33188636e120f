// Any plan survives being a file.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "remediate/model/plan_json.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Value any_of(const std::vector<Value>& values) {
  return *rc::gen::elementOf(values);
}

bool happens() { return *rc::gen::arbitrary<bool>(); }

// Any characters, in valid UTF-8.
std::string words() {
  return any_of<std::string>({"", "orders.read", "M\u00fcller & S\u00f6hne", "\x01\x1b[2J",
                              "\u202e\"\\/\u2028", "${cost}", "null", "\U0001f600"}) +
         *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', 127));
}

std::string some_words() { return "w" + words(); }

std::vector<std::string> list_of_words() {
  std::vector<std::string> list;
  for (int left = *rc::gen::inRange(0, 3); left > 0; --left) list.push_back(words());
  return list;
}

// As JSON prints it, so that texts can be compared.
std::string json_text(int depth = 2) {
  if (depth == 0 || happens())
    return any_of<Json>({Json(), true, 0, -7, 18446744073709551615ULL, 1.5, Json(words()),
                         Json::array(), Json::object()})
        .dump();
  if (happens()) return "[" + json_text(depth - 1) + "," + json_text(depth - 1) + "]";
  return "{" + Json(words()).dump() + ":" + json_text(depth - 1) + "}";
}

std::optional<std::int64_t> maybe_minutes() {
  if (happens()) return std::nullopt;
  return *rc::gen::arbitrary<std::int64_t>();
}

okta::TokenTerms terms() {
  okta::TokenTerms terms;
  terms.access_token_lifetime_minutes = maybe_minutes();
  terms.refresh_token_lifetime_minutes = maybe_minutes();
  terms.refresh_token_window_minutes = maybe_minutes();
  if (happens()) terms.inline_hook_id = words();
  return terms;
}

FieldEdit edit(std::size_t number) {
  FieldEdit edit;
  edit.path = "/" + std::to_string(number) + words();
  const bool has_before = happens();
  if (has_before) edit.before = json_text();
  if (!has_before || happens()) edit.after = json_text();
  return edit;
}

Splice splice_behind(const std::vector<Splice>& earlier) {
  std::size_t free_from = 0;
  if (!earlier.empty()) free_from = earlier.back().offset + earlier.back().before.size();
  const std::string before = words();
  return {free_from + *rc::gen::inRange<std::size_t>(0, 100), before, before + some_words()};
}

void fill_content(Change& change) {
  if (change.action == Action::create) change.body = "{\"name\":" + json_text() + "}";
  const bool has_more = change.action == Action::update || change.action == Action::rewrite;
  const std::size_t count = has_more ? *rc::gen::inRange<std::size_t>(1, 4) : 0;
  for (std::size_t each = 0; each < count; ++each) {
    if (change.action == Action::update)
      change.diff.push_back(edit(each));
    else
      change.splices.push_back(splice_behind(change.splices));
  }
}

// An id, or the reference to what an earlier change makes.
std::string id_or_reference(const std::vector<Change>& earlier) {
  std::vector<std::string> ids = {"id1", "id2"};
  for (const Change& each : earlier) {
    if (each.action == Action::create) ids.push_back(id_of_made(each.id));
  }
  return any_of(ids);
}

Change change(const std::vector<Change>& earlier) {
  Change change;
  change.id = "c" + std::to_string(earlier.size() + 1);
  change.target.kind = any_of<ObjectKind>({ObjectKind::authorization_server, ObjectKind::scope,
                                           ObjectKind::claim, ObjectKind::policy, ObjectKind::rule,
                                           ObjectKind::application, ObjectKind::file});
  change.action = change.target.kind == ObjectKind::file
                      ? Action::rewrite
                      : any_of<Action>({Action::create, Action::update, Action::activate,
                                        Action::deactivate, Action::remove});
  const bool is_on_server =
      change.target.kind == ObjectKind::scope || change.target.kind == ObjectKind::claim ||
      change.target.kind == ObjectKind::policy || change.target.kind == ObjectKind::rule;
  if (change.action != Action::create && change.action != Action::rewrite)
    change.target.id = id_or_reference(earlier);
  change.target.name = words();
  if (is_on_server) change.target.server = id_or_reference(earlier);
  if (change.target.kind == ObjectKind::rule) change.target.policy = id_or_reference(earlier);
  change.because = list_of_words();
  if (!earlier.empty()) change.after = {any_of(earlier).id};
  change.precondition = {happens(), happens() ? some_words() : ""};
  fill_content(change);
  change.risk =
      any_of<Risk>({Risk::additive, Risk::reorders, Risk::widens_others, Risk::irreversible});
  change.reversible = happens();
  change.why = words();
  return change;
}

Effect effect(const std::vector<Change>& changes) {
  const std::vector<Answer> answers = {Answer::denied, Answer::granted, Answer::unclear};
  return {words(),         words(),         id_or_reference(changes),
          words(),         list_of_words(), list_of_words(),
          list_of_words(), any_of(answers), any_of(answers),
          words(),         terms(),         terms()};
}

Handover handover(const std::vector<Change>& changes) {
  return {words(),
          words(),
          id_or_reference(changes),
          id_or_reference(changes),
          words(),
          {{words(), words()}},
          {{words(), list_of_words()}},
          list_of_words()};
}

// Every server that is there has one.
std::vector<ServerSet> basis_for(const std::vector<Change>& changes) {
  std::vector<ServerSet> basis;
  for (const Change& each : changes) {
    ServerSet set{server_of(each.target), {}};
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left) {
      const auto kind = any_of<ObjectKind>({ObjectKind::scope, ObjectKind::policy});
      set.members.push_back({kind, words(), words(), words(), words()});
    }
    basis.push_back(std::move(set));
  }
  return basis;
}

rc::Gen<Plan> random_plan() {
  return rc::gen::exec([] {
    Plan plan;
    plan.created_at = okta::Timestamp(
        std::chrono::milliseconds(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000)));
    plan.valid_until = plan.created_at + kPlanValidity;
    plan.org = words();
    for (int left = *rc::gen::inRange(0, 6); left > 0; --left)
      plan.changes.push_back(change(plan.changes));
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left) {
      plan.effects.push_back(effect(plan.changes));
      plan.exposes.push_back({words(), words(), words()});
      plan.assumes.push_back({words(), words()});
      plan.handover.push_back(handover(plan.changes));
      plan.blocked.push_back({words(), words(), words(), words()});
    }
    plan.basis = basis_for(plan.changes);
    seal(plan);
    return plan;
  });
}

RC_GTEST_PROP(PlanFileProperty, APlanIsReadBackAsItWasWritten, ()) {
  const Plan plan = *random_plan();
  const std::string text = plan_json(plan);
  const okta::Result<Plan> read = read_plan(text);
  if (!read) RC_FAIL(read.error().describe());
  RC_ASSERT(plan_json(*read) == text);
  RC_ASSERT(is_sealed(*read));
  for (std::size_t each = 0; each < plan.changes.size(); ++each) {
    RC_ASSERT(read->changes[each].body == plan.changes[each].body);
    RC_ASSERT(read->changes[each].splices == plan.changes[each].splices);
    for (std::size_t at = 0; at < plan.changes[each].diff.size(); ++at) {
      RC_ASSERT(read->changes[each].diff[at].before == plan.changes[each].diff[at].before);
      RC_ASSERT(read->changes[each].diff[at].after == plan.changes[each].diff[at].after);
    }
  }
}

RC_GTEST_PROP(PlanFileProperty, ACutFileIsRefused, ()) {
  const std::string text = plan_json(*random_plan());
  const auto length = *rc::gen::inRange<std::size_t>(0, text.size() - 2);
  RC_ASSERT(!read_plan(std::string_view(text).substr(0, length)).has_value());
}

// Whatever byte is changed: it is refused, told from the sealed plan, or says the same.
RC_GTEST_PROP(PlanFileProperty, AChangedByteIsNoticed, ()) {
  const Plan plan = *random_plan();
  std::string text = plan_json(plan);
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
  const okta::Result<Plan> read = read_plan(text);
  const bool is_noticed = !read || !is_sealed(*read);
  const bool says_the_same = read && plan_json(*read) == plan_json(plan);
  RC_ASSERT(is_noticed || says_the_same);
}

}  // namespace
}  // namespace remediate
