// Traps 1 to 7 of real configuration files: which values speak of an authorization server of this
// org at all.
#include <gtest/gtest.h>

#include "tests/remediate/issuer/moved_file.hpp"

namespace remediate {
namespace {

TEST(Trap01KeyNamesLieBothWays, OrgUrlIsTheIssuerWhereAUseInTheFileProvesIt) {
  EXPECT_EQ(moved(".env",
                  "ORG_URL=https://acme.okta.com\n"
                  "WELL_KNOWN=${ORG_URL}/.well-known/openid-configuration\n"),
            "ORG_URL=https://acme.okta.com/oauth2/aus_TARGET\n"
            "WELL_KNOWN=${ORG_URL}/.well-known/openid-configuration\n");
}

TEST(Trap01KeyNamesLieBothWays, AnAmbiguousKeyIsToldAndMovesOnlyWhenTheFileIsBound) {
  const std::string file = "ORG_URL=https://acme.okta.com\n";
  EXPECT_EQ(moved(".okta.env", file), file);
  EXPECT_EQ(fates(".okta.env", file), "ambiguous-key");
  EXPECT_EQ(moved(".okta.env", file, {.bound = true}),
            "ORG_URL=https://acme.okta.com/oauth2/aus_TARGET\n");
}

TEST(Trap01KeyNamesLieBothWays, ManagementUrlsStayWhateverIsBound) {
  for (const std::string key : {"OKTA_ORG_URL", "OKTA_CLIENT_ORGURL", "orgUrl", "okta_base_url",
                                "okta.client.orgUrl", "baseUrl"}) {
    const std::string file = key + "=https://acme.okta.com\n";
    EXPECT_EQ(moved("app.properties", file, {.bound = true}), file);
    EXPECT_EQ(fates("app.properties", file), "management-url") << key;
  }
}

TEST(Trap01KeyNamesLieBothWays, TheUrlOfAnIdentityProviderAtAwsIsAnIssuer) {
  EXPECT_EQ(moved("main.tf",
                  "resource \"aws_iam_openid_connect_provider\" \"okta\" {\n"
                  "  url = \"https://acme.okta.com\"\n}\n"),
            "resource \"aws_iam_openid_connect_provider\" \"okta\" {\n"
            "  url = \"https://acme.okta.com/oauth2/aus_TARGET\"\n}\n");
}

TEST(Trap01KeyNamesLieBothWays, AFullIssuerIsOneInAKeyCalledDomain) {
  const std::string file = "OKTA_DOMAIN=\"https://acme.okta.com/oauth2/default\"\n";
  EXPECT_EQ(fates("oidc.sh", file), "custom-server");
  EXPECT_EQ(moved("oidc.sh", file, {.with_custom = true}),
            "OKTA_DOMAIN=\"https://acme.okta.com/oauth2/aus_TARGET\"\n");
}

TEST(Trap01KeyNamesLieBothWays, AHostAndAnotherVendorAreNoIssuers) {
  const std::string host = "OKTA_DOMAIN=acme.okta.com\n";
  EXPECT_EQ(moved(".env", host, {.bound = true}), host);
  EXPECT_EQ(fates(".env", host), "domain-only");
  const std::string other = "OKTA_DOMAIN=zitadel-heimdall-test:8080\n";
  EXPECT_EQ(fates(".env", other, {.bound = true}), "");
  const std::string auth0 = "okta.oauth2.issuer=https://dev-0rb77jrp.us.auth0.com/\n";
  EXPECT_EQ(fates("application.properties", auth0), "");
}

TEST(Trap01KeyNamesLieBothWays, APageOfTheApplicationsOwnIsTold) {
  const FileReading reading = read_client_file(
      "application.properties",
      "okta.oauth2.issuer=https://acme.okta.com\n"
      "spring.security.oauth2.client.provider.okta.authorization-uri=http://localhost:8080/login\n",
      acme());
  EXPECT_EQ(reasons_of_notes(reading), "own-login-page 2");
}

TEST(Trap02SameValueOppositeFate, OfAWidgetTheBaseUrlStaysAndTheIssuerMoves) {
  EXPECT_EQ(
      moved("config.json",
            R"({"baseUrl": "https://acme.okta.com", "issuer": "https://acme.okta.com"})"),
      R"({"baseUrl": "https://acme.okta.com", "issuer": "https://acme.okta.com/oauth2/aus_TARGET"})");
}

TEST(Trap02SameValueOppositeFate, OfTheSdkTheOrgUrlStaysAndTheIssuerMoves) {
  EXPECT_EQ(moved("okta.yaml",
                  "okta:\n  client:\n    orgUrl: https://acme.okta.com\n  idx:\n"
                  "    issuer: https://acme.okta.com\n    redirectUri: https://acme.okta.com\n"),
            "okta:\n  client:\n    orgUrl: https://acme.okta.com\n  idx:\n"
            "    issuer: https://acme.okta.com/oauth2/aus_TARGET\n"
            "    redirectUri: https://acme.okta.com\n");
}

TEST(Trap02SameValueOppositeFate, SecurityEventsStay) {
  const std::string file =
      "resource \"okta_security_events_provider\" \"a\" {\n  settings {\n"
      "    issuer   = \"https://acme.okta.com\"\n"
      "    jwks_url = \"https://acme.okta.com/oauth2/v1/keys\"\n  }\n}\n";
  EXPECT_EQ(moved("main.tf", file), file);
  EXPECT_EQ(fates("main.tf", file), "security-events, security-events");
}

TEST(Trap02SameValueOppositeFate, TheGrantOfOktaApiScopesStays) {
  const std::string grant =
      "resource \"okta_app_oauth_api_scope\" \"a\" {\n  issuer = \"https://acme.okta.com\"\n}\n";
  EXPECT_EQ(moved("main.tf", grant), grant);
  const std::string feeding = "okta_base_url_full = \"https://acme.okta.com\"\n";
  EXPECT_EQ(moved("example.auto.tfvars", feeding), feeding);
}

TEST(Trap02SameValueOppositeFate, CrossAppAccessStays) {
  const std::string file =
      "token_exchange_endpoint: https://acme.okta.com/oauth2/v1/token\n"
      "token_endpoint: https://acme.okta.com/oauth2/v1/token\n";
  EXPECT_EQ(moved("config.yaml", file),
            "token_exchange_endpoint: https://acme.okta.com/oauth2/v1/token\n"
            "token_endpoint: https://acme.okta.com/oauth2/aus_TARGET/v1/token\n");
  EXPECT_EQ(fates(".env.agent", "# ID-JAG token exchange\nOKTA_DOMAIN=acme.okta.com\n"), "id-jag");
}

TEST(Trap02SameValueOppositeFate, AClientOfTheManagementApiStays) {
  const std::string file =
      "issuer: https://acme.okta.com\nclient_id: 0oaManagement0001\n"
      "scopes: [okta.users.read, okta.groups.read]\n";
  EXPECT_EQ(moved("config.yaml", file), file);
  EXPECT_EQ(fates("config.yaml", file), "okta-api-scopes");
}

TEST(Trap03OrgOnlyPaths, NeverMove) {
  for (const std::string path :
       {"/oauth2/v1/clients", "/oauth2/v1/clients/0oa1/roles", "/oauth2/v1/global-token-revocation",
        "/oauth2/v1/authorize/callback", "/api/v1/users", "/app/x/exk1/sso/saml", "/login/signout",
        "/sso/saml2/1", "/idp/myaccount", "/.well-known/okta-organization"}) {
    const std::string file = "issuer_url: https://acme.okta.com" + path + "\n";
    EXPECT_EQ(moved("config.yaml", file, {.bound = true}), file);
    EXPECT_EQ(fates("config.yaml", file), "org-only-path") << path;
  }
}

TEST(Trap03OrgOnlyPaths, AnEndpointWithAQueryIsNone) {
  EXPECT_EQ(moved("a.yaml", "u: https://acme.okta.com/oauth2/v1/authorize?idp=0oa1\n"),
            "u: https://acme.okta.com/oauth2/aus_TARGET/v1/authorize?idp=0oa1\n");
}

TEST(Trap04OAuthPathsOnForeignHosts, AreNobodysOfThisOrg) {
  for (const std::string url :
       {"https://example.corp.com/oauth2/callback", "https://my-idp/oauth2/v1/authorize",
        "https://api.paypal.com/v1/oauth2/token", "http://localhost:9000/oauth2/token",
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        "https://test_domain/oauth2/default", "/login/oauth2/code/okta", "/oauth2/start",
        "https://acme.okta.com.evil.example/oauth2/v1/token",
        "https://evil-acme.okta.com/oauth2/v1/token", "https://x.acme.okta.com/oauth2/v1/keys"}) {
    const std::string file = "issuer: " + url + "\n";
    EXPECT_EQ(moved("okta.yaml", file, {.bound = true}), file);
    EXPECT_EQ(fates("okta.yaml", file), "") << url;
  }
}

TEST(Trap05SeveralOrgsInOneFile, OnlyThisOnesMove) {
  EXPECT_EQ(moved("application.yml",
                  "issuer: https://dev-1.okta.com\n---\nissuer: https://acme.oktapreview.com\n---\n"
                  "issuer: https://acme.okta.com\n"),
            "issuer: https://dev-1.okta.com\n---\nissuer: https://acme.oktapreview.com\n---\n"
            "issuer: https://acme.okta.com/oauth2/aus_TARGET\n");
}

TEST(Trap05SeveralOrgsInOneFile, APlaceholderThatMeansAnotherOrgStays) {
  const std::string file =
      "OKTA_DOMAIN=other.okta.com\nTOKEN_URL=https://${OKTA_DOMAIN}/oauth2/v1/token\n";
  EXPECT_EQ(moved(".env", file, {.bound = true}), file);
}

TEST(Trap06AlreadyCustom, WhateverTheIdLooksLike) {
  for (const std::string id :
       {"default", "aus9abc", "123serverid", "abCd1234", "your_mcp_auth_server_id"}) {
    const std::string file = "issuer: https://acme.okta.com/oauth2/" + id + "\n";
    EXPECT_EQ(moved("config.yaml", file), file);
    EXPECT_EQ(fates("config.yaml", file), "custom-server") << id;
    EXPECT_EQ(moved("config.yaml", file, {.with_custom = true}),
              "issuer: https://acme.okta.com/oauth2/aus_TARGET\n");
  }
}

TEST(Trap07MixedServersInOneBlock, AreTold) {
  const FileReading reading = read_client_file("config.yaml",
                                               "okta:\n"
                                               "  issuer: https://acme.okta.com/oauth2/default\n"
                                               "  jwks: https://acme.okta.com/oauth2/v1/keys\n",
                                               acme());
  EXPECT_EQ(reasons_of_notes(reading), "mixed-issuer-and-endpoints 3");
}

}  // namespace
}  // namespace remediate
