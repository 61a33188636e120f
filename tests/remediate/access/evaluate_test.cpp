#include "remediate/access/evaluate.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
const ScopeSet kRead = {"orders.read"};

AccessRequest asks(ScopeSet scopes, std::optional<Person> person = Person{},
                   std::string grant_type = "authorization_code") {
  return {kApp, std::move(grant_type), std::move(scopes), std::move(person)};
}

AccessRequest service_asks(ScopeSet scopes) {
  return asks(std::move(scopes), std::nullopt, std::string(kClientCredentials));
}

// "granted" or the error code, when all readings agree; "open" when they do not.
std::string outcome(const ServerSnapshot& on, const AccessRequest& request) {
  std::vector<std::string> outcomes;
  for (const Reading& reading : every_reading()) {
    const Decision decision = evaluate(on, request, reading);
    outcomes.push_back(decision.granted ? "granted" : decision.error);
  }
  const bool agree = std::ranges::count(outcomes, outcomes.front()) == std::ssize(outcomes);
  return agree ? outcomes.front() : "open";
}

std::string deciding_rule(const ServerSnapshot& on, const AccessRequest& request,
                          const Reading& reading = {}) {
  const Decision decision = evaluate(on, request, reading);
  return decision.decided_by ? decision.decided_by->rule_name : decision.error;
}

struct Case {
  const char* promise;
  ServerSnapshot on;
  AccessRequest request;
  std::string outcome;
};

class EveryReading : public ::testing::TestWithParam<Case> {};

TEST_P(EveryReading, Answers) {
  EXPECT_EQ(outcome(GetParam().on, GetParam().request), GetParam().outcome);
}

std::string promise_of(const ::testing::TestParamInfo<Case>& info) { return info.param.promise; }

const tests::ServerBuilder kOrders = server({"openid", "orders.read", "orders.write"});

ServerSnapshot orders_with(const tests::PolicyBuilder& first) {
  return tests::ServerBuilder(kOrders).with(first);
}

ServerSnapshot orders_with(const tests::RuleBuilder& only) {
  return orders_with(policy("p").with(only));
}

INSTANTIATE_TEST_SUITE_P(
    Clients, EveryReading,
    ::testing::Values(
        Case{"AllClientsIncludesEveryClient", orders_with(rule("r")), asks(kRead), "granted"},
        Case{"AClientIdIncludesThatClient",
             orders_with(policy("p").clients({kApp}).with(rule("r"))), asks(kRead), "granted"},
        Case{"AnotherClientIdDoesNot",
             orders_with(policy("p").clients({"0oaOther"}).with(rule("r"))), asks(kRead),
             "no_matching_policy"},
        Case{"AnEmptyListIncludesNobody", orders_with(policy("p").clients({}).with(rule("r"))),
             asks(kRead), "no_matching_policy"},
        Case{"AnInactivePolicyDoesNotCount", orders_with(policy("p").inactive().with(rule("r"))),
             asks(kRead), "no_matching_policy"},
        Case{"AServerWithoutPoliciesGrantsNothing", kOrders, asks(kRead), "no_matching_policy"},
        Case{"AnInactiveServerGrantsNothing",
             tests::ServerBuilder(kOrders).inactive().with(policy("p").with(rule("r"))),
             asks(kRead), ""}),
    promise_of);

