#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kServers = "/api/v1/authorizationServers";

struct Servers : testing::Test {
  mocks::FakeOrg org = start_org();
  OrgCaller caller{org.base_url()};

  std::string make(const std::string& path, const Json& body) {
    const auto made = caller.post(path, body.dump());
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json().value("id", "");
  }

  std::string new_server() {
    return std::string(kServers) + "/" +
           make(kServers, Json{{"name", "Orders"}, {"audiences", {"api://orders"}}});
  }

  static Json rule(const std::string& name) {
    return Json{{"name", name},
                {"type", "RESOURCE_ACCESS"},
                {"conditions",
                 {{"grantTypes", {{"include", {"authorization_code", "client_credentials"}}}},
                  {"scopes", Json::object()}}}};
  }

  std::vector<std::string> names_at(const std::string& path) {
    std::vector<std::string> names;
    const auto list = caller.get(path).json();
    for (const auto& entry : list) names.push_back(entry["name"]);
    return names;
  }
};

TEST_F(Servers, ANewServerLooksAsRecorded) {
  const auto made =
      caller.post(kServers, R"({"name": "Orders", "audiences": ["api://orders"], "credentials":
                 {"signing": {"rotationMode": "MANUAL"}}})");
  ASSERT_EQ(made.status, 201);
  const auto body = made.json();
  const auto id = body["id"].get<std::string>();
  EXPECT_TRUE(id.starts_with("aus"));
  EXPECT_EQ(id.size(), 20U);
  EXPECT_EQ(body["issuer"], org.base_url() + "/oauth2/" + id);
  EXPECT_EQ(body["default"], false);
  EXPECT_EQ(body["credentials"]["signing"]["rotationMode"], "AUTO");
  EXPECT_EQ(names_at(std::string(kServers) + "/" + id + "/scopes").front(), "openid");
  EXPECT_EQ(caller.get(kServers).json().size(), 2U);
}

TEST_F(Servers, DefaultIsAnAliasAndItsIssuerSaysDefault) {
  const auto body = caller.get("/api/v1/authorizationServers/default").json();
  EXPECT_NE(body["id"], "default");
  EXPECT_EQ(body["issuer"], org.base_url() + "/oauth2/default");
  EXPECT_EQ(body["_links"]["self"]["href"],
            org.base_url() + "/api/v1/authorizationServers/default");
}

TEST_F(Servers, OnlyTheListOfServersIsPaged) {
  EXPECT_EQ(caller.get(kServers).all("Link").size(), 1U);
  for (const auto* list : {"/default/scopes", "/default/claims", "/default/policies"}) {
    EXPECT_TRUE(caller.get(kServers + std::string(list)).all("Link").empty()) << list;
  }
}

TEST_F(Servers, ANextLinkMayLeadToAnEmptyPage) {
  const auto quirky = start_org_with_seed(
      R"({"emptyLastPage": true, "authorizationServers": [{"name": "a", "audiences": ["a"]}]})");
  OrgCaller calls(quirky.base_url());
  const auto first = calls.get(kServers);
  ASSERT_NE(first.next_link(), "");
  const auto last = calls.get(first.next_link());
  EXPECT_TRUE(last.json().empty());
  EXPECT_EQ(last.next_link(), "");
}

TEST_F(Servers, PutReplacesAndKeepsWhatIsReadOnly) {
  const auto path = new_server();
  auto body = caller.get(path).json();
  body["description"] = "changed";
  body["issuer"] = "https://elsewhere.example.com";
  body["status"] = "INACTIVE";
  body["credentials"]["signing"]["rotationMode"] = "MANUAL";
  const auto put = caller.put(path, body.dump());
  ASSERT_EQ(put.status, 200);
  const auto after = caller.get(path).json();
  EXPECT_EQ(after["description"], "changed");
  EXPECT_TRUE(after["issuer"].get<std::string>().starts_with(org.base_url()));
  EXPECT_EQ(after["status"], "ACTIVE");
  EXPECT_EQ(after["credentials"]["signing"]["rotationMode"], "MANUAL");
  EXPECT_FALSE(after["credentials"]["signing"].contains("nextRotation"));
}

