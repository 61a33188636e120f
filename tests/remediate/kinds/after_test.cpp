#include "remediate/kinds/after.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "remediate/kinds/content.hpp"
#include "remediate/kinds/server_set.hpp"
#include "tests/remediate/access/server_builder.hpp"
#include "tests/support/contents.hpp"
#include "tests/support/random_server.hpp"

namespace remediate {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using Names = std::vector<std::string>;

ServerSnapshot orders() {
  ServerSnapshot server =
      tests::server({"orders.read"})
          .with(tests::policy("web").clients({"client_a"}).with(tests::rule("staff")))
          .with(tests::policy("all").with(tests::rule("first")).with(tests::rule("second")));
  tests::fill_contents(server);
  return server;
}

Change change_of(Action action, ObjectKind kind, const std::string& name) {
  Change change;
  change.id = "c1";
  change.action = action;
  change.target.kind = kind;
  change.target.name = name;
  change.target.server = "aus1";
  if (action != Action::create) change.target.id = "id-" + name;
  return change;
}

Change new_scope(const std::string& name) {
  Change change = change_of(Action::create, ObjectKind::scope, name);
  change.body = json{{"name", name}, {"default", false}, {"consent", "IMPLICIT"}}.dump();
  return change;
}

Change new_policy(const std::string& name, std::optional<std::int64_t> priority) {
  Change change = change_of(Action::create, ObjectKind::policy, name);
  json body = {{"type", "OAUTH_AUTHORIZATION_POLICY"},
               {"name", name},
               {"conditions", {{"clients", {{"include", json::array()}}}}}};
  if (priority) body["priority"] = *priority;
  change.body = body.dump();
  return change;
}

Change new_rule(const std::string& name, const std::string& policy,
                std::optional<std::int64_t> priority) {
  Change change = change_of(Action::create, ObjectKind::rule, name);
  change.target.policy = policy;
  json body = {{"type", "RESOURCE_ACCESS"},
               {"name", name},
               {"conditions",
                {{"people", {{"groups", {{"include", {"EVERYONE"}}}}}},
                 {"grantTypes", {{"include", {"authorization_code"}}}},
                 {"scopes", {{"include", {"openid", "orders.read"}}}}}},
               {"actions", {{"token", {{"accessTokenLifetimeMinutes", 60}}}}}};
  if (priority) body["priority"] = *priority;
  change.body = body.dump();
  return change;
}

Change naming_the_client(const std::string& policy, const Names& clients) {
  Change change = change_of(Action::update, ObjectKind::policy, policy);
  change.diff = {{"/conditions/clients/include", "[]", json(clients).dump()}};
  return change;
}

ServerSnapshot done(const ServerSnapshot& server, const Change& change) {
  const auto next = after(server, change, "made1");
  EXPECT_TRUE(next.has_value()) << next.error().describe();
  return next.value_or(ServerSnapshot{});
}

std::string refusal(const ServerSnapshot& server, const Change& change) {
  const auto next = after(server, change, "made1");
  EXPECT_FALSE(next.has_value());
  if (next) return "";
  EXPECT_EQ(next.error().kind, okta::ErrorKind::invalid_input);
  return next.error().message;
}

Names policies_of(const ServerSnapshot& server) {
  Names names;
  for (const PolicySnapshot& each : server.policies) names.push_back(each.policy.name);
  return names;
}

Names rules_of(const PolicySnapshot& policy) {
  Names names;
  for (const okta::AccessPolicyRule& each : policy.rules) names.push_back(each.name);
  return names;
}

TEST(After, AScopeThatIsMadeStandsThereAsItWasSent) {
  const ServerSnapshot next = done(orders(), new_scope("orders.write"));
  ASSERT_EQ(next.scopes.size(), 2U);
  EXPECT_EQ(next.scopes[1].id, "made1");
  EXPECT_EQ(next.scopes[1].consent, "IMPLICIT");
  EXPECT_FALSE(next.scopes[1].is_default);
  EXPECT_EQ(canonical(next.scopes[1].content), canonical(new_scope("orders.write").body));
}

TEST(After, APolicyWithoutAPriorityComesLast) {
  const ServerSnapshot next = done(orders(), new_policy("own", std::nullopt));
  EXPECT_THAT(policies_of(next), ElementsAre("web", "all", "own"));
  EXPECT_TRUE(next.policies[2].policy.is_active());
  EXPECT_TRUE(next.policies[2].policy.clients.empty());
  EXPECT_GT(next.policies[2].policy.priority, next.policies[1].policy.priority);
}

TEST(After, APolicyTakesThePlaceOfTheOneWhosePriorityItIsSentWith) {
  EXPECT_THAT(policies_of(done(orders(), new_policy("own", 2))), ElementsAre("web", "own", "all"));
  EXPECT_THAT(policies_of(done(orders(), new_policy("own", 1))), ElementsAre("own", "web", "all"));
  EXPECT_THAT(policies_of(done(orders(), new_policy("own", 99))), ElementsAre("web", "all", "own"));
}

Change above(Change policy, const std::string& id) {
  policy.target.above = id;
  return policy;
}

TEST(After, APolicyStandsDirectlyAboveTheOneThatItsChangeNames) {
  EXPECT_THAT(policies_of(done(orders(), above(new_policy("own", std::nullopt), "id-web"))),
              ElementsAre("own", "web", "all"));
  EXPECT_THAT(policies_of(done(orders(), above(new_policy("own", std::nullopt), "id-all"))),
              ElementsAre("web", "own", "all"));
  EXPECT_THAT(refusal(orders(), above(new_policy("own", std::nullopt), "id-gone")),
              HasSubstr("that it stands above is not there"));
}

TEST(After, ThePlaceAboveAPolicyHoldsWhateverNumberItIsSentWith) {
  for (const std::int64_t priority : {1, 2, 99})
    EXPECT_THAT(policies_of(done(orders(), above(new_policy("own", priority), "id-all"))),
                ElementsAre("web", "own", "all"));
}

TEST(After, WhatIsPushedDownMovesNoFurtherThanItHasTo) {
  const auto priorities_after = [](const Change& change) {
    ServerSnapshot server = orders();
    server.policies[0].policy.priority = 3;
    server.policies[1].policy.priority = 7;
    std::vector<std::int64_t> priorities;
    for (const PolicySnapshot& each : done(server, change).policies)
      priorities.push_back(each.policy.priority);
    return priorities;
  };
  const Change own = new_policy("own", std::nullopt);
  EXPECT_THAT(priorities_after(above(own, "id-web")), ElementsAre(3, 4, 7));
  EXPECT_THAT(priorities_after(above(own, "id-all")), ElementsAre(3, 7, 8));
  EXPECT_THAT(priorities_after(own), ElementsAre(3, 7, 8));
}

TEST(After, ARuleTakesItsPlaceInItsPolicyAlone) {
  const ServerSnapshot next = done(orders(), new_rule("own", "id-all", 2));
  EXPECT_THAT(rules_of(next.policies[1]), ElementsAre("first", "own", "second"));
  EXPECT_THAT(rules_of(next.policies[0]), ElementsAre("staff"));
  const okta::AccessPolicyRule& rule = next.policies[1].rules[1];
  EXPECT_THAT(rule.scopes, ElementsAre("openid", "orders.read"));
  EXPECT_EQ(rule.terms.access_token_lifetime_minutes, 60);
}

TEST(After, AnEditChangesItsPathsAndNothingElse) {
  const ServerSnapshot before = orders();
  const ServerSnapshot next = done(before, naming_the_client("web", {"client_b"}));
  EXPECT_THAT(next.policies[0].policy.clients, ElementsAre("client_b"));
  json content = json::parse(next.policies[0].policy.content);
  json expected = json::parse(before.policies[0].policy.content);
  expected["conditions"]["clients"]["include"] = {"client_b"};
  EXPECT_EQ(content, expected);
  EXPECT_THAT(differences(before, next), ElementsAre("policy 'web' (id-web): changed"));
}

TEST(After, AnEditAndItsReverseLeaveTheServerAsItWas) {
  const ServerSnapshot before = orders();
  const ServerSnapshot next = done(before, naming_the_client("web", {"client_b"}));
  EXPECT_EQ(set_of(done(next, naming_the_client("web", {"client_a"}))), set_of(before));
}

TEST(After, AMemberIsRemovedWhereTheEditHasNoAfter) {
  Change change = change_of(Action::update, ObjectKind::rule, "staff");
  change.target.policy = "id-web";
  change.diff = {{"/conditions/people", "{}", std::nullopt}};
  const ServerSnapshot next = done(orders(), change);
  EXPECT_TRUE(next.policies[0].rules[0].people.includes_nobody());
}

TEST(After, SwitchingOffIsNotRemoving) {
  const ServerSnapshot before = orders();
  ServerSnapshot next = done(before, change_of(Action::deactivate, ObjectKind::policy, "web"));
  EXPECT_THAT(policies_of(next), ElementsAre("web", "all"));
  EXPECT_FALSE(next.policies[0].policy.is_active());
  EXPECT_NE(set_of(next), set_of(before));
  next = done(next, change_of(Action::activate, ObjectKind::policy, "web"));
  EXPECT_EQ(set_of(next), set_of(before));

  Change rule = change_of(Action::deactivate, ObjectKind::rule, "second");
  rule.target.policy = "id-all";
  next = done(before, rule);
  EXPECT_FALSE(next.policies[1].rules[1].is_active());
  EXPECT_THAT(rules_of(next.policies[1]), ElementsAre("first", "second"));
}

TEST(After, TheServerIsSwitchedOnAndOff) {
  Change change = change_of(Action::deactivate, ObjectKind::authorization_server, "Orders");
  change.target.server.clear();
  const ServerSnapshot off = done(orders(), change);
  EXPECT_FALSE(off.server.is_active());
  change.action = Action::activate;
  EXPECT_TRUE(done(off, change).server.is_active());
}

TEST(After, RemovingWhatWasMadeLeavesTheServerAsItWas) {
  const ServerSnapshot before = orders();
  for (const Change& made :
       {new_scope("orders.write"), new_policy("own", 1), new_rule("own", "id-all", 1)}) {
    Change undo = change_of(Action::remove, made.target.kind, made.target.name);
    undo.target.id = "made1";
    undo.target.policy = made.target.policy;
    const ServerSnapshot next = done(before, made);
    EXPECT_NE(set_of(next), set_of(before));
    EXPECT_EQ(set_of(done(next, undo)), set_of(before));
  }
}

TEST(After, RefusesWhatIsThereAlready) {
  EXPECT_THAT(refusal(orders(), new_scope("orders.read")), HasSubstr("that name is there"));
  EXPECT_THAT(refusal(orders(), new_policy("web", 1)), HasSubstr("that name is there"));
  EXPECT_THAT(refusal(orders(), new_rule("first", "id-all", 1)), HasSubstr("that name is there"));
  EXPECT_THAT(rules_of(done(orders(), new_rule("first", "id-web", 9)).policies[0]),
              ElementsAre("staff", "first"));
}

TEST(After, RefusesWhatIsNotThere) {
  for (const Action action : {Action::update, Action::remove}) {
    EXPECT_THAT(refusal(orders(), change_of(action, ObjectKind::scope, "x")),
                HasSubstr("it is not there"));
    EXPECT_THAT(refusal(orders(), change_of(action, ObjectKind::policy, "x")),
                HasSubstr("it is not there"));
    Change rule = change_of(action, ObjectKind::rule, "x");
    rule.target.policy = "id-all";
    EXPECT_THAT(refusal(orders(), rule), HasSubstr("it is not there"));
  }
  EXPECT_THAT(refusal(orders(), new_rule("own", "id-x", 1)), HasSubstr("its policy is not there"));
}

TEST(After, RefusesAnEditThatCannotBeMade) {
  Change change = naming_the_client("web", {"client_b"});
  change.diff[0].path = "/conditions/nowhere/include";
  EXPECT_THAT(refusal(orders(), change), HasSubstr("does not fit"));
  change.diff = {{"/conditions/network", "{}", std::nullopt}};
  EXPECT_THAT(refusal(orders(), change), HasSubstr("it is not there"));
  change.diff = {{"/conditions/clients/include", "[]", "7"}};
  EXPECT_THAT(refusal(orders(), change), HasSubstr("does not fit"));
}

// Where that would put the others is not known well enough to build on it.
TEST(After, RefusesToMoveWhatIsThere) {
  Change change = change_of(Action::update, ObjectKind::policy, "all");
  change.diff = {{"/priority", "2", "1"}};
  EXPECT_THAT(refusal(orders(), change), HasSubstr("keeps its place"));
}

TEST(After, RefusesABodyThatOktaCouldNotAnswerAsAnObject) {
  Change change = new_policy("own", 1);
  change.body = "[]";
  EXPECT_THAT(refusal(orders(), change), HasSubstr("no JSON object"));
  change.body = R"({"name": "own"})";
  EXPECT_THAT(refusal(orders(), change), HasSubstr("does not fit"));
}

TEST(After, RefusesWhatIsNotAboutAServer) {
  EXPECT_THAT(refusal(orders(), change_of(Action::update, ObjectKind::application, "web")),
              HasSubstr("not about a server"));
  EXPECT_THAT(refusal(orders(), change_of(Action::deactivate, ObjectKind::scope, "orders.read")),
              HasSubstr("no such state"));
}

TEST(NewServer, HasTheScopesOfOpenIdConnectAndNoPolicy) {
  Change change = change_of(Action::create, ObjectKind::authorization_server, "Orders API");
  change.target.server.clear();
  change.body = R"({"name": "Orders API", "audiences": ["api://orders"]})";
  const auto server = new_server(change, "${c1.id}", "${c1.issuer}");
  ASSERT_TRUE(server.has_value()) << server.error().describe();
  EXPECT_EQ(server->server.id, "${c1.id}");
  EXPECT_EQ(server->server.issuer, "${c1.issuer}");
  EXPECT_THAT(server->server.audiences, ElementsAre("api://orders"));
  EXPECT_TRUE(server->server.is_active());
  EXPECT_TRUE(server->policies.empty());
  EXPECT_TRUE(
      std::ranges::any_of(server->scopes, [](const auto& each) { return each.name == "openid"; }));
  EXPECT_THAT(refusal(*server, new_scope("openid")), HasSubstr("that name is there"));
}

std::vector<std::string> ids_in_order(const ServerSnapshot& server) {
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const PolicySnapshot& each : server.policies)
    order.emplace_back(each.policy.priority, each.policy.id);
  std::ranges::sort(order);
  std::vector<std::string> ids;
  for (const auto& [priority, id] : order) ids.push_back(id);
  return ids;
}

