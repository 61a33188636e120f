// What the planner promises of a server that it makes, or switches on, over random wishes: after
// every prefix of its changes, under every reading of Okta's documents.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/kinds/after.hpp"
#include "remediate/plan/planner.hpp"
#include "tests/remediate/plan/everybody.hpp"
#include "tests/remediate/plan/random_case.hpp"

namespace remediate {
namespace {

using tests::Answered;
using tests::Asked;
using tests::Case;
using tests::random_case;

Snapshot org_without_servers() {
  Snapshot snapshot;
  snapshot.org.url = "https://acme.okta.com";
  return snapshot;
}

Case case_of_a_server_that_is_made() {
  Case random = random_case();
  random.desired.servers[0].id.clear();
  random.desired.servers[0].create = config::CreateServer{"Orders API", "api://orders"};
  return random;
}

Case case_of_a_server_that_is_off() {
  Case random = random_case();
  random.server.server.status = "INACTIVE";
  random.desired.servers[0].activate = true;
  return random;
}

std::vector<ServerSnapshot> states_of(ServerSnapshot server, const std::vector<Change>& changes) {
  std::vector<ServerSnapshot> states = {std::move(server)};
  for (const Change& change : changes) {
    auto next = after(states.back(), change, id_of_made(change.id));
    RC_ASSERT(next.has_value());
    states.push_back(std::move(*next));
  }
  return states;
}

// From the first state in which the server is there.
std::vector<ServerSnapshot> states_of_made(const Plan& plan) {
  const Change& first = plan.changes.front();
  auto made = new_server(first, id_of_made(first.id), issuer_of_made(first.id));
  RC_ASSERT(made.has_value());
  return states_of(std::move(*made), {plan.changes.begin() + 1, plan.changes.end()});
}

bool is_blocked(const Plan& plan, const DesiredAccess& access) {
  return std::ranges::any_of(plan.blocked,
                             [&](const Blocked& each) { return each.subject == access.label; });
}

bool is_wanted(const Case& random, const Asked& asked, const Answered& answered) {
  return std::ranges::any_of(random.desired.access, [&](const DesiredAccess& access) {
    return access.client_id == asked.client_id &&
           std::ranges::any_of(access.needs, [&](const Need& need) {
             return need.grant_type == asked.grant_type &&
                    std::ranges::includes(need.scopes, answered.scopes);
           });
  });
}

void expect_goal(const Case& random, const Plan& plan, const ServerSnapshot& last) {
  for (const DesiredAccess& access : random.desired.access) {
    if (is_blocked(plan, access)) continue;
    for (const Need& need : access.needs)
      RC_ASSERT(coverage_for(last, access.client_id, need, access.groups).under_every_reading);
  }
}

RC_GTEST_PROP(PlannedServer, ThatIsMadeGrantsWhatIsWantedAndNothingElseAfterAnyPrefix, ()) {
  const Case random = case_of_a_server_that_is_made();
  const Plan plan = make_plan(random.desired, org_without_servers(), tests::kPlannedAt);
  RC_ASSERT(plan.blocked.empty());
  const std::vector<ServerSnapshot> states = states_of_made(plan);
  for (const ServerSnapshot& state : states) {
    for (const auto& [asked, is] : tests::answers_of(state)) {
      if (is.granted) RC_ASSERT(is_wanted(random, asked, is));
    }
  }
  expect_goal(random, plan, states.back());
}

RC_GTEST_PROP(PlannedServer, ThatIsSwitchedOnIsSwitchedOnLast, ()) {
  const Case random = case_of_a_server_that_is_off();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  RC_PRE(!plan.changes.empty());
  const std::vector<ServerSnapshot> states = states_of(random.server, plan.changes);
  for (std::size_t each = 0; each + 1 < states.size(); ++each)
    RC_ASSERT(!states[each].server.is_active());
  RC_ASSERT(plan.changes.back().action == Action::activate);
  expect_goal(random, plan, states.back());
}

// It opens again to all that its rules cover, and the plan says to whom.
RC_GTEST_PROP(PlannedServer, ThatIsSwitchedOnListsEveryClientWhoseOutcomeChanges, ()) {
  const Case random = case_of_a_server_that_is_off();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  RC_PRE(!plan.changes.empty());
  std::set<std::pair<std::string, std::string>> listed;
  for (const Effect& each : plan.effects) listed.insert({each.client_id, each.grant_type});
  for (const auto& [asked, is] : tests::answers_of(states_of(random.server, plan.changes).back())) {
    if (!is.granted) continue;
    const bool is_named = listed.contains({asked.client_id, asked.grant_type});
    RC_ASSERT((is_named || listed.contains({"*", asked.grant_type})));
  }
}

}  // namespace
}  // namespace remediate