INSTANTIATE_TEST_SUITE_P(
    Rules, EveryReading,
    ::testing::Values(
        Case{"AnInactiveRuleDoesNotCount", orders_with(rule("r").inactive()), asks(kRead),
             "no_matching_policy"},
        Case{"TheGrantTypeMustBeListed", orders_with(rule("r").grants({"implicit"})), asks(kRead),
             "no_matching_policy"},
        Case{"RefreshTokenIsNoGrantTypeOfARule", orders_with(rule("r")),
             asks(kRead, Person{}, "refresh_token"), "no_matching_policy"},
        Case{"AllRequestedScopesMustBePermitted", orders_with(rule("r").scopes({"orders.read"})),
             asks({"openid", "orders.read"}), "no_matching_policy"},
        Case{"MoreMayBePermittedThanRequested",
             orders_with(rule("r").scopes({"orders.read", "openid"})), asks(kRead), "granted"},
        Case{"TwoRulesDoNotAddUp",
             orders_with(policy("p")
                             .with(rule("r").scopes({"orders.read"}))
                             .with(rule("s").scopes({"orders.write"}))),
             asks({"orders.read", "orders.write"}), "no_matching_policy"},
        Case{"AnEmptyScopeListPermitsNothing", orders_with(rule("r").scopes({})), asks(kRead),
             "no_matching_policy"},
        Case{"AnUnknownConditionIsOpen", orders_with(rule("r").unknown_condition("network")),
             asks(kRead), "open"},
        Case{"ALaterRuleOfTheSamePolicySettlesIt",
             orders_with(policy("p").with(rule("r").unknown_condition("network")).with(rule("s"))),
             asks(kRead), "granted"},
        Case{"AnUnknownConditionOfAPolicyIsOpen",
             orders_with(policy("p").unknown_condition("network").with(rule("r"))), asks(kRead),
             "open"}),
    promise_of);

INSTANTIATE_TEST_SUITE_P(
    Scopes, EveryReading,
    ::testing::Values(
        Case{"AScopeThatIsNotConfiguredFailsBeforePolicies", orders_with(rule("r")),
             asks({"orders.delete"}), "no_matching_scope"},
        Case{"OktaApiScopesAreNeverConfigured", orders_with(rule("r")), asks({"okta.users.read"}),
             "no_matching_scope"},
        Case{"NoScopeAndNoDefaultScope", orders_with(rule("r")), asks({}), "no_default_scopes"},
        Case{"NoScopeMeansTheDefaultScopes",
             server({}).default_scope("orders.read").with(policy("p").with(rule("r"))), asks({}),
             "granted"},
        Case{"NoRulePermitsADefaultScope",
             server({"orders.write"})
                 .default_scope("orders.read")
                 .with(policy("p").with(rule("r").scopes({"orders.write"}))),
             asks({}), "no_matching_policy"},
        Case{"ClientCredentialsGetNoOpenIdScope",
             orders_with(rule("r").grants({"client_credentials"}).no_user()),
             service_asks({"openid", "orders.read"}), "openid_not_allowed_client_creds"},
        Case{"ClientCredentialsCannotConsent",
             server({})
                 .consent_scope("orders.read")
                 .with(policy("p").with(rule("r").grants({"client_credentials"}).no_user())),
             service_asks(kRead), "consent_required_client_credentials"}),
    promise_of);

INSTANTIATE_TEST_SUITE_P(
    People, EveryReading,
    ::testing::Values(
        Case{"EveryoneIsAnyUser", orders_with(rule("r")), asks(kRead, Person{"00u1", {}}),
             "granted"},
        Case{"AMemberOfAnIncludedGroup", orders_with(rule("r").groups({"00g1", "00g2"})),
             asks(kRead, Person{"00u1", {"00g2"}}), "granted"},
        Case{"NoMemberOfAnIncludedGroup", orders_with(rule("r").groups({"00g1"})),
             asks(kRead, Person{"00u1", {"00g2"}}), "no_matching_policy"},
        Case{"AnIncludedUser", orders_with(rule("r").users({"00u1"})),
             asks(kRead, Person{"00u1", {}}), "granted"},
        Case{"AnExcludedGroupWins", orders_with(rule("r").but_not_groups({"00g1"})),
             asks(kRead, Person{"00u1", {"00g1"}}), "no_matching_policy"},
        Case{"AnExcludedUserWins", orders_with(rule("r").users({"00u1"}).but_not_users({"00u1"})),
             asks(kRead, Person{"00u1", {}}), "no_matching_policy"},
        Case{"ARuleWithoutPeopleServesNoUser", orders_with(rule("r").no_user()),
             asks(kRead, Person{"00u1", {}}), "no_matching_policy"},
        Case{"AUserGrantNeedsAUser", orders_with(rule("r")), asks(kRead, std::nullopt),
             "no_matching_policy"},
        Case{"NoUserServesClientCredentials",
             orders_with(rule("r").grants({"client_credentials"}).no_user()), service_asks(kRead),
             "granted"},
        Case{"ClientCredentialsOnARuleThatNamesPeopleIsOpen",
             orders_with(rule("r").grants({"authorization_code", "client_credentials"})),
             service_asks(kRead), "open"}),
    promise_of);

