// What a plan looks like, by example: from findings to changes, effects and what is left to people.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "remediate/plan/own_policy.hpp"
#include "tests/remediate/plan/planned.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using Json = nlohmann::json;

std::vector<std::string> steps_of(const Plan& plan) {
  std::vector<std::string> steps;
  for (const Change& each : plan.changes)
    steps.push_back(std::string(to_string(each.action)) + " " +
                    std::string(to_string(each.target.kind)));
  return steps;
}

Json body_of(const Change& change) { return Json::parse(change.body); }

TEST(Plan, MakesScopeThenInertPolicyThenRulesAndNamesTheClientLast) {
  AuditBuilder builder = failing_app();
  builder.default_server();
  const Plan plan = plan_of(builder);
  ASSERT_THAT(steps_of(plan),
              ElementsAre("create scope", "create policy", "create rule", "update policy"));
  EXPECT_EQ(body_of(plan.changes[0]), (Json{{"name", "orders.read"},
                                            {"consent", "IMPLICIT"},
                                            {"default", false},
                                            {"metadataPublish", "NO_CLIENTS"}}));
  EXPECT_EQ(body_of(plan.changes[1])["conditions"]["clients"]["include"], Json::array());
  const Json rule = body_of(plan.changes[2]);
  EXPECT_EQ(rule["conditions"]["scopes"]["include"], (Json{"openid", "orders.read"}));
  EXPECT_EQ(rule["conditions"]["grantTypes"]["include"], Json{"authorization_code"});
  EXPECT_EQ(rule["conditions"]["people"]["groups"]["include"], Json{"EVERYONE"});
  EXPECT_EQ(plan.changes[2].target.policy, "${c2.id}");
  EXPECT_THAT(plan.changes[3].diff, SizeIs(1));
  EXPECT_EQ(plan.changes[3].diff[0].before, "[]");
  EXPECT_EQ(plan.changes[3].diff[0].after, R"(["0oa1"])");
  EXPECT_THAT(plan.changes[3].after, ElementsAre("c1", "c2", "c3"));
}

TEST(Plan, SaysForWhomAccessChangesAndWhoDecides) {
  AuditBuilder builder = failing_app();
  builder.default_server();
  const Plan plan = plan_of(builder);
  ASSERT_THAT(plan.effects, SizeIs(1));
  const Effect& effect = plan.effects[0];
  EXPECT_EQ(effect.client_id, "0oa1");
  EXPECT_EQ(effect.label, "Orders");
  EXPECT_THAT(effect.scopes, ElementsAre("openid", "orders.read"));
  EXPECT_THAT(effect.people, ElementsAre("EVERYONE"));
  EXPECT_EQ(effect.before, Answer::denied);
  EXPECT_EQ(effect.after, Answer::granted);
  EXPECT_THAT(effect.decided_by, HasSubstr("oktafix 0oa1"));
  EXPECT_EQ(effect.terms.access_token_lifetime_minutes, 60);
}

TEST(Plan, NeverMakesRefreshTokensUnlimitedSilently) {
  AuditBuilder builder = failing_app({"openid", "offline_access", "orders.read"});
  okta::AccessPolicyRule& rule =
      builder.policy(builder.default_server(), {"0oa1"}, {"authorization_code"}, {"openid"});
  rule.terms.access_token_lifetime_minutes = 15;
  rule.terms.refresh_token_lifetime_minutes = 0;
  rule.terms.refresh_token_window_minutes = 10'080;
  const Plan plan = plan_of(builder);
  const auto rules = changes_of(plan, ObjectKind::rule);
  ASSERT_THAT(rules, SizeIs(2));
  const Json token = body_of(*rules[1])["actions"]["token"];
  EXPECT_EQ(token["accessTokenLifetimeMinutes"], 15);
  EXPECT_GT(token["refreshTokenLifetimeMinutes"], 0);
  EXPECT_LE(token["refreshTokenWindowMinutes"], token["refreshTokenLifetimeMinutes"]);
  EXPECT_TRUE(std::ranges::any_of(plan.assumes, [](const Assumption& each) {
    return each.id == assumption::kRefreshTokenLifetime;
  }));
  EXPECT_EQ(body_of(*rules[0])["actions"]["token"]["refreshTokenLifetimeMinutes"], 0)
      << "a copy says what its model says";
}

TEST(Plan, TouchesNoPolicyWhereAnExistingRuleGrantsEverything) {
  AuditBuilder builder = failing_app();
  builder.policy(builder.default_server(), {"0oa1"}, {"authorization_code"}, {"*"});
  const Plan plan = plan_of(builder);
  EXPECT_THAT(steps_of(plan), ElementsAre("create scope"));
  EXPECT_THAT(plan.exposes, SizeIs(1)) << "that rule grants it together with every other scope";
}

