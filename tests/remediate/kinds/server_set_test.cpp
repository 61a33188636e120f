#include "remediate/kinds/server_set.hpp"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "tests/remediate/access/server_builder.hpp"
#include "tests/support/contents.hpp"
#include "tests/support/random_server.hpp"
#include "tests/support/read_again.hpp"

namespace remediate {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

ServerSnapshot orders() {
  ServerSnapshot server = tests::server({"orders.read", "orders.write"})
                              .with(tests::policy("web")
                                        .clients({"client_a"})
                                        .with(tests::rule("staff").groups({"group_a", "group_b"})))
                              .with(tests::policy("all")
                                        .with(tests::rule("first").scopes({"orders.read"}))
                                        .with(tests::rule("second").scopes({"orders.write"})));
  tests::fill_contents(server);
  return server;
}

RC_GTEST_PROP(ServerSetProperty, ASecondReadingOfTheSameServerHasTheSameDigest, ()) {
  const ServerSnapshot server = *tests::random_server();
  std::mt19937 chance(*rc::gen::arbitrary<unsigned>());
  const ServerSnapshot again = tests::read_again(server, chance);
  RC_ASSERT(set_of(again) == set_of(server));
  RC_ASSERT(differences(server, again).empty());
}

RC_GTEST_PROP(ServerSetProperty, DifferencesAreToldExactlyWhereDigestsDiffer, ()) {
  const ServerSnapshot one = *tests::random_server();
  const ServerSnapshot other = *tests::random_server();
  RC_ASSERT(differences(one, other).empty() == (set_of(one) == set_of(other)));
  RC_ASSERT(differences(one, one).empty());
}

TEST(ServerSet, TellsEachPartThatIsNewChangedOrGone) {
  const ServerSnapshot before = orders();
  ServerSnapshot now = before;
  now.scopes.erase(now.scopes.begin());
  okta::Scope& scope = now.scopes.emplace_back();
  scope.id = "scp9";
  scope.name = "orders.admin";
  now.policies[0].policy.clients = {"client_b"};
  now.policies[0].rules[0].terms.access_token_lifetime_minutes = 5;
  tests::fill_contents(now);

  EXPECT_NE(set_of(before), set_of(now));
  EXPECT_THAT(differences(before, now),
              testing::UnorderedElementsAre("scope 'orders.read' (id-orders.read): is gone",
                                            "scope 'orders.admin' (scp9): is new",
                                            "policy 'web' (id-web): changed",
                                            "rule 'staff' (id-staff) of policy 'web': changed"));
}

TEST(ServerSet, TellsAnotherOrderOfPoliciesAndOfRules) {
  const ServerSnapshot before = orders();
  ServerSnapshot now = before;
  std::swap(now.policies[0].policy.priority, now.policies[1].policy.priority);
  EXPECT_NE(set_of(before), set_of(now));
  EXPECT_THAT(differences(before, now), ElementsAre("the order of the policies"));

  now = before;
  std::swap(now.policies[1].rules[0].priority, now.policies[1].rules[1].priority);
  EXPECT_NE(set_of(before), set_of(now));
  EXPECT_THAT(differences(before, now),
              ElementsAre("the order of the rules of policy 'all' (id-all)"));
}

TEST(ServerSet, TellsThatTheServerItselfWasSwitchedOff) {
  const ServerSnapshot before = orders();
  ServerSnapshot now = before;
  now.server.status = "INACTIVE";
  EXPECT_THAT(differences(before, now),
              ElementsAre("authorization server 'Orders' (aus1): changed"));
}

TEST(ServerSet, SeesAMemberThatNoModelKnows) {
  const ServerSnapshot before = orders();
  ServerSnapshot now = before;
  json content = json::parse(now.policies[0].rules[0].content);
  content["conditions"]["device"] = {{"platform", "IOS"}};
  now.policies[0].rules[0].content = content.dump();
  EXPECT_NE(set_of(before), set_of(now));
  EXPECT_THAT(differences(before, now),
              ElementsAre("rule 'staff' (id-staff) of policy 'web': changed"));
}

TEST(ServerSet, ANewPolicyBetweenOthersIsNoOtherOrder) {
  const ServerSnapshot before = orders();
  ServerSnapshot now = before;
  PolicySnapshot between = tests::policy("between").built();
  between.policy.priority = 2;
  now.policies[1].policy.priority = 3;
  now.policies.push_back(between);
  tests::fill_contents(now);
  EXPECT_THAT(differences(before, now), ElementsAre("policy 'between' (id-between): is new"));
}

TEST(ServerSet, WhatIsNotAboutAccessDoesNotCount) {
  const ServerSnapshot before = orders();
  ServerSnapshot now = before;
  now.server.description = "Another text";
  now.discovery.emplace();
  EXPECT_EQ(set_of(before), set_of(now));
  EXPECT_THAT(differences(before, now), IsEmpty());
}

}  // namespace
}  // namespace remediate