INSTANTIATE_TEST_SUITE_P(
    Order, EveryReading,
    ::testing::Values(
        Case{"WhetherTheNextPolicyIsAskedIsOpen",
             tests::ServerBuilder(kOrders)
                 .with(policy("p").with(rule("r").scopes({"openid"})))
                 .with(policy("q").with(rule("s"))),
             asks(kRead), "open"},
        Case{"APolicyForOtherClientsHidesNothing",
             tests::ServerBuilder(kOrders)
                 .with(policy("p").clients({"0oaOther"}).with(rule("r").scopes({"openid"})))
                 .with(policy("q").with(rule("s"))),
             asks(kRead), "granted"},
        Case{"APolicyWithAnUnknownConditionLeavesTheNextOpen",
             tests::ServerBuilder(kOrders)
                 .with(policy("p").unknown_condition("network").with(rule("r")))
                 .with(policy("q").with(rule("s"))),
             asks(kRead), "open"},
        Case{"EqualPoliciesThatBothGrantAreNoDoubt",
             tests::ServerBuilder(kOrders)
                 .with(policy("p").priority(1).with(rule("r")))
                 .with(policy("q").priority(1).with(rule("s"))),
             asks(kRead), "granted"},
        Case{"EqualPoliciesOfWhichOneGrantsAreOpen",
             tests::ServerBuilder(kOrders)
                 .with(policy("p").priority(1).with(rule("r")))
                 .with(policy("q").priority(1).with(rule("s").scopes({"openid"}))),
             asks(kRead), "open"}),
    promise_of);

TEST(Evaluate, TheLowestPriorityNumberDecidesWhateverTheOrderOfTheList) {
  const ServerSnapshot on = tests::ServerBuilder(kOrders)
                                .with(policy("late").priority(2).with(rule("late")))
                                .with(policy("early")
                                          .priority(1)
                                          .with(rule("second").priority(7))
                                          .with(rule("first").priority(3)));
  for (const Reading& reading : every_reading())
    EXPECT_EQ(deciding_rule(on, asks(kRead), reading), "first");
}

TEST(Evaluate, RulesOfEqualPriorityDecideDifferentlyUnderTheTwoReadings) {
  const ServerSnapshot on =
      orders_with(policy("p").with(rule("a").priority(1)).with(rule("b").priority(1)));
  EXPECT_EQ(deciding_rule(on, asks(kRead), {.equal_priorities_favour_request = true}), "a");
  EXPECT_EQ(deciding_rule(on, asks(kRead), {.equal_priorities_favour_request = false}), "b");
}

TEST(Evaluate, FallsThroughToTheNextPolicyOnlyWhereTheReadingSaysSo) {
  const ServerSnapshot on = tests::ServerBuilder(kOrders)
                                .with(policy("p").with(rule("r").groups({"00g1"})))
                                .with(policy("q").with(rule("s")));
  EXPECT_EQ(deciding_rule(on, asks(kRead), {.falls_through = true}), "s");
  EXPECT_EQ(deciding_rule(on, asks(kRead), {.falls_through = false}), "no_matching_policy");
  EXPECT_EQ(deciding_rule(on, asks(kRead, Person{"", {"00g1"}}), {.falls_through = false}), "r");
}

TEST(Evaluate, TellsWhatIsGrantedOnWhichTermsAndByWhichRule) {
  const ServerSnapshot on = orders_with(rule("r").lifetime(15));
  const Decision decision = evaluate(on, asks({"orders.read", "openid", "openid"}), {});
  EXPECT_THAT(decision.scopes, ElementsAre("openid", "orders.read"));
  EXPECT_EQ(decision.terms.access_token_lifetime_minutes, 15);
  ASSERT_TRUE(decision.decided_by.has_value());
  EXPECT_EQ(decision.decided_by->policy_id, "id-p");
  EXPECT_EQ(decision.decided_by->rule_id, "id-r");
  EXPECT_THAT(decision.explanation, HasSubstr("rule 'r' of policy 'p'"));
}

