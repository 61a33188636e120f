// What the planner promises of every org, over random small ones: after every prefix of its
// changes, under every reading of Okta's documents.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/server_set.hpp"
#include "remediate/plan/access_draft.hpp"
#include "remediate/plan/planner.hpp"
#include "tests/remediate/plan/everybody.hpp"
#include "tests/remediate/plan/random_case.hpp"
#include "tests/support/read_again.hpp"

namespace remediate {
namespace {

using tests::Answered;
using tests::Answers;
using tests::Asked;

using tests::Case;
using tests::random_case;
using tests::snapshot_of;

constexpr okta::Timestamp kNow = tests::kPlannedAt;

// The server before the first change, after the first, and so on.
std::vector<ServerSnapshot> states_of(const ServerSnapshot& server, const Plan& plan) {
  std::vector<ServerSnapshot> states = {server};
  for (const Change& change : plan.changes) {
    auto next = after(states.back(), change, id_of_made(change.id));
    RC_ASSERT(next.has_value());
    states.push_back(std::move(*next));
  }
  return states;
}

bool is_blocked(const Plan& plan, const DesiredAccess& access) {
  return std::ranges::any_of(plan.blocked,
                             [&](const Blocked& each) { return each.subject == access.label; });
}

bool widens_others(const Plan& plan) {
  return std::ranges::any_of(plan.changes,
                             [](const Change& each) { return each.risk == Risk::widens_others; });
}

const DesiredAccess* wanted_by(const Case& random, const Plan& plan, const std::string& client) {
  const auto& all = random.desired.access;
  const auto found = std::ranges::find(all, client, &DesiredAccess::client_id);
  return found == all.end() || is_blocked(plan, *found) ? nullptr : &*found;
}

// A subset of one of its approved sets; with no scope named, whatever of the defaults is in one.
bool is_approved(const DesiredAccess& access, const Asked& asked, const Answered& answered) {
  return std::ranges::any_of(access.needs, [&](const Need& need) {
    return need.grant_type == asked.grant_type &&
           std::ranges::includes(need.scopes, answered.scopes);
  });
}

// A rule that was there before grants a scope as soon as it is made: the plan tells so among its
// exposures.
bool is_granted_by_what_was_there(ServerSnapshot server, const Asked& asked) {
  for (const std::string& name : tests::universe::kScopes) {
    if (has_scope(server, name)) continue;
    okta::Scope& scope = server.scopes.emplace_back();
    scope.id = name;
    scope.name = name;
  }
  return tests::answer(server, asked).granted;
}

bool is_listed(const Plan& plan, const Asked& asked) {
  return std::ranges::any_of(plan.effects, [&](const Effect& each) {
    return each.client_id == asked.client_id && each.grant_type == asked.grant_type &&
           each.before != Answer::denied;
  });
}

RC_GTEST_PROP(Planner, ReachesItsGoalUnderEveryReadingOrSaysWhyNot, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const ServerSnapshot last = states_of(random.server, plan).back();
  for (const DesiredAccess& access : random.desired.access) {
    if (is_blocked(plan, access)) continue;
    for (const Need& need : access.needs) {
      const Coverage coverage = coverage_for(last, access.client_id, need, access.groups);
      RC_ASSERT(coverage.under_every_reading);
    }
  }
}

RC_GTEST_PROP(Planner, ChangesNoOutcomeOfAnotherClientAfterAnyPrefix, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  if (widens_others(plan)) RC_DISCARD("widens others: the owner allows that, or a check blocks it");
  const Answers before = tests::answers_of(random.server);
  for (const ServerSnapshot& state : states_of(random.server, plan)) {
    for (const auto& [asked, was] : before) {
      if (wanted_by(random, plan, asked.client_id) != nullptr) continue;
      RC_ASSERT(tests::answer(state, asked) == was);
    }
  }
}

RC_GTEST_PROP(Planner, TakesNothingFromTheClientAndListsNewTermsAfterAnyPrefix, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const Answers before = tests::answers_of(random.server);
  for (const ServerSnapshot& state : states_of(random.server, plan)) {
    for (const auto& [asked, was] : before) {
      if (!was.granted) continue;
      const Answered is = tests::answer(state, asked);
      RC_ASSERT(is.granted);
      RC_ASSERT(std::ranges::includes(is.scopes, was.scopes));
      if (!(is == was)) RC_ASSERT(is_listed(plan, asked));
    }
  }
}

RC_GTEST_PROP(Planner, GrantsNothingBeyondSubsetsOfTheApprovedSetsAfterAnyPrefix, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const Answers before = tests::answers_of(random.server);
  for (const ServerSnapshot& state : states_of(random.server, plan)) {
    for (const auto& [asked, was] : before) {
      const DesiredAccess* access = wanted_by(random, plan, asked.client_id);
      if (was.granted || access == nullptr) continue;
      const Answered is = tests::answer(state, asked);
      if (!is.granted || is_approved(*access, asked, is)) continue;
      RC_ASSERT(is_granted_by_what_was_there(random.server, asked));
      RC_ASSERT(!plan.exposes.empty());
    }
  }
}

RC_GTEST_PROP(Planner, LeavesTheObjectsOfOthersAsTheyAreInTheirOrder, ()) {
  const Case random = random_case(true);
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const ServerSnapshot last = states_of(random.server, plan).back();
  ServerSnapshot without = last;
  std::erase_if(without.scopes, [](const okta::Scope& each) { return has_references(each.id); });
  std::erase_if(without.policies,
                [](const PolicySnapshot& each) { return has_references(each.policy.id); });
  RC_ASSERT(differences(random.server, without).empty());
}

RC_GTEST_PROP(Planner, HasNothingLeftToDoWhereItsPlanWasCarriedOut, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const ServerSnapshot last = states_of(random.server, plan).back();
  Desired again = random.desired;
  std::erase_if(again.access, [&](const DesiredAccess& each) { return is_blocked(plan, each); });
  const Plan second = make_plan(again, snapshot_of(last), kNow);
  RC_ASSERT(second.changes.empty());
  RC_ASSERT(second.effects.empty());
}

RC_GTEST_PROP(Planner, HasNothingLeftToDoHoweverTheOrgIsReadAgain, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  std::mt19937 chance(*rc::gen::arbitrary<unsigned>());
  const ServerSnapshot last = tests::read_again(states_of(random.server, plan).back(), chance);
  Desired again = random.desired;
  std::erase_if(again.access, [&](const DesiredAccess& each) { return is_blocked(plan, each); });
  RC_ASSERT(make_plan(again, snapshot_of(last), kNow).changes.empty());
}

RC_GTEST_PROP(Planner, ChangesNothingOnAServerWithAListThatWasNotReadWhole, ()) {
  Case random = random_case();
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      random.server.scopes_complete = false;
      break;
    case 1:
      random.server.policies_complete = false;
      break;
    default:
      RC_PRE(!random.server.policies.empty());
      random.server.policies[*rc::gen::inRange<std::size_t>(0, random.server.policies.size())]
          .rules_complete = false;
  }
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  RC_ASSERT(plan.changes.empty());
}

// What an interrupted run left behind is finished, not made twice.
RC_GTEST_PROP(Planner, GoesOnFromAnyPrefixOfItsOwnChanges, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const std::vector<ServerSnapshot> states = states_of(random.server, plan);
  Desired again = random.desired;
  std::erase_if(again.access, [&](const DesiredAccess& each) { return is_blocked(plan, each); });
  for (std::size_t done = 0; done < states.size(); ++done) {
    ServerSnapshot left = states[done];
    // Ids of an earlier run are no references.
    for (okta::Scope& each : left.scopes) std::erase(each.id, '$');
    for (PolicySnapshot& each : left.policies) {
      std::erase(each.policy.id, '$');
      for (okta::AccessPolicyRule& rule : each.rules) std::erase(rule.id, '$');
    }
    const Plan rest = make_plan(again, snapshot_of(left), kNow);
    if (!rest.blocked.empty()) {
      std::ostringstream told;
      tests::showValue(rest, told);
      RC_FAIL(told.str());
    }
    RC_ASSERT(rest.changes.size() == plan.changes.size() - done);
  }
}

RC_GTEST_PROP(Planner, ListsEveryOutcomeThatChangesAndNobodyElses, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const ServerSnapshot last = states_of(random.server, plan).back();
  std::set<std::pair<std::string, std::string>> changed;
  for (const auto& [asked, was] : tests::answers_of(random.server)) {
    if (!(tests::answer(last, asked) == was)) changed.insert({asked.client_id, asked.grant_type});
  }
  std::set<std::pair<std::string, std::string>> listed;
  for (const Effect& each : plan.effects) listed.insert({each.client_id, each.grant_type});
  for (const auto& [client, grant_type] : changed) {
    const bool is_named = listed.contains({client, grant_type});
    RC_ASSERT((is_named || listed.contains({"*", grant_type})));
  }
  if (plan.changes.empty()) RC_ASSERT(listed.empty());
}

// Without any of them somebody would be answered otherwise.
RC_GTEST_PROP(Planner, PlansNoChangeThatCouldBeLeftOut, ()) {
  const Case random = random_case();
  const Plan plan = make_plan(random.desired, snapshot_of(random.server), kNow);
  const Answers wanted = tests::answers_of(states_of(random.server, plan).back());
  for (std::size_t dropped = 0; dropped < plan.changes.size(); ++dropped) {
    if (plan.changes[dropped].why.starts_with("copied from")) continue;  // keeps what was granted
    ServerSnapshot server = random.server;
    bool fits = true;
    for (std::size_t each = 0; each < plan.changes.size() && fits; ++each) {
      if (each == dropped) continue;
      auto next = after(server, plan.changes[each], id_of_made(plan.changes[each].id));
      fits = next.has_value();
      if (fits) server = std::move(*next);
    }
    if (!fits) continue;  // a later change needs it
    if (tests::answers_of(server) == wanted) {
      std::ostringstream told;
      tests::showValue(plan, told);
      RC_FAIL(told.str());
    }
  }
}

}  // namespace
}  // namespace remediate