TEST(Plan, StandsDirectlyAboveTheFirstCoveringPolicyWithCopiesOfItsActiveRules) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oaOther"}, {"authorization_code"}, {"openid"});
  okta::AccessPolicyRule& rule =
      builder.policy(server, {"ALL_CLIENTS"}, {"authorization_code"}, {"openid"});
  rule.people.groups_include = {"00gStaff"};
  rule.terms.access_token_lifetime_minutes = 10;
  rule.unknown_conditions = {"network"};
  okta::AccessPolicyRule second = rule;
  second.id = "r2";
  second.name = "rule 2";
  second.priority = 2;
  second.unknown_conditions.clear();
  okta::AccessPolicyRule inactive = second;
  inactive.id = "r3";
  inactive.name = "rule 3";
  inactive.priority = 3;
  inactive.status = "INACTIVE";
  server.policies.back().rules.push_back(second);
  server.policies.back().rules.push_back(inactive);
  const Plan plan = plan_of(builder);
  ASSERT_THAT(steps_of(plan), ElementsAre("create policy", "create rule", "create rule",
                                          "create rule", "update policy"));
  EXPECT_EQ(plan.changes[0].risk, Risk::reorders);
  EXPECT_EQ(plan.changes[0].target.above, "aus1-p2");
  const Json copy = body_of(plan.changes[1]);
  EXPECT_EQ(copy["name"], "rule 1");
  EXPECT_TRUE(copy["conditions"].contains("network")) << "conditions that nobody knows go along";
  EXPECT_EQ(copy["actions"]["token"]["accessTokenLifetimeMinutes"], 10);
  EXPECT_EQ(body_of(plan.changes[2])["name"], "rule 2");
  const Json ours = body_of(plan.changes[3]);
  EXPECT_EQ(ours["conditions"]["people"]["groups"]["include"], Json{"00gStaff"})
      << "whoever the rules that decide today serve";
}

TEST(Plan, GivesADeclaredClientJustTheDeclaredGroups) {
  AuditBuilder builder = failing_app();
  builder.demand("0oa1").groups = {"00gA", "00gB"};
  builder.policy(builder.default_server({"orders.read"}), {"ALL_CLIENTS"}, {"authorization_code"},
                 {"openid"});
  const auto rules = changes_of(plan_of(builder), ObjectKind::rule);
  ASSERT_FALSE(rules.empty());
  AuditBuilder again = builder;
  const Plan plan = plan_of(again);
  EXPECT_EQ(
      body_of(
          *changes_of(plan, ObjectKind::rule).back())["conditions"]["people"]["groups"]["include"],
      (Json{"00gA", "00gB"}));
}

TEST(Plan, PutsTheGrantTypesOfAHybridClientIntoOneRule) {
  AuditBuilder builder;
  builder.app("0oa1").grant_types = {"authorization_code", "implicit"};
  builder.fails("0oa1", {"openid", "orders.read"}, {"authorization_code", "implicit"});
  builder.default_server();
  const auto plan = plan_of(builder);
  const auto rules = changes_of(plan, ObjectKind::rule);
  ASSERT_THAT(rules, SizeIs(1));
  EXPECT_EQ(body_of(*rules[0])["conditions"]["grantTypes"]["include"],
            (Json{"authorization_code", "implicit"}));
}

TEST(Plan, KeepsRequestSetsApart) {
  AuditBuilder builder = failing_app({"openid", "orders.read"});
  builder.fails("0oa1", {"openid", "orders.write"});
  builder.fails("0oa1", {"orders.read"});
  builder.default_server();
  const auto plan = plan_of(builder);
  std::vector<Json> sets;
  for (const Change* rule : changes_of(plan, ObjectKind::rule))
    sets.push_back(body_of(*rule)["conditions"]["scopes"]["include"]);
  EXPECT_THAT(sets, ElementsAre(Json({"openid", "orders.read"}), Json({"openid", "orders.write"})))
      << "one rule for both would grant a set that nobody asked for; the third is part of the "
         "first";
}

TEST(Plan, GivesAServiceARuleOfItsOwnWithoutPeopleAndOpenIdScopes) {
  AuditBuilder builder;
  okta::Application& app = builder.app("0oa1", "Batch");
  app.grant_types = {"client_credentials"};
  app.application_type = okta::application_type::kService;
  builder.fails("0oa1", {"openid", "jobs.run"}, {"client_credentials"});
  builder.demand("0oa1").client_credentials = true;
  builder.default_server();
  const auto plan = plan_of(builder);
  const auto rules = changes_of(plan, ObjectKind::rule);
  ASSERT_THAT(rules, SizeIs(1));
  const Json conditions = body_of(*rules[0])["conditions"];
  EXPECT_FALSE(conditions.contains("people"));
  EXPECT_EQ(conditions["scopes"]["include"], Json{"jobs.run"});
}

