#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/access/evaluate.hpp"
#include "tests/remediate/access/server_builder.hpp"

namespace remediate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::policy;
using tests::rule;
using tests::server;

constexpr const char* kApp = "0oaOrders";

const tests::ServerBuilder kOrders = server({"openid", "orders.read"});

Coverage coverage(const ServerSnapshot& on, const std::string& grant_type = "authorization_code") {
  return coverage_of(on, kApp, grant_type, {"orders.read"});
}

Coverage coverage(const tests::PolicyBuilder& only) {
  return coverage(tests::ServerBuilder(kOrders).with(only));
}

std::vector<std::string> rule_names(const Coverage& coverage) {
  std::vector<std::string> names;
  for (const CoveringRule& each : coverage.rules) names.push_back(each.rule.rule_name);
  return names;
}

TEST(CoverageOf, NamesTheRuleItsPeopleAndItsTerms) {
  const Coverage found = coverage(policy("p").with(rule("r").groups({"00g1"}).lifetime(15)));
  EXPECT_TRUE(found.under_every_reading);
  EXPECT_TRUE(found.under_some_reading);
  ASSERT_THAT(rule_names(found), ElementsAre("r"));
  EXPECT_THAT(found.rules[0].people.groups_include, ElementsAre("00g1"));
  EXPECT_EQ(found.rules[0].terms.access_token_lifetime_minutes, 15);
  EXPECT_TRUE(found.rules[0].under_every_reading);
}

TEST(CoverageOf, ARuleForEveryoneHidesTheRulesAfterIt) {
  EXPECT_THAT(rule_names(coverage(policy("p").with(rule("all")).with(rule("some").groups({"g"})))),
              ElementsAre("all"));
  EXPECT_THAT(rule_names(coverage(policy("p").with(rule("some").groups({"g"})).with(rule("all")))),
              ElementsAre("some", "all"));
}

TEST(CoverageOf, WhoeverAnEarlierRuleExcludesReachesALaterOne) {
  EXPECT_THAT(rule_names(coverage(
                  policy("p").with(rule("all").but_not_groups({"guests"})).with(rule("rest")))),
              ElementsAre("all", "rest"));
  EXPECT_THAT(rule_names(coverage(
                  policy("p").with(rule("all").but_not_users({"00u1"})).with(rule("rest")))),
              ElementsAre("all", "rest"));
  EXPECT_THAT(rule_names(coverage(policy("p")
                                      .with(rule("a").but_not_groups({"g"}))
                                      .with(rule("b").groups({"g"}))
                                      .with(rule("c")))),
              ElementsAre("a", "b"));
}

TEST(CoverageOf, ARuleThatExcludesAllItIncludesCoversNobody) {
  const Coverage found = coverage(policy("p").with(rule("r").groups({"g"}).but_not_groups({"g"})));
  EXPECT_FALSE(found.under_some_reading);
  EXPECT_THAT(found.rules, IsEmpty());
  EXPECT_THAT(found.explanation, HasSubstr("other people"));
}

TEST(CoverageOf, WhatOnlyTheNextPolicyGrantsIsNotGrantedUnderEveryReading) {
  const ServerSnapshot on = tests::ServerBuilder(kOrders)
                                .with(policy("p").with(rule("r").scopes({"openid"})))
                                .with(policy("q").with(rule("s")));
  const Coverage found = coverage(on);
  EXPECT_FALSE(found.under_every_reading);
  EXPECT_TRUE(found.under_some_reading);
  EXPECT_THAT(rule_names(found), ElementsAre("s"));
  EXPECT_FALSE(found.rules[0].under_every_reading);
  EXPECT_THAT(found.explanation, HasSubstr("asks the next policy"));
}

TEST(CoverageOf, MarksTheRulesThatDecideUnderEveryReading) {
  const ServerSnapshot on = tests::ServerBuilder(kOrders)
                                .with(policy("p").with(rule("r").groups({"g"})))
                                .with(policy("q").with(rule("s")));
  const Coverage found = coverage(on);
  EXPECT_TRUE(found.under_every_reading);
  ASSERT_THAT(rule_names(found), ElementsAre("r", "s"));
  EXPECT_TRUE(found.rules[0].under_every_reading);
  EXPECT_FALSE(found.rules[1].under_every_reading);
}

TEST(CoverageOf, ClientCredentialsAreSureOnlyOfARuleWithoutPeople) {
  const Coverage own = coverage(tests::ServerBuilder(kOrders).with(policy("p").with(
                                    rule("r").grants({"client_credentials"}).no_user())),
                                "client_credentials");
  EXPECT_TRUE(own.under_every_reading);
  EXPECT_THAT(rule_names(own), ElementsAre("r"));

  const Coverage shared = coverage(tests::ServerBuilder(kOrders).with(
                                       policy("p").with(rule("r").grants({"client_credentials"}))),
                                   "client_credentials");
  EXPECT_TRUE(shared.under_some_reading);
  EXPECT_FALSE(shared.under_every_reading);
  EXPECT_THAT(shared.explanation, HasSubstr("without a user"));
}

TEST(CoverageOf, NamesTheScopesThatTheServerLacks) {
  const Coverage found =
      coverage_of(tests::ServerBuilder(kOrders).with(policy("p").with(rule("r"))), kApp,
                  "authorization_code", {"a", "openid", "z"});
  EXPECT_FALSE(found.under_some_reading);
  EXPECT_THAT(found.missing_scopes, ElementsAre("a", "z"));
  EXPECT_TRUE(found.certain);
}

TEST(CoverageOf, AnInactiveServerCoversNobody) {
  const Coverage found =
      coverage(tests::ServerBuilder(kOrders).inactive().with(policy("p").with(rule("r"))));
  EXPECT_FALSE(found.under_some_reading);
  EXPECT_THAT(found.explanation, HasSubstr("not active"));
}

TEST(CoverageOf, IsNeverSureWhereAPolicyWasNotRead) {
  const Coverage found = coverage(
      tests::ServerBuilder(kOrders).policies_not_all_read().with(policy("p").with(rule("r"))));
  EXPECT_TRUE(found.under_some_reading);
  EXPECT_FALSE(found.under_every_reading);
  EXPECT_FALSE(found.certain);
  EXPECT_FALSE(found.rules.at(0).under_every_reading);
  EXPECT_THAT(found.explanation, HasSubstr("could be read"));
}

TEST(CoverageOf, ANoBecauseOfAnUnreadScopeOrRuleIsNotCertain) {
  const Coverage no_scope = coverage_of(tests::ServerBuilder(kOrders).scopes_not_all_read(), kApp,
                                        "authorization_code", {"orders.delete"});
  EXPECT_THAT(no_scope.missing_scopes, ElementsAre("orders.delete"));
  EXPECT_FALSE(no_scope.certain);

  const Coverage no_rule = coverage(policy("p").rules_not_all_read());
  EXPECT_FALSE(no_rule.under_some_reading);
  EXPECT_FALSE(no_rule.certain);
}

TEST(CoverageOf, RulesThatWereNotReadDoNotMatterInPoliciesThatAreNotAsked) {
  const Coverage found = coverage(tests::ServerBuilder(kOrders)
                                      .with(policy("p").with(rule("r")))
                                      .with(policy("q").rules_not_all_read()));
  EXPECT_TRUE(found.under_every_reading);
  EXPECT_TRUE(found.certain);
}

}  // namespace
}  // namespace remediate
