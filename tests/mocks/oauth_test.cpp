#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "mocks/oauth_endpoints.hpp"
#include "mocks/wire.hpp"
#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSeed = R"({
 "apps": [
  {"id": "0oaweb", "name": "oidc_client", "label": "Web", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT",
   "credentials": {"oauthClient": {"client_id": "web", "client_secret": "s",
     "token_endpoint_auth_method": "client_secret_post"}},
   "settings": {"oauthClient": {"redirect_uris": ["https://web.example.com/cb"],
     "application_type": "web", "response_types": ["code", "id_token"],
     "grant_types": ["authorization_code", "refresh_token", "implicit", "client_credentials"]}}},
  {"id": "0oaspa", "name": "oidc_client", "label": "Spa", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT",
   "credentials": {"oauthClient": {"client_id": "spa", "token_endpoint_auth_method": "none",
     "pkce_required": true}},
   "settings": {"oauthClient": {"redirect_uris": ["https://spa.example.com/cb"],
     "application_type": "browser", "grant_types": ["authorization_code"]}}},
  {"id": "0oasvc", "name": "oidc_client", "label": "Service", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT",
   "credentials": {"oauthClient": {"client_id": "svc",
     "token_endpoint_auth_method": "private_key_jwt"}},
   "settings": {"oauthClient": {"application_type": "service",
     "grant_types": ["client_credentials"]}}},
  {"id": "0oaoin", "name": "deel", "label": "Catalogue", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT",
   "credentials": {"oauthClient": {"client_id": "oin"}},
   "settings": {"oauthClient": {"redirect_uris": ["https://deel.example.com/cb"],
     "grant_types": ["authorization_code"]}}}],
 "grants": {"0oasvc": ["okta.apps.read"]},
 "authorizationServers": [{"id": "aus1", "name": "default", "audiences": ["api://default"],
   "scopes": [{"name": "orders.read"}, {"name": "orders.secret", "consent": "REQUIRED"}],
   "policies": [{"id": "00p1", "name": "p", "conditions": {"clients": {"include": ["web", "svc"]}},
     "rules": [
      {"id": "0pr1", "name": "staff", "conditions": {"people": {"groups": {"include": ["00gstaff"]}},
        "grantTypes": {"include": ["authorization_code"]},
        "scopes": {"include": ["openid", "offline_access", "orders.read"]}}},
      {"id": "0pr2", "name": "services", "conditions": {
        "grantTypes": {"include": ["client_credentials"]}, "scopes": {"include": ["*"]}}}]}]}]})";

struct OAuth : testing::Test {
  mocks::FakeOrg org = start_org_with_seed(kSeed);
  OrgCaller caller{org.base_url()};

  Answer authorize(const std::string& server, const std::string& scopes,
                   const std::string& more = "&prompt=none") {
    return caller.get("/oauth2/" + server +
                      "v1/authorize?client_id=web&response_type=code&state=s1" +
                      "&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&scope=" + scopes + more);
  }

  std::string location(const std::string& server, const std::string& scopes,
                       const std::string& more = "&prompt=none") {
    const auto answer = authorize(server, scopes, more);
    EXPECT_EQ(answer.status, 302) << answer.body;
    return answer.header("Location");
  }

  Json last_event() { return caller.get("/api/v1/logs?sortOrder=DESCENDING&limit=1").json()[0]; }
};

std::string error_of(const std::string& url) {
  for (const char separator : {'?', '#'}) {
    const auto at = url.find(separator);
    if (at == std::string::npos) continue;
    const auto error = mocks::field(mocks::parse_form(url.substr(at + 1)), "error");
    if (error) return *error;
  }
  return {};
}

std::string parameter(const std::string& url, const std::string& name) {
  return mocks::field_or_empty(mocks::parse_form(url.substr(url.find_first_of("?#") + 1)), name);
}

TEST_F(OAuth, TheOrgServerRefusesCustomScopesBeforeLogin) {
  EXPECT_EQ(location("", "openid+orders.read"),
            "https://web.example.com/cb?state=s1&error=invalid_scope&error_description=Custom+"
            "scopes+are+not+allowed+for+this+request.");
  const auto event = last_event();
  EXPECT_EQ(event["eventType"], "app.oauth2.authorize");
  EXPECT_EQ(event["legacyEventType"], "app.oauth2.authorize_failure");
  EXPECT_EQ(event["outcome"]["result"], "FAILURE");
  EXPECT_EQ(event["outcome"]["reason"], "illegal_custom_scope");
  EXPECT_EQ(event["client"]["id"], "web");
  EXPECT_EQ(event["debugContext"]["debugData"]["requestedScopes"], "openid, orders.read");
  EXPECT_EQ(event["debugContext"]["debugData"]["requestUri"], "/oauth2/v1/authorize");
  EXPECT_EQ(event["target"][0]["id"], "0oaweb");
}

