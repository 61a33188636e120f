#include "mocks/access_policy.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace mocks {
namespace {

JsonBox policy(const std::string& id, const std::vector<std::string>& clients,
               const std::string& status = "ACTIVE") {
  return Json{
      {"id", id}, {"status", status}, {"conditions", {{"clients", {{"include", clients}}}}}};
}

Json rule(const std::string& id, const std::vector<std::string>& scopes) {
  return Json{{"id", id},
              {"status", "ACTIVE"},
              {"conditions",
               {{"people", {{"groups", {{"include", {"EVERYONE"}}}}}},
                {"grantTypes", {{"include", {"authorization_code"}}}},
                {"scopes", {{"include", scopes}}}}}};
}

struct AccessPolicy : testing::Test {
  AuthorizationServer server;
  AccessRequest request{.client_id = "web",
                        .grant_type = "authorization_code",
                        .scopes = {"openid", "orders.read"},
                        .user = User{.id = "00u1", .groups = {"00g1"}}};

  [[nodiscard]] std::string deciding_rule(bool fall_through = true) const {
    const auto decision = decide_access(server, request, {"00geveryone"}, fall_through);
    return decision.granted ? decision.rule_id : "";
  }

  void add(JsonBox body, std::vector<JsonBox> rules) {
    server.policies.push_back({.body = std::move(body), .rules = std::move(rules)});
  }
};

TEST_F(AccessPolicy, TheFirstRuleThatCoversEveryScopeDecides) {
  add(policy("p", {"ALL_CLIENTS"}),
      {rule("partly", {"openid"}), rule("whole", {"openid", "orders.read"}), rule("any", {"*"})});
  EXPECT_EQ(deciding_rule(), "whole");
}

TEST_F(AccessPolicy, AnEmptyListOfClientsOrScopesCoversNobody) {
  add(policy("nobody", {}), {rule("any", {"*"})});
  add(policy("p", {"web"}), {rule("none", {})});
  EXPECT_EQ(deciding_rule(), "");
}

TEST_F(AccessPolicy, WhatIsInactiveIsPassedOver) {
  auto inactive = rule("inactive", {"*"});
  inactive["status"] = "INACTIVE";
  add(policy("off", {"web"}, "INACTIVE"), {rule("never", {"*"})});
  add(policy("p", {"web"}), {inactive, rule("any", {"*"})});
  EXPECT_EQ(deciding_rule(), "any");
}

TEST_F(AccessPolicy, WhetherAPolicyWithoutAMatchingRuleEndsItIsASwitch) {
  add(policy("first", {"web"}), {rule("other", {"profile"})});
  add(policy("second", {"ALL_CLIENTS"}), {rule("any", {"*"})});
  EXPECT_EQ(deciding_rule(true), "any");
  EXPECT_EQ(deciding_rule(false), "");
}

TEST_F(AccessPolicy, PeopleAreGroupsOrUsersLessTheExcluded) {
  auto staff = rule("staff", {"*"});
  staff["conditions"]["people"] = Json{{"groups", {{"include", {"00g1"}}}}};
  add(policy("p", {"web"}), {staff});
  EXPECT_EQ(deciding_rule(), "staff");
  request.user->groups = {"00g2"};
  EXPECT_EQ(deciding_rule(), "");
  (*server.policies[0].rules[0])["conditions"]["people"] = Json{{"users", {{"include", {"00u1"}}}}};
  EXPECT_EQ(deciding_rule(), "staff");
  (*server.policies[0].rules[0])["conditions"]["people"] =
      Json{{"groups", {{"include", {"00geveryone"}}}}, {"users", {{"exclude", {"00u1"}}}}};
  EXPECT_EQ(deciding_rule(), "");
  request.user->id = "00u2";
  EXPECT_EQ(deciding_rule(), "staff");
}

TEST_F(AccessPolicy, ClientCredentialsHaveNoUserAndNeedNoPeople) {
  auto services = rule("services", {"*"});
  services["conditions"]["grantTypes"]["include"] = {"client_credentials"};
  services["conditions"].erase("people");
  add(policy("p", {"web"}), {services});
  request.grant_type = "client_credentials";
  EXPECT_EQ(deciding_rule(), "");
  request.user.reset();
  EXPECT_EQ(deciding_rule(), "services");
}

}  // namespace
}  // namespace mocks