RC_GTEST_PROP(AfterProperty, APolicyThatIsMadeLeavesTheOthersInTheirOrder, ()) {
  const ServerSnapshot server = *tests::random_server();
  const auto priority = *rc::gen::inRange<std::int64_t>(0, 12);
  const auto next = after(server, new_policy("own", priority), "made1");
  RC_ASSERT(next.has_value());
  std::vector<std::string> ids = ids_in_order(*next);
  const auto own = std::ranges::find(ids, "made1");
  RC_ASSERT(own != ids.end());
  // Above everything that has this priority or a larger one, below everything else.
  for (const PolicySnapshot& each : server.policies) {
    const auto other = std::ranges::find(ids, each.policy.id);
    RC_ASSERT((each.policy.priority >= priority) == (own < other));
  }
  ids.erase(own);
  RC_ASSERT(ids == ids_in_order(server));
  RC_ASSERT(differences(server, *next) == std::vector<std::string>{"policy 'own' (made1): is new"});
}

RC_GTEST_PROP(AfterProperty, ARuleThatIsMadeChangesNothingElse, ()) {
  const ServerSnapshot server = *tests::random_server();
  RC_PRE(!server.policies.empty());
  const std::string policy = (*rc::gen::elementOf(server.policies)).policy.id;
  const auto next =
      after(server, new_rule("own", policy, *rc::gen::inRange<std::int64_t>(0, 12)), "made1");
  RC_ASSERT(next.has_value());
  RC_ASSERT(differences(server, *next).size() == 1U);
  Change undo = change_of(Action::remove, ObjectKind::rule, "own");
  undo.target.id = "made1";
  undo.target.policy = policy;
  const auto undone = after(*next, undo, "");
  RC_ASSERT(undone.has_value());
  RC_ASSERT(set_of(*undone) == set_of(server));
}

RC_GTEST_PROP(AfterProperty, TypedFieldsAreThoseOfTheContent, ()) {
  const ServerSnapshot server = *tests::random_server();
  RC_PRE(!server.policies.empty());
  const okta::AccessPolicy policy = (*rc::gen::elementOf(server.policies)).policy;
  Change change = change_of(Action::update, ObjectKind::policy, policy.name);
  change.target.id = policy.id;
  change.diff = {{"/name", std::nullopt, json(policy.name).dump()}};
  const auto next = after(server, change, "");
  RC_ASSERT(next.has_value());
  const auto found = std::ranges::find_if(
      next->policies, [&](const PolicySnapshot& each) { return each.policy.id == policy.id; });
  RC_ASSERT(found->policy.clients == policy.clients);
  RC_ASSERT(found->policy.unknown_conditions == policy.unknown_conditions);
  RC_ASSERT(found->policy.status == policy.status);
  RC_ASSERT(found->policy.priority == policy.priority);
  RC_ASSERT(set_of(*next) == set_of(server));
}

}  // namespace
}  // namespace remediate