TEST_F(OAuth, ACustomServerKnowsItsOwnScopesOnly) {
  EXPECT_EQ(error_of(location("default/", "openid+orders.read")), "login_required");
  EXPECT_EQ(error_of(location("default/", "openid+nothing")), "invalid_scope");
  EXPECT_EQ(last_event()["outcome"]["reason"], "no_matching_scope");
  EXPECT_EQ(last_event()["eventType"], "app.oauth2.as.authorize");
  EXPECT_EQ(error_of(location("default/", "openid+groups")), "invalid_scope");
  EXPECT_EQ(error_of(location("", "openid+groups")), "login_required");
}

TEST_F(OAuth, WithoutPromptNoneTheLoginPageComes) {
  const auto answer = authorize("", "openid", "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.header("Content-Type").starts_with("text/html"));
}

TEST_F(OAuth, BadClientsAndRedirectUrisGetAPageNotARedirect) {
  const auto unknown = caller.get("/oauth2/v1/authorize?client_id=nobody&scope=openid");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_NE(unknown.body.find("invalid_client"), std::string::npos);
  const auto elsewhere =
      caller.get("/oauth2/v1/authorize?client_id=web&redirect_uri=https://evil.example.com");
  EXPECT_EQ(elsewhere.status, 400);
  EXPECT_NE(elsewhere.body.find("must be a Login redirect URI"), std::string::npos);
  EXPECT_EQ(elsewhere.header("Location"), "");
  const auto no_server = caller.get("/oauth2/aus9/v1/authorize?client_id=web");
  EXPECT_NE(no_server.body.find("The authorization server id is invalid."), std::string::npos);
}

TEST_F(OAuth, StateAndPkceAreAskedFor) {
  const std::string spa =
      "/oauth2/v1/authorize?client_id=spa&redirect_uri=https://spa.example.com/cb"
      "&response_type=code&scope=openid&prompt=none";
  EXPECT_EQ(error_of(caller.get(spa).header("Location")), "invalid_request");
  EXPECT_EQ(last_event()["outcome"]["reason"], "invalid_state");
  EXPECT_EQ(error_of(caller.get(spa + "&state=s").header("Location")), "invalid_request");
  EXPECT_EQ(last_event()["outcome"]["reason"], "pkce_missing_challenge");
  const auto good = caller.get(spa + "&state=s&code_challenge=abc&code_challenge_method=S256");
  EXPECT_EQ(error_of(good.header("Location")), "login_required");
}

TEST_F(OAuth, ImplicitErrorsComeInTheFragment) {
  const auto answer = caller.get(
      "/oauth2/v1/authorize?client_id=web&redirect_uri=https://web.example.com/cb&nonce=n"
      "&response_type=id_token&state=s&scope=openid+orders.read&prompt=none");
  EXPECT_TRUE(answer.header("Location").starts_with("https://web.example.com/cb#state=s&error="));
}

TEST_F(OAuth, CatalogueClientsMayOnlyUseTheOrgServer) {
  const std::string query =
      "authorize?client_id=oin&redirect_uri=https://deel.example.com/cb&response_type=code"
      "&state=s&scope=openid&prompt=none";
  EXPECT_EQ(error_of(caller.get("/oauth2/default/v1/" + query).header("Location")),
            "unauthorized_client");
  EXPECT_EQ(last_event()["outcome"]["reason"], "org_authorization_server_only_client");
  EXPECT_EQ(error_of(caller.get("/oauth2/v1/" + query).header("Location")), "login_required");
}

TEST_F(OAuth, PoliciesDecideWhenSomebodyIsSignedIn) {
  caller.set_header("x-mock-user", "00uann;groups=00gstaff");
  EXPECT_NE(parameter(location("default/", "openid+orders.read"), "code"), "");
  EXPECT_EQ(last_event()["eventType"], "app.oauth2.as.authorize.code");
  caller.set_header("x-mock-user", "00ubob");
  EXPECT_EQ(error_of(location("default/", "openid+orders.read")), "access_denied");
  EXPECT_EQ(last_event()["outcome"]["reason"], "no_matching_policy");
}

TEST_F(OAuth, ACodeBuysTokensOnceAndARefreshAsksThePoliciesAgain) {
  caller.set_header("x-mock-user", "00uann;groups=00gstaff");
  const auto code = parameter(location("default/", "openid+offline_access+orders.read"), "code");
  const std::string client = "client_id=web&client_secret=s&";
  const auto form = client + "grant_type=authorization_code&code=" + code +
                    "&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb";
  const auto elsewhere = caller.post_form("/oauth2/v1/token", form);
  EXPECT_EQ(elsewhere.json()["error_description"],
            "The grant was issued for another authorization server.");
  const auto tokens = caller.post_form("/oauth2/default/v1/token", form);
  ASSERT_EQ(tokens.status, 200) << tokens.body;
  EXPECT_EQ(tokens.json()["scope"], "openid offline_access orders.read");
  EXPECT_TRUE(tokens.json().contains("id_token"));
  EXPECT_EQ(caller.post_form("/oauth2/default/v1/token", form).json()["error"], "invalid_grant");

  const auto refresh = client + "grant_type=refresh_token&refresh_token=" +
                       tokens.json()["refresh_token"].get<std::string>();
  EXPECT_EQ(caller.post_form("/oauth2/default/v1/token", refresh).status, 200);
  EXPECT_EQ(
      caller.post_form("/oauth2/default/v1/token", refresh + "&scope=profile").json()["error"],
      "access_denied");
  ASSERT_EQ(caller
                .post("/api/v1/authorizationServers/default/policies/00p1/rules/0pr1/lifecycle/"
                      "deactivate")
                .status,
            204);
  const auto denied = caller.post_form("/oauth2/default/v1/token", refresh);
  EXPECT_EQ(denied.status, 401);
  EXPECT_EQ(denied.json()["error"], "access_denied");
}

TEST_F(OAuth, PkceIsVerified) {
  const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  EXPECT_EQ(mocks::s256(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");  // RFC 7636 B
}

std::string assertion_of(const std::string& client_id) {
  return mocks::base64url(R"({"alg":"RS256"})") + "." +
         mocks::base64url(Json{{"iss", client_id}, {"sub", client_id}}.dump()) + ".c2ln";
}

TEST_F(OAuth, ClientCredentialsAtTheOrgServer) {
  const auto ask = [&](const std::string& form) {
    return caller.post_form("/oauth2/v1/token", "grant_type=client_credentials&" + form).json();
  };
  const auto web = ask("client_id=web&client_secret=s&scope=orders.read");
  EXPECT_EQ(web["error"], "unsupported_grant_type");
  EXPECT_EQ(last_event()["eventType"], "app.oauth2.token.grant");
  EXPECT_EQ(last_event()["actor"]["type"], "PublicClientApp");
  EXPECT_EQ(last_event()["actor"]["id"], "web");
  EXPECT_EQ(last_event()["debugContext"]["debugData"]["requestedScopes"], "orders.read");
  const auto assertion = "client_assertion=" + assertion_of("svc");
  EXPECT_EQ(ask(assertion + "&scope=orders.read")["error"], "invalid_scope");
  EXPECT_EQ(last_event()["outcome"]["reason"], "illegal_custom_scope");
  EXPECT_EQ(ask(assertion + "&scope=okta.users.read")["error"], "consent_required");
  const auto granted = ask(assertion + "&scope=okta.apps.read");
  ASSERT_TRUE(granted.contains("access_token")) << granted;
  caller.set_token("Bearer " + granted["access_token"].get<std::string>());
  EXPECT_EQ(caller.get("/api/v1/apps").status, 200);
  EXPECT_EQ(caller.get("/api/v1/logs").status, 403);
}

TEST_F(OAuth, ClientCredentialsAtACustomServerFollowThePolicies) {
  const auto ask = [&](const std::string& form) {
    return caller.post_form("/oauth2/default/v1/token", "grant_type=client_credentials&" + form)
        .json();
  };
  const auto assertion = "client_assertion=" + assertion_of("svc");
  EXPECT_TRUE(ask(assertion + "&scope=orders.read").contains("access_token"));
  EXPECT_EQ(last_event()["eventType"], "app.oauth2.as.token.grant.access_token");
  EXPECT_EQ(ask(assertion + "&scope=orders.write")["error"], "invalid_scope");
  EXPECT_EQ(ask(assertion + "&scope=openid")["error"], "invalid_scope");
  EXPECT_EQ(ask(assertion + "&scope=orders.secret")["error"], "consent_required");
  EXPECT_EQ(ask(assertion)["error"], "invalid_scope");
  EXPECT_EQ(ask("client_id=web&client_secret=wrong&scope=orders.read")["error"], "invalid_client");
  EXPECT_EQ(ask("client_id=nobody&client_secret=s&scope=orders.read")["error"], "invalid_client");
}

TEST_F(OAuth, DiscoveryNamesTheIssuerAndTheEndpoints) {
  const auto own = caller.get("/.well-known/openid-configuration").json();
  EXPECT_EQ(own["issuer"], org.base_url());
  EXPECT_EQ(own["authorization_endpoint"], org.base_url() + "/oauth2/v1/authorize");
  const auto custom = caller.get("/oauth2/aus1/.well-known/openid-configuration").json();
  EXPECT_EQ(custom["issuer"], org.base_url() + "/oauth2/default");
  EXPECT_EQ(custom["token_endpoint"], org.base_url() + "/oauth2/default/v1/token");
  const auto scopes = custom["scopes_supported"].dump();
  EXPECT_EQ(scopes.find("groups"), std::string::npos);
  EXPECT_EQ(scopes.find("orders.read"), std::string::npos);  // NO_CLIENTS
  EXPECT_EQ(caller.get("/oauth2/aus9/.well-known/openid-configuration").json()["errorCode"],
            "E0000007");
}

TEST_F(OAuth, EveryServerPublishesAKey) {
  for (const std::string path : {"/oauth2/v1/keys", "/oauth2/aus1/v1/keys"})
    EXPECT_EQ(caller.get(path).json()["keys"].size(), 1U) << path;
  EXPECT_EQ(caller.get("/oauth2/aus9/v1/keys").json()["errorCode"], "E0000007");
}

}  // namespace
}  // namespace tests