TEST_F(Servers, LifecycleAndDeleteAnswer204) {
  const auto path = new_server();
  EXPECT_EQ(caller.post(path + "/lifecycle/deactivate").status, 204);
  const auto inactive = caller.get(path).json();
  EXPECT_EQ(inactive["status"], "INACTIVE");
  EXPECT_TRUE(inactive["_links"].contains("activate"));
  EXPECT_EQ(caller.post(path + "/lifecycle/activate").status, 204);
  EXPECT_EQ(caller.remove(path).status, 204);
  const auto gone = caller.get(path);
  EXPECT_EQ(gone.status, 404);
  EXPECT_NE(gone.body.find("(AuthorizationServer)"), std::string::npos);
}

TEST_F(Servers, ScopeNamesAreUniqueTokensOutsideOktasOwn) {
  const auto path = new_server() + "/scopes";
  const auto made = caller.post(path, R"({"name": "orders.read"})");
  ASSERT_EQ(made.status, 201);
  EXPECT_EQ(made.json()["consent"], "IMPLICIT");
  EXPECT_EQ(made.json()["metadataPublish"], "NO_CLIENTS");
  EXPECT_EQ(made.json()["system"], false);
  for (const auto* name : {"orders.read", "openid", "okta.apps.read", "two words", ""}) {
    const auto refused = caller.post(path, Json{{"name", name}}.dump());
    EXPECT_EQ(refused.status, 400) << name;
    EXPECT_EQ(refused.json()["errorCode"], "E0000001") << name;
    EXPECT_EQ(refused.json()["errorCauses"].size(), 1U) << name;
  }
}

TEST_F(Servers, APolicyWithoutConditionsIncludesNoClient) {
  const auto path = new_server() + "/policies";
  const auto made =
      caller.post(path, R"({"type": "OAUTH_AUTHORIZATION_POLICY", "name": "p", "priority": 1})");
  ASSERT_EQ(made.status, 201);
  EXPECT_EQ(made.json()["conditions"]["clients"]["include"], Json::array());
}

TEST_F(Servers, APolicyPutInBetweenShiftsTheOthers) {
  const auto path = new_server() + "/policies";
  make(path, Json{{"name", "a"}});
  make(path, Json{{"name", "b"}, {"priority", 7}});
  const auto id = make(path, Json{{"name", "c"}, {"priority", 1}});
  EXPECT_EQ(names_at(path), (std::vector<std::string>{"c", "a", "b"}));
  EXPECT_EQ(caller.get(path).json()[2]["priority"], 3);
  auto body = caller.get(path + "/" + id).json();
  body["priority"] = 9;
  EXPECT_EQ(caller.put(path + "/" + id, body.dump()).json()["priority"], 3);
  EXPECT_EQ(names_at(path), (std::vector<std::string>{"a", "b", "c"}));
}

class PriorityGaps : public Servers {
 protected:
  // Two policies with a gap between them, and two rules in the first.
  void SetUp() override {
    Servers::SetUp();
    ASSERT_TRUE(org.add_seed(
        R"({"authorizationServers":[{"id":"aus1","name":"Gaps","audiences":["api://gaps"],)"
        R"("policies":[{"id":"00pA","name":"a","priority":3,"rules":[)"
        R"({"id":"0prA","name":"ra","priority":2},{"id":"0prB","name":"rb","priority":5}]},)"
        R"({"id":"00pB","name":"b","priority":7}]}]})"));
  }

  [[nodiscard]] std::vector<std::pair<std::string, int>> order_at(const std::string& path) {
    std::vector<std::pair<std::string, int>> order;
    for (const auto& each : caller.get(path).json())
      order.emplace_back(each["name"].get<std::string>(), each["priority"].get<int>());
    return order;
  }

  using Order = std::vector<std::pair<std::string, int>>;
  const std::string policies = "/api/v1/authorizationServers/aus1/policies";
};

TEST_F(PriorityGaps, AreKept) {
  EXPECT_EQ(order_at(policies), (Order{{"a", 3}, {"b", 7}}));
  EXPECT_EQ(order_at(policies + "/00pA/rules"), (Order{{"ra", 2}, {"rb", 5}}));
}

TEST_F(PriorityGaps, AnInsertionShiftsOnlyWhatItTouches) {
  make(policies, Json{{"name", "new"}, {"priority", 3}});
  EXPECT_EQ(order_at(policies), (Order{{"new", 3}, {"a", 4}, {"b", 7}}));
  auto second = rule("second");
  second["priority"] = 5;
  make(policies + "/00pA/rules", second);
  EXPECT_EQ(order_at(policies + "/00pA/rules"), (Order{{"ra", 2}, {"second", 5}, {"rb", 6}}));
}

