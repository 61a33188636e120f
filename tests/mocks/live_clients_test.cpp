// Who holds refresh tokens of a server, as the fake org tells.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "mocks/wire.hpp"
#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kClients = "/api/v1/authorizationServers/default/clients";

constexpr const char* kSeed = R"({
 "apps": [
  {"id": "0oaweb", "name": "oidc_client", "label": "Web", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT",
   "credentials": {"oauthClient": {"client_id": "web", "client_secret": "s",
     "token_endpoint_auth_method": "client_secret_post"}},
   "settings": {"oauthClient": {"application_type": "web",
     "grant_types": ["password", "refresh_token"]}}}],
 "authorizationServers": [{"id": "aus1", "name": "default", "audiences": ["api://default"],
   "scopes": [{"name": "orders.read"}],
   "policies": [{"id": "00p1", "name": "p", "conditions": {"clients": {"include": ["web"]}},
     "rules": [{"id": "0pr1", "name": "all", "conditions": {
        "people": {"groups": {"include": ["EVERYONE"]}},
        "grantTypes": {"include": ["password"]}, "scopes": {"include": ["*"]}}}]}]}]})";

struct LiveClients : testing::Test {
  Answer sign_in(const std::string& scopes) {
    return caller.post_form("/oauth2/default/v1/token",
                            "client_id=web&client_secret=s&grant_type=password&username=00uann"
                            "&password=p&scope=" +
                                scopes);
  }

  mocks::FakeOrg org = start_org_with_seed(kSeed);
  OrgCaller caller{org.base_url()};
};

TEST_F(LiveClients, AreThoseThatHoldARefreshToken) {
  EXPECT_EQ(caller.get(kClients).json(), Json::array());
  ASSERT_EQ(sign_in("openid+orders.read").status, 200);
  EXPECT_EQ(caller.get(kClients).json(), Json::array()) << "no refresh token, nothing to list";

  const Json tokens = sign_in("openid+offline_access+orders.read").json();
  ASSERT_TRUE(tokens.contains("refresh_token")) << tokens;
  const Json clients = caller.get(kClients).json();
  ASSERT_EQ(clients.size(), 1U);
  EXPECT_EQ(clients[0]["client_id"], "web");
  EXPECT_EQ(clients[0]["client_name"], "Web");

  const auto listed = caller.get(std::string(kClients) + "/web/tokens");
  EXPECT_THAT(listed.body, testing::Not(testing::HasSubstr(tokens["refresh_token"])));
  const Json token = listed.json()[0];
  EXPECT_TRUE(token["id"].get<std::string>().starts_with("oar"));
  EXPECT_EQ(token["status"], "ACTIVE");
  EXPECT_EQ(token["scopes"], Json::parse(R"(["openid", "offline_access", "orders.read"])"));
  EXPECT_EQ(token["userId"], "00uann");
}

TEST_F(LiveClients, HoldTokensByPages) {
  for (int each = 0; each < 3; ++each) ASSERT_EQ(sign_in("openid+offline_access").status, 200);
  const auto first = caller.get(std::string(kClients) + "/web/tokens?limit=2");
  EXPECT_EQ(first.json().size(), 2U);
  EXPECT_EQ(caller.get(first.next_link()).json().size(), 1U);
}

TEST_F(LiveClients, AreNoneOnceTheirTokensAreRevoked) {
  std::vector<std::string> tokens;
  for (int each = 0; each < 3; ++each)
    tokens.push_back(sign_in("openid+offline_access").json().value("refresh_token", ""));
  const auto path = std::string(kClients) + "/web/tokens";
  const std::string first = path + "/" + caller.get(path).json()[0]["id"].get<std::string>();
  EXPECT_EQ(caller.get(first).json()["status"], "ACTIVE");
  EXPECT_EQ(caller.remove(first).status, 204);
  EXPECT_EQ(caller.get(first).status, 404);
  EXPECT_EQ(caller.remove(first).status, 404);
  EXPECT_EQ(caller.get(path).json().size(), 2U);
  EXPECT_EQ(caller.remove(path).status, 204);
  EXPECT_EQ(caller.get(kClients).json(), Json::array());
  for (const auto& token : tokens) {
    const auto refused = caller.post_form(
        "/oauth2/default/v1/token",
        "client_id=web&client_secret=s&grant_type=refresh_token&refresh_token=" + token);
    EXPECT_EQ(refused.status, 400);
  }
  EXPECT_EQ(caller.remove(std::string(kClients) + "/nobody/tokens").status, 404);
}

TEST_F(LiveClients, AreNotFoundWhenThereIsNoSuchClientOrServer) {
  const auto client = caller.get(std::string(kClients) + "/nobody/tokens");
  EXPECT_EQ(client.status, 404);
  EXPECT_THAT(client.body, testing::HasSubstr("(PublicClientApp)"));
  EXPECT_EQ(caller.get("/api/v1/authorizationServers/aus2/clients").status, 404);
}

}  // namespace
}  // namespace tests
