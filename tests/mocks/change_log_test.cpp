// Changes of the configuration leave events in the fake org's System Log.
#include "mocks/change_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;

constexpr const char* kServer = "/api/v1/authorizationServers/default";

struct ChangeLog : testing::Test {
  ChangeLog() { caller.set_header("User-Agent", "console/1"); }

  std::string made(const std::string& path, const char* body) {
    const auto answer = caller.post(kServer + path, body);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.json().value("id", "");
  }
  Json events() { return caller.get("/api/v1/logs?limit=100").json(); }
  std::vector<std::string> types() {
    std::vector<std::string> types;
    for (const Json& each : events()) types.push_back(each["eventType"]);
    return types;
  }

  mocks::FakeOrg org =
      start_org_with_seed(R"({"authorizationServers": [{"id": "aus1", "name": "default"}]})");
  OrgCaller caller{org.base_url()};
};

TEST_F(ChangeLog, TellsEveryChangeOfAServerAndItsParts) {
  const auto scope = made("/scopes", R"({"name": "orders.read"})");
  caller.put(std::string(kServer) + "/scopes/" + scope, R"({"name": "orders.read"})");
  const auto policy = made("/policies", R"({"name": "p"})");
  const std::string policy_path = std::string(kServer) + "/policies/" + policy;
  const auto rule = made("/policies/" + policy + "/rules",
                         R"({"name": "r", "type": "RESOURCE_ACCESS", "conditions":
                             {"grantTypes": {"include": ["client_credentials"]}}})");
  caller.post(policy_path + "/rules/" + rule + "/lifecycle/deactivate");
  caller.remove(policy_path + "/rules/" + rule);
  caller.post(policy_path + "/lifecycle/deactivate");
  caller.remove(policy_path);
  caller.remove(std::string(kServer) + "/scopes/" + scope);
  caller.post(std::string(kServer) + "/lifecycle/deactivate");
  EXPECT_THAT(types(),
              ElementsAre("oauth2.scope.created", "oauth2.scope.updated", "policy.lifecycle.create",
                          "policy.rule.add", "policy.rule.deactivate", "policy.rule.delete",
                          "policy.lifecycle.deactivate", "policy.lifecycle.delete",
                          "oauth2.scope.deleted", "oauth2.as.deactivated"));
}

TEST_F(ChangeLog, TellsWhoWithWhatAndWhichObject) {
  const auto policy = made("/policies", R"({"name": "p"})");
  const Json event = events()[0];
  EXPECT_EQ(event["actor"]["id"], mocks::kAdminId);
  EXPECT_EQ(event["client"]["userAgent"]["rawUserAgent"], "console/1");
  ASSERT_EQ(event["target"].size(), 1U);
  EXPECT_EQ(event["target"][0]["id"], policy);
  EXPECT_EQ(event["target"][0]["type"], "PolicyEntity");
  EXPECT_EQ(event["target"][0]["detailEntry"]["policyType"], "OAUTH_AUTHORIZATION_POLICY");
}

TEST_F(ChangeLog, SaysNothingOfWhatWasRefused) {
  EXPECT_EQ(caller.post(std::string(kServer) + "/scopes", R"({"name": "not one"})").status, 400);
  EXPECT_EQ(caller.remove(std::string(kServer) + "/scopes/scpNone").status, 404);
  EXPECT_EQ(events(), Json::array());
}

}  // namespace
}  // namespace tests