TEST(Plan, GivesEachClientAPolicyOfItsOwn) {
  AuditBuilder builder = failing_app();
  builder.app("0oa2", "Reports");
  builder.fails("0oa2", {"openid", "orders.read"});
  builder.default_server();
  const auto plan = plan_of(builder);
  std::vector<std::string> named;
  for (const Change* policy : changes_of(plan, ObjectKind::policy)) {
    if (policy->action == Action::update) named.push_back(*policy->diff[0].after);
  }
  EXPECT_THAT(named, ElementsAre(R"(["0oa1"])", R"(["0oa2"])"));
  EXPECT_THAT(changes_of(plan, ObjectKind::scope), SizeIs(1)) << "a scope is made once";
}

TEST(Plan, MakesTheServerThatTheOwnerWants) {
  AuditBuilder builder = failing_app();
  builder.directives.target = {"Orders API", config::CreateServer{"Orders API", "api://orders"}};
  const Plan plan = plan_of(builder);
  ASSERT_THAT(steps_of(plan), ElementsAre("create authorizationServer", "create scope",
                                          "create policy", "create rule", "update policy"));
  EXPECT_EQ(body_of(plan.changes[0])["audiences"], Json{"api://orders"});
  EXPECT_EQ(plan.changes[1].target.server, "${c1.id}");
  EXPECT_THAT(plan.changes[1].after, ElementsAre("c1"));
  ASSERT_THAT(plan.handover, SizeIs(1));
  EXPECT_EQ(plan.handover[0].issuer, "${c1.issuer}");
  EXPECT_EQ(plan.handover[0].endpoints.at("token"), "${c1.issuer}/v1/token");
}

TEST(Plan, ActivatesAServerLastAndOnlyWhenAllowed) {
  AuditBuilder builder = failing_app();
  builder.default_server().server.status = "INACTIVE";
  EXPECT_THAT(plan_of(builder).changes, IsEmpty());
  builder.directives.allow = {"activate:aus1"};
  const Plan plan = plan_of(builder);
  ASSERT_FALSE(plan.changes.empty());
  EXPECT_EQ(plan.changes.back().action, Action::activate);
  EXPECT_EQ(plan.changes.back().risk, Risk::widens_others);
  EXPECT_THAT(plan.changes.back().after, SizeIs(plan.changes.size() - 1));
}

TEST(Plan, ChangesNothingOnEvidenceOfTheLogAlone) {
  AuditBuilder builder = failing_app();
  builder.not_approved("0oa1", "orders.read");
  builder.default_server();
  const Plan plan = plan_of(builder);
  EXPECT_THAT(plan.changes, IsEmpty());
  EXPECT_THAT(plan.handover, IsEmpty());
  EXPECT_THAT(blockers_of(plan), testing::Contains("scope-not-approved"));
}

TEST(Plan, ChangesNothingWithoutApiAccessManagement) {
  AuditBuilder builder = failing_app();
  builder.snapshot.api_access_management.state = ApiAccessState::absent;
  const Plan plan = plan_of(builder);
  EXPECT_THAT(plan.changes, IsEmpty());
  EXPECT_THAT(blockers_of(plan), testing::Contains("api-access-management-missing"));
}

TEST(Plan, ChangesNothingWhileAListThatDecidesIsUnread) {
  for (const std::string_view name : {source::kApps, source::kAuthorizationServers, source::kScopes,
                                      source::kPolicies, source::kRules}) {
    AuditBuilder builder = failing_app();
    builder.default_server();
    builder.source(name).complete = false;
    const Plan plan = plan_of(builder);
    EXPECT_THAT(plan.changes, IsEmpty()) << name;
  }
}

TEST(Plan, LeavesAConflictToAPerson) {
  AuditBuilder builder = failing_app();
  builder.policy(builder.default_server(), {"ALL_CLIENTS"}, {"authorization_code"}, {"*"});
  EXPECT_THAT(plan_of(builder).changes, IsEmpty());
  builder.directives.allow = {"widens-others"};
  const Plan plan = plan_of(builder);
  ASSERT_THAT(steps_of(plan), ElementsAre("create scope"));
  EXPECT_EQ(plan.changes[0].risk, Risk::widens_others);
  EXPECT_TRUE(std::ranges::any_of(plan.effects, [](const Effect& each) {
    return each.client_id == "*" && each.after == Answer::granted;
  })) << "whoever else gains is told";
  ASSERT_THAT(plan.exposes, SizeIs(1));
  EXPECT_EQ(plan.exposes[0].to, "every client of the org");
}

