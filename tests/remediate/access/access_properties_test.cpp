// What must hold of the evaluator on any server. The universe is small enough to ask about
// everybody in it.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/access/evaluate.hpp"
#include "tests/remediate/access/reference.hpp"
#include "tests/support/random_server.hpp"

namespace remediate {
namespace {

namespace universe = tests::universe;
using tests::random_server;
using tests::random_server_parts::draw;
using tests::random_server_parts::happens;

constexpr tests::RandomServer kWithTies{.equal_priorities = true};

std::vector<std::vector<std::string>> subsets(const std::vector<std::string>& names) {
  std::vector<std::vector<std::string>> all = {{}};
  for (const std::string& name : names) {
    const auto smaller = all;
    for (std::vector<std::string> each : smaller) {
      each.push_back(name);
      all.push_back(std::move(each));
    }
  }
  return all;
}

const std::vector<Person>& everybody() {
  static const std::vector<Person> people = [] {
    std::vector<Person> all;
    for (const char* user : {"", "user_a", "user_b"})
      for (const auto& groups : subsets(universe::kGroups)) all.push_back({user, groups});
    return all;
  }();
  return people;
}

AccessRequest random_request() {
  const auto one_of = [](const auto& choices) {
    return choices[draw<std::size_t>(0, choices.size())];
  };
  AccessRequest request;
  request.client_id = one_of(universe::kClients);
  request.grant_type = one_of(universe::kGrantTypes);
  request.scopes = happens(15) ? ScopeSet{} : one_of(subsets(universe::kScopes));
  request.person = one_of(everybody());
  return request;
}

// Everybody who could make this request; client credentials have nobody behind them.
std::vector<AccessRequest> by_everybody(const AccessRequest& request) {
  if (request.grant_type == kClientCredentials) return {request};
  std::vector<AccessRequest> requests;
  for (const Person& person : everybody()) {
    requests.push_back(request);
    requests.back().person = person;
  }
  return requests;
}

std::string decided_rule(const Decision& decision) {
  return decision.decided_by ? decision.decided_by->rule_id : "";
}

bool same(const Decision& a, const Decision& b) {
  return a.granted == b.granted && a.error == b.error && a.scopes == b.scopes &&
         decided_rule(a) == decided_rule(b) && a.certain == b.certain &&
         a.terms.access_token_lifetime_minutes == b.terms.access_token_lifetime_minutes;
}

void assert_same_outcomes(const ServerSnapshot& before, const ServerSnapshot& after,
                          const AccessRequest& request) {
  for (const Reading& reading : every_reading())
    RC_ASSERT(same(evaluate(before, request, reading), evaluate(after, request, reading)));
}

bool covers(const okta::AccessPolicy& policy, const std::string& client_id) {
  return tests::has(policy.clients, client_id) || tests::has(policy.clients, "ALL_CLIENTS");
}

template <class Element>
void shuffle(std::vector<Element>& elements) {
  for (std::size_t left = elements.size(); left > 1; --left)
    std::swap(elements[left - 1], elements[draw<std::size_t>(0, left)]);
}

void shuffle_everything(ServerSnapshot& server) {
  shuffle(server.scopes);
  shuffle(server.policies);
  for (PolicySnapshot& each : server.policies) {
    shuffle(each.policy.clients);
    shuffle(each.rules);
    for (okta::AccessPolicyRule& rule : each.rules) {
      shuffle(rule.grant_types);
      shuffle(rule.scopes);
      shuffle(rule.people.groups_include);
      shuffle(rule.people.groups_exclude);
      shuffle(rule.people.users_include);
    }
  }
}

RC_GTEST_PROP(AccessProperty, AgreesWithANaiveWalkWherePrioritiesDiffer, ()) {
  const ServerSnapshot server = *random_server();
  const AccessRequest request = random_request();
  for (const Reading& reading : every_reading())
    RC_ASSERT(decided_rule(evaluate(server, request, reading)) ==
              tests::reference_ruling(server, request, reading));
}

// Whatever order equals are asked in lies between the two readings; where these say the same, it
// does not matter.
RC_GTEST_PROP(AccessProperty, AnyOrderOfEqualPrioritiesLiesBetweenTheTwoReadings, ()) {
  ServerSnapshot server = *random_server(kWithTies);
  const AccessRequest request = random_request();
  shuffle_everything(server);
  for (Reading reading : every_reading()) {
    const std::string any_order = tests::reference_ruling(server, request, reading);
    reading.equal_priorities_favour_request = true;
    const Decision favoured = evaluate(server, request, reading);
    reading.equal_priorities_favour_request = false;
    const Decision feared = evaluate(server, request, reading);
    RC_ASSERT(favoured.granted || any_order.empty());
    RC_ASSERT(!feared.granted || !any_order.empty());
    if (decided_rule(favoured) == decided_rule(feared))
      RC_ASSERT(any_order == decided_rule(favoured));
  }
}

RC_GTEST_PROP(AccessProperty, TheOrderOfListsNeverMatters, ()) {
  const ServerSnapshot server = *random_server(kWithTies);
  ServerSnapshot shuffled = server;
  shuffle_everything(shuffled);
  assert_same_outcomes(server, shuffled, random_request());
}

RC_GTEST_PROP(AccessProperty, OnlyTheOrderOfPrioritiesMatters, ()) {
  const ServerSnapshot server = *random_server(kWithTies);
  ServerSnapshot renumbered = server;
  const auto factor = draw<std::int64_t>(1, 10);
  const auto shift = draw<std::int64_t>(0, 100);
  for (PolicySnapshot& each : renumbered.policies) {
    each.policy.priority = each.policy.priority * factor + shift;
    for (okta::AccessPolicyRule& rule : each.rules) rule.priority = rule.priority * factor + shift;
  }
  assert_same_outcomes(server, renumbered, random_request());
}

RC_GTEST_PROP(AccessProperty, APolicyThatDoesNotIncludeTheClientMayBeSwitchedOff, ()) {
  const ServerSnapshot server = *random_server(kWithTies);
  const AccessRequest request = random_request();
  ServerSnapshot without = server;
  for (PolicySnapshot& each : without.policies) {
    if (!covers(each.policy, request.client_id)) each.policy.status = "INACTIVE";
  }
  assert_same_outcomes(server, without, request);
}

RC_GTEST_PROP(AccessProperty, APolicyForOthersMayBeAddedAtTheEnd, ()) {
  const ServerSnapshot server = *random_server();
  const AccessRequest request = random_request();
  ServerSnapshot more = server;
  PolicySnapshot added = *rc::gen::map(random_server(), [](const ServerSnapshot& other) {
    return other.policies.empty() ? PolicySnapshot{} : other.policies.front();
  });
  added.policy.id = "added";
  added.policy.priority = 100;
  added.policy.clients = {"client_c"};
  more.policies.push_back(added);
  assert_same_outcomes(server, more, request);
}

RC_GTEST_PROP(AccessProperty, WhatIsGrantedStandsInTheRuleThatIsNamed, ()) {
  const ServerSnapshot server = *random_server(kWithTies);
  const AccessRequest request = random_request();
  for (const Reading& reading : every_reading()) {
    const Decision decision = evaluate(server, request, reading);
    RC_ASSERT(decision.granted == decision.decided_by.has_value());
    RC_ASSERT(decision.granted == decision.error.empty());
    RC_ASSERT(!decision.explanation.empty());
    if (!decision.granted) continue;
    const auto policy = std::ranges::find(server.policies, decision.decided_by->policy_id,
                                          [](const auto& each) { return each.policy.id; });
    RC_ASSERT(policy->policy.status == "ACTIVE");
    RC_ASSERT(covers(policy->policy, request.client_id));
    const auto rule =
        std::ranges::find(policy->rules, decision.decided_by->rule_id, &okta::AccessPolicyRule::id);
    RC_ASSERT(rule->status == "ACTIVE");
    RC_ASSERT(tests::has(rule->grant_types, request.grant_type));
    RC_ASSERT(!decision.scopes.empty());
    for (const std::string& scope : decision.scopes)
      RC_ASSERT(tests::has(rule->scopes, "*") || tests::has(rule->scopes, scope));
    RC_ASSERT(request.scopes.empty() || decision.scopes == request.scopes);
  }
}

RC_GTEST_PROP(AccessProperty, WhomTheStrictestReadingGrantsEveryReadingGrants, ()) {
  const ServerSnapshot server = *random_server(kWithTies);
  const AccessRequest request = random_request();
  if (evaluate(server, request, every_reading().back()).granted)
    RC_ASSERT(is_granted_under_every_reading(server, request));
  if (is_granted_under_every_reading(server, request))
    RC_ASSERT(evaluate(server, request, every_reading().front()).granted);
}

bool somebody_is_granted_under_every_reading(const ServerSnapshot& server,
                                             const AccessRequest& request) {
  return std::ranges::any_of(by_everybody(request), [&](const AccessRequest& each) {
    return is_granted_under_every_reading(server, each);
  });
}

bool somebody_is_granted_under_a_reading(const ServerSnapshot& server,
                                         const AccessRequest& request) {
  return std::ranges::any_of(by_everybody(request), [&](const AccessRequest& each) {
    return std::ranges::any_of(every_reading(), [&](const Reading& reading) {
      return evaluate(server, each, reading).granted;
    });
  });
}

Coverage coverage_for(const ServerSnapshot& server, const AccessRequest& request) {
  return coverage_of(server, request.client_id, request.grant_type, request.scopes);
}

RC_GTEST_PROP(CoverageProperty, SaysOfEverybodyWhatEvaluateSaysOfEach, ()) {
  const ServerSnapshot server = *random_server();
  const AccessRequest request = random_request();
  const Coverage coverage = coverage_for(server, request);
  RC_ASSERT(coverage.under_every_reading ==
            somebody_is_granted_under_every_reading(server, request));
  RC_ASSERT(coverage.under_some_reading == somebody_is_granted_under_a_reading(server, request));
  RC_ASSERT(coverage.certain);
  RC_ASSERT(!coverage.explanation.empty());
}

RC_GTEST_PROP(CoverageProperty, NeverPromisesMoreThanEvaluateWherePrioritiesAreEqual, ()) {
  const ServerSnapshot server = *random_server(kWithTies);
  const AccessRequest request = random_request();
  const Coverage coverage = coverage_for(server, request);
  RC_ASSERT(!coverage.under_every_reading || coverage.under_some_reading);
  RC_ASSERT(!coverage.under_every_reading ||
            somebody_is_granted_under_every_reading(server, request));
  RC_ASSERT(coverage.under_some_reading == somebody_is_granted_under_a_reading(server, request));
}

RC_GTEST_PROP(CoverageProperty, NamesExactlyTheRulesThatDecideForSomebody, ()) {
  const ServerSnapshot server = *random_server();
  const AccessRequest request = random_request();
  const auto deciding = [&](const Reading& reading) {
    std::set<std::string> rules;
    for (const AccessRequest& each : by_everybody(request))
      rules.insert(decided_rule(evaluate(server, each, reading)));
    rules.erase("");
    return rules;
  };
  std::set<std::string> expected;
  for (const Reading& reading : every_reading()) {
    if (expected.empty()) expected = deciding(reading);
  }
  std::set<std::string> named;
  for (const CoveringRule& each : coverage_for(server, request).rules) {
    RC_ASSERT(named.insert(each.rule.rule_id).second);
    RC_ASSERT(each.under_every_reading ==
              std::ranges::all_of(every_reading(), [&](const Reading& reading) {
                return deciding(reading).contains(each.rule.rule_id);
              }));
  }
  RC_ASSERT(named == expected);
}

// Takes something away and marks the place as not read whole.
ServerSnapshot partly_read(ServerSnapshot server) {
  const auto drop_one = [](auto& elements) {
    if (!elements.empty())
      elements.erase(elements.begin() +
                     static_cast<std::ptrdiff_t>(draw<std::size_t>(0, elements.size())));
  };
  switch (draw(0, 3)) {
    case 0:
      drop_one(server.scopes);
      server.scopes_complete = false;
      break;
    case 1:
      drop_one(server.policies);
      server.policies_complete = false;
      break;
    default:
      for (PolicySnapshot& each : server.policies) {
        if (happens(30)) continue;
        drop_one(each.rules);
        each.rules_complete = false;
      }
  }
  return server;
}

RC_GTEST_PROP(CoverageProperty, WhatWasNotReadNeverOverturnsACertainAnswer, ()) {
  const ServerSnapshot whole = *random_server(kWithTies);
  const ServerSnapshot partial = partly_read(whole);
  const AccessRequest request = random_request();
  for (const Reading& reading : every_reading()) {
    const Decision decision = evaluate(partial, request, reading);
    if (decision.certain) RC_ASSERT(same(decision, evaluate(whole, request, reading)));
  }
  const Coverage of_part = coverage_for(partial, request);
  const Coverage of_whole = coverage_for(whole, request);
  if (of_part.under_every_reading) RC_ASSERT(of_whole.under_every_reading);
  if (of_part.certain) RC_ASSERT(of_part.under_some_reading == of_whole.under_some_reading);
}

}  // namespace
}  // namespace remediate