TEST(Evaluate, GrantsTheDefaultScopesThatTheRulePermits) {
  const ServerSnapshot on = server({})
                                .default_scope("orders.read")
                                .default_scope("orders.write")
                                .with(policy("p").with(rule("r").scopes({"orders.read"})));
  EXPECT_THAT(evaluate(on, asks({}), {}).scopes, ElementsAre("orders.read"));
}

TEST(Evaluate, TheDenialSaysWhatStandsInTheWay) {
  const auto explanation = [](const ServerSnapshot& on, const AccessRequest& request) {
    return evaluate(on, request, every_reading().back()).explanation;
  };
  EXPECT_THAT(explanation(kOrders, asks(kRead)), HasSubstr("no active policy"));
  EXPECT_THAT(explanation(kOrders, asks({"a", "b", "openid"})), HasSubstr("does not have a, b"));
  EXPECT_THAT(explanation(orders_with(rule("r").grants({"implicit"})), asks(kRead)),
              HasSubstr("lists authorization_code"));
  EXPECT_THAT(explanation(orders_with(rule("r").scopes({"openid"})), asks(kRead)),
              HasSubstr("permits orders.read"));
  EXPECT_THAT(explanation(orders_with(rule("r").unknown_condition("network")), asks(kRead)),
              HasSubstr("conditions that are not known"));
  EXPECT_THAT(explanation(orders_with(rule("r").groups({"00g1"})), asks(kRead)),
              HasSubstr("other people"));
  EXPECT_THAT(explanation(tests::ServerBuilder(kOrders)
                              .with(policy("p").with(rule("r").scopes({"openid"})))
                              .with(policy("q").with(rule("s"))),
                          asks(kRead)),
              HasSubstr("policy 'p' includes the client first"));
  EXPECT_THAT(
      explanation(orders_with(rule("r").grants({"client_credentials"})), service_asks(kRead)),
      HasSubstr("No user"));
}

bool is_certain(const ServerSnapshot& on, const AccessRequest& request,
                const Reading& reading = {}) {
  return evaluate(on, request, reading).certain;
}

TEST(Evaluate, AnUnreadPolicyLeavesNothingButScopeErrorsCertain) {
  const ServerSnapshot on =
      tests::ServerBuilder(kOrders).policies_not_all_read().with(policy("p").with(rule("r")));
  EXPECT_FALSE(is_certain(on, asks(kRead)));
  EXPECT_TRUE(is_certain(on, asks({"orders.delete"})));
  EXPECT_THAT(evaluate(on, asks(kRead), {}).explanation, HasSubstr("could be read"));
}

TEST(Evaluate, AnUnreadScopeMattersOnlyWhereItCouldBeTheOneAskedFor) {
  const ServerSnapshot on =
      tests::ServerBuilder(kOrders).scopes_not_all_read().with(policy("p").with(rule("r")));
  EXPECT_TRUE(is_certain(on, asks(kRead)));
  EXPECT_FALSE(is_certain(on, asks({"orders.delete"})));
  EXPECT_FALSE(is_certain(on, asks({})));
}

TEST(Evaluate, AnUnreadRuleMattersOnlyWhereItsPolicyIsAsked) {
  const ServerSnapshot on = tests::ServerBuilder(kOrders)
                                .with(policy("p").with(rule("r").scopes({"orders.read"})))
                                .with(policy("q").rules_not_all_read().with(rule("s")));
  EXPECT_TRUE(is_certain(on, asks({"orders.read"})));
  EXPECT_FALSE(is_certain(on, asks({"orders.write"}), {.falls_through = true}));
  EXPECT_TRUE(is_certain(on, asks({"orders.write"}), {.falls_through = false}));
}

TEST(PoliciesCovering, ListsTheActiveOnesThatIncludeTheClientByPriority) {
  const ServerSnapshot on = server({})
                                .with(policy("c").priority(3).clients({kApp}))
                                .with(policy("b").priority(2).clients({"0oaOther"}))
                                .with(policy("a").priority(2))
                                .with(policy("off").priority(1).inactive());
  std::vector<std::string> names;
  for (const PolicySnapshot* each : policies_covering(on, kApp)) names.push_back(each->policy.name);
  EXPECT_THAT(names, ElementsAre("a", "c"));
  EXPECT_THAT(policies_covering(server({}), kApp), IsEmpty());
}

}  // namespace
}  // namespace remediate