TEST(Plan, MovesUrlsOfTheAppOnceItsClientCanMove) {
  AuditBuilder builder = failing_app();
  builder.default_server();
  okta::Application& app = builder.snapshot.applications[0];
  app.url_fields = {{"/profile/issuer", "https://acme.okta.com"},
                    {"/profile/keys", "https://acme.okta.com/oauth2/v1/keys"},
                    {"/profile/home", "https://acme.okta.com"},
                    {"/profile/clients", "https://acme.okta.com/oauth2/v1/clients"},
                    {"/settings/app/api", "https://acme.okta.com/api/v1/users"}};
  builder.snapshot.application_digests["0oa1"] = "sha256:0";
  const Plan plan = plan_of(builder);
  const auto updates = changes_of(plan, ObjectKind::application);
  ASSERT_THAT(updates, SizeIs(1));
  EXPECT_EQ(updates[0], &plan.changes.back());
  EXPECT_EQ(updates[0]->precondition.digest, "sha256:0");
  std::vector<std::string> edits;
  for (const FieldEdit& each : updates[0]->diff) edits.push_back(each.path + " " + *each.after);
  EXPECT_THAT(edits,
              ElementsAre(R"(/profile/issuer "https://acme.okta.com/oauth2/default")",
                          R"(/profile/keys "https://acme.okta.com/oauth2/default/v1/keys")"));
}

TEST(Plan, LeavesUrlsWhereOnlyPartOfTheRequestsWouldBeGranted) {
  AuditBuilder builder = failing_app();
  builder.fails("0oa1", {"openid", "orders.write"});
  builder.not_approved("0oa1", "orders.write");
  builder.default_server();
  builder.snapshot.applications[0].url_fields = {{"/profile/issuer", "https://acme.okta.com"}};
  builder.snapshot.application_digests["0oa1"] = "sha256:0";
  const Plan plan = plan_of(builder);
  EXPECT_THAT(changes_of(plan, ObjectKind::application), IsEmpty());
  EXPECT_FALSE(plan.changes.empty()) << "what is approved is granted all the same";
}

TEST(Plan, ClaimsAnOwnPolicyThatSomebodyChangedToBeAPersonsMatter) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1", "0oa2"}, {"authorization_code"}, {"openid"});
  server.policies[0].policy.name = own_policy_name("0oa1");
  const Plan plan = plan_of(builder);
  EXPECT_THAT(plan.changes, IsEmpty());
  EXPECT_THAT(blockers_of(plan), testing::Contains("own-policy-changed"));
}

TEST(Plan, WantsThingsOfOneServerOnceWhateverItIsCalled) {
  AuditBuilder builder = failing_app();
  builder.app("0oa2", "Reports");
  builder.fails("0oa2", {"openid", "orders.read"});
  builder.demand("0oa2").target = "aus1";
  builder.default_server();
  const Plan plan = plan_of(builder);
  EXPECT_THAT(changes_of(plan, ObjectKind::scope), SizeIs(1));
  EXPECT_THAT(plan.handover, SizeIs(2));
}

TEST(Plan, ServesWhomTheFirstPolicyWithRulesForUsersServes) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"ALL_CLIENTS"}, {"client_credentials"}, {"jobs.run"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid"}).people.groups_include = {
      "00gStaff"};
  const Plan plan = plan_of(builder);
  const auto rules = changes_of(plan, ObjectKind::rule);
  ASSERT_FALSE(rules.empty());
  EXPECT_EQ(body_of(*rules.back())["conditions"]["people"]["groups"]["include"], Json{"00gStaff"});
}

TEST(Plan, MakesNoRuleForPeopleWhomNobodyServes) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid"});
  okta::AccessPolicyRule nobody = server.policies[0].rules[0];
  nobody.id += "-nobody";
  nobody.name = "nobody";
  nobody.people.groups_include = {"00gStaff"};
  nobody.people.groups_exclude = {"00gStaff"};
  nobody.priority = 2;
  server.policies[0].rules.push_back(nobody);
  const Plan plan = plan_of(builder);
  const auto rules = changes_of(plan, ObjectKind::rule);
  const auto made = std::ranges::count_if(
      rules, [](const Change* each) { return each->target.name.starts_with("oktafix"); });
  EXPECT_EQ(made, 1);
}

TEST(Plan, TellsWhomTheDecidingRuleExcludes) {
  AuditBuilder builder = failing_app();
  builder
      .policy(builder.default_server({"orders.read"}), {"0oa1"}, {"authorization_code"}, {"openid"})
      .people.groups_exclude = {"00gContractors"};
  const Plan plan = plan_of(builder);
  ASSERT_FALSE(plan.effects.empty());
  EXPECT_THAT(plan.effects[0].except, ElementsAre("00gContractors"));
}

}  // namespace
}  // namespace remediate
