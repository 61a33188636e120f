// A run undone: what the inverse plan promises, over random small orgs.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/server_set.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/inverse.hpp"
#include "remediate/plan/planner.hpp"
#include "tests/remediate/plan/everybody.hpp"
#include "tests/remediate/plan/random_case.hpp"

namespace remediate {
namespace {

using tests::Answers;

struct Applied {
  Run run;
  ServerSnapshot server;  // after it
};

std::string made_id(const Change& change) { return "made_" + change.id; }

// As the journal would tell a run that got as far as `count` changes.
Applied applied(const ServerSnapshot& server, const Plan& plan, std::size_t count) {
  Applied result{{}, server};
  result.run.id = "r1";
  result.run.org = plan.org;
  result.run.plan = plan;
  for (const Change& change : plan.changes) {
    ChangeRecord record;
    record.change = change;
    record.made.change = change.id;
    if (result.run.changes.size() < count) {
      const Change sent = resolved(change, result.run.made());
      record.state = ChangeState::applied;
      record.sent = sent.body;
      if (change.action == Action::create) record.made.id = made_id(change);
      auto next = after(result.server, sent, record.made.id);
      RC_ASSERT(next.has_value());
      result.server = std::move(*next);
    }
    result.run.changes.push_back(std::move(record));
  }
  return result;
}

// A rule of somebody else named or granted a scope before it was there: then it is in use, and
// stays.
bool is_used_by_others(const ServerSnapshot& server, const Plan& plan) {
  const auto is_new = [&](const std::string& scope) {
    return scope != "*" && !has_scope(server, scope);
  };
  return !plan.exposes.empty() ||
         std::ranges::any_of(server.policies, [&](const PolicySnapshot& policy) {
           return std::ranges::any_of(policy.rules, [&](const okta::AccessPolicyRule& rule) {
             return rule.is_active() && std::ranges::any_of(rule.scopes, is_new);
           });
         });
}

std::vector<ServerSnapshot> states_of(const ServerSnapshot& server, const Plan& plan) {
  std::vector<ServerSnapshot> states = {server};
  for (const Change& change : plan.changes) {
    auto next = after(states.back(), change, {});
    RC_ASSERT(next.has_value());
    states.push_back(std::move(*next));
  }
  return states;
}

RC_GTEST_PROP(Inverse, RestoresTheServerFromAnyPrefixOfARun, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  for (std::size_t count = 0; count <= plan.changes.size(); ++count) {
    const Applied done = applied(random.server, plan, count);
    const Plan back = inverse_of(done.run, {}, {{{"aus1", done.server}}, {}}, tests::kPlannedAt);
    RC_ASSERT(back.blocked.empty());
    RC_ASSERT(back.changes.size() == count);
    RC_ASSERT(read_plan(plan_json(back)).has_value());
    const ServerSnapshot restored = states_of(done.server, back).back();
    RC_ASSERT(differences(random.server, restored).empty());
    RC_ASSERT(digest_of(random.server) == digest_of(restored));
  }
}

// A rollback that was cut off is finished by another one.
RC_GTEST_PROP(Inverse, FinishesWhatAnEarlierOneBegan, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  const Applied done = applied(random.server, plan, plan.changes.size());
  const Plan back = inverse_of(done.run, {}, {{{"aus1", done.server}}, {}}, tests::kPlannedAt);
  std::size_t undone = 0;
  for (const ServerSnapshot& state : states_of(done.server, back)) {
    const Plan rest = inverse_of(done.run, {}, {{{"aus1", state}}, {}}, tests::kPlannedAt);
    RC_ASSERT(rest.blocked.empty());
    RC_ASSERT(rest.changes.size() == back.changes.size() - undone++);
    RC_ASSERT(differences(random.server, states_of(state, rest).back()).empty());
  }
}

// Nobody noted what came of the last request: the org tells.
RC_GTEST_PROP(Inverse, FindsOutWhatCameOfARequestThatNobodyNoted, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  for (std::size_t count = 0; count < plan.changes.size(); ++count) {
    for (const bool was_carried_out : {true, false}) {
      Applied done = applied(random.server, plan, count + (was_carried_out ? 1 : 0));
      ChangeRecord& last = done.run.changes[count];
      last.state = was_carried_out ? ChangeState::intended : ChangeState::unknown;
      last.made.id.clear();
      const Plan back = inverse_of(done.run, {}, {{{"aus1", done.server}}, {}}, tests::kPlannedAt);
      RC_ASSERT(back.blocked.empty());
      RC_ASSERT(differences(random.server, states_of(done.server, back).back()).empty());
    }
  }
}

RC_GTEST_PROP(Inverse, NeverGrantsMoreThanBeforeOrAfterTheRunOnItsWay, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  const Applied done = applied(random.server, plan, plan.changes.size());
  const Plan back = inverse_of(done.run, {}, {{{"aus1", done.server}}, {}}, tests::kPlannedAt);
  const Answers before = tests::answers_of(random.server);
  const Answers after_run = tests::answers_of(done.server);
  for (const ServerSnapshot& state : states_of(done.server, back)) {
    for (const auto& [asked, was] : before) {
      const tests::Answered is = tests::answer(state, asked);
      RC_ASSERT((is == was || is == after_run.at(asked)));
    }
  }
}

}  // namespace
}  // namespace remediate