TEST_F(PriorityGaps, WhatIsPutAtTheEndIsNumberedOn) {
  make(policies, Json{{"name", "c"}});
  make(policies, Json{{"name", "d"}, {"priority", 99}});
  EXPECT_EQ(order_at(policies), (Order{{"a", 3}, {"b", 7}, {"c", 8}, {"d", 9}}));
}

TEST_F(PriorityGaps, AReplacementThatKeepsItsNumberMovesNobody) {
  for (const auto* id : {"00pA", "00pB"}) {
    auto body = caller.get(policies + "/" + id).json();
    body["description"] = "said anew";
    ASSERT_EQ(caller.put(policies + "/" + id, body.dump()).status, 200);
    body.erase("priority");
    ASSERT_EQ(caller.put(policies + "/" + id, body.dump()).status, 200);
  }
  EXPECT_EQ(order_at(policies), (Order{{"a", 3}, {"b", 7}}));
}

TEST_F(Servers, ARuleComesBackNormalised) {
  const auto policies = new_server() + "/policies";
  const auto path = policies + "/" + make(policies, Json{{"name", "p"}}) + "/rules";
  const auto made = caller.post(path, rule("r").dump());
  ASSERT_EQ(made.status, 201) << made.body;
  const auto conditions = made.json()["conditions"];
  EXPECT_EQ(conditions["people"], Json::parse(R"({"users": {"exclude": []}})"));
  EXPECT_EQ(conditions["scopes"], Json::parse(R"({"include": []})"));
  EXPECT_EQ(conditions["grantTypes"]["include"],
            Json::parse(R"(["client_credentials", "authorization_code"])"));
  EXPECT_EQ(made.json()["actions"]["token"]["refreshTokenWindowMinutes"], 10080);
  EXPECT_EQ(made.json()["priority"], 1);
}

TEST_F(Servers, APutWithoutTheInlineHookRemovesIt) {
  const auto policies = new_server() + "/policies";
  const auto path = policies + "/" + make(policies, Json{{"name", "p"}}) + "/rules";
  auto hooked = rule("r");
  hooked["actions"]["token"]["inlineHook"]["id"] = "cal1";
  const auto one = path + "/" + make(path, hooked);
  EXPECT_TRUE(caller.get(one).json()["actions"]["token"].contains("inlineHook"));
  ASSERT_EQ(caller.put(one, rule("r").dump()).status, 200);
  EXPECT_FALSE(caller.get(one).json()["actions"]["token"].contains("inlineHook"));
  EXPECT_EQ(caller.post(one + "/lifecycle/deactivate").status, 204);
  EXPECT_EQ(caller.get(one).json()["status"], "INACTIVE");
  EXPECT_EQ(caller.remove(one).status, 204);
  EXPECT_NE(caller.get(one).body.find("(PolicyRule)"), std::string::npos);
}

TEST_F(Servers, RulesNeedNameTypeConditionsAndAGrantType) {
  const auto policies = new_server() + "/policies";
  const auto path = policies + "/" + make(policies, Json{{"name", "p"}}) + "/rules";
  for (const auto* member : {"name", "type", "conditions"}) {
    auto body = rule("r");
    body.erase(member);
    EXPECT_EQ(caller.post(path, body.dump()).status, 400) << member;
  }
}

TEST(WithoutApiAccessManagement, EveryServerEndpointAnswers401E0000015) {
  mocks::Options options;
  options.api_am = false;
  const auto org = start_org(std::move(options));
  OrgCaller caller(org.base_url());
  for (const auto* path : {"", "/default", "/default/scopes", "/aus1/policies"}) {
    const auto answer = caller.get(kServers + std::string(path));
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.json()["errorCode"], "E0000015");
    EXPECT_EQ(answer.header("www-authenticate"), "");
  }
  EXPECT_EQ(caller.post(kServers, "{}").json()["errorCode"], "E0000015");
  EXPECT_EQ(caller.get("/api/v1/apps").status, 200);
  const auto page = caller.get("/oauth2/default/v1/authorize?client_id=x");
  EXPECT_EQ(page.status, 403);
  EXPECT_NE(page.body.find("The requested feature is not enabled in this environment."),
            std::string::npos);
}

}  // namespace
}  // namespace tests
