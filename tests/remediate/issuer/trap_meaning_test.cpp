// Traps 33 to 41 of real configuration files: what follows from an edit that is right by itself.
// What the disk has to do with it is tested with remediate/files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/issuer/moved_file.hpp"

namespace remediate {
namespace {

TEST(Trap33Siblings, MoveTogether) {
  EXPECT_EQ(moved("grafana.ini",
                  "[auth.okta]\nauth_url = https://acme.okta.com/oauth2/v1/authorize\n"
                  "token_url = https://acme.okta.com/oauth2/v1/token\n"
                  "api_url = https://acme.okta.com/oauth2/v1/userinfo\n"
                  "jwks = https://acme.okta.com/oauth2/v1/keys\n"),
            "[auth.okta]\nauth_url = https://acme.okta.com/oauth2/aus_TARGET/v1/authorize\n"
            "token_url = https://acme.okta.com/oauth2/aus_TARGET/v1/token\n"
            "api_url = https://acme.okta.com/oauth2/aus_TARGET/v1/userinfo\n"
            "jwks = https://acme.okta.com/oauth2/aus_TARGET/v1/keys\n");
}

TEST(Trap33Siblings, AllEndpointsOfTheOrgServerHaveTheirLike) {
  for (const std::string endpoint :
       {"authorize", "token", "keys", "userinfo", "introspect", "revoke", "logout",
        "device/authorize", "par", "bc/authorize", "challenge", "oob-authenticate",
        "primary-authenticate", "interact"}) {
    EXPECT_EQ(moved("a.yaml", "u: https://acme.okta.com/oauth2/v1/" + endpoint + "\n"),
              "u: https://acme.okta.com/oauth2/aus_TARGET/v1/" + endpoint + "\n");
  }
}

TEST(Trap34ProducerAndVerifier, AreInDifferentFilesAndTold) {
  const FileReading kubeconfig =
      read_client_file("kubeconfig.yaml",
                       "users:\n- user:\n    exec:\n      command: kubelogin\n      args:\n"
                       "      - --oidc-issuer-url=https://acme.okta.com\n",
                       acme());
  EXPECT_EQ(reasons_of_notes(kubeconfig), "verifier-elsewhere 6");
  const FileReading istio = read_client_file(
      "istio.yaml", "spec:\n  jwtRules:\n  - issuer: https://acme.okta.com\n", acme());
  EXPECT_EQ(reasons_of_notes(istio), "producer-elsewhere 3");
}

TEST(Trap35Audience, OfTheServerCalledDefaultIsTold) {
  const std::string file = "issuer: https://acme.okta.com\naudience: api://default\n";
  EXPECT_EQ(reasons_of_notes(read_client_file("a.yaml", file, acme())), "audience 2");
  const MovedFile orders =
      moved_file("a.yaml", file, {.target = {"aus_TARGET", "", "api://orders"}});
  ASSERT_EQ(orders.move.notes.size(), 1U);
  EXPECT_EQ(orders.move.notes[0].line, 2U);
  EXPECT_THAT(orders.move.notes[0].message, testing::HasSubstr("api://orders"));
}

TEST(Trap35Audience, ThatALibraryExpectsBySelfIsTold) {
  const MovedFile starter =
      moved_file("application.properties", "okta.oauth2.issuer=https://acme.okta.com\n",
                 {.target = {"aus_TARGET", "", "api://orders"}});
  ASSERT_EQ(starter.move.notes.size(), 1U);
  EXPECT_EQ(starter.move.notes[0].reason, "audience");
}

TEST(Trap36Logout, MovesWithTheIssuerAndTheSignOutPageStays) {
  EXPECT_EQ(moved("a.ini",
                  "signout_redirect_url = https://acme.okta.com/oauth2/v1/logout?x=1\n"
                  "logout = https://acme.okta.com/login/signout\n"),
            "signout_redirect_url = https://acme.okta.com/oauth2/aus_TARGET/v1/logout?x=1\n"
            "logout = https://acme.okta.com/login/signout\n");
  EXPECT_EQ(
      moved("vouch.yml",
            "post_logout_redirect_uris:\n"
            "  - https://acme.okta.com/oauth2/v1/logout?post_logout_redirect_uri=http://a/b\n"),
      "post_logout_redirect_uris:\n"
      "  - https://acme.okta.com/oauth2/aus_TARGET/v1/logout"
      "?post_logout_redirect_uri=http://a/b\n");
}

TEST(Trap37Introspection, AndRevocationMoveWithTheIssuer) {
  EXPECT_EQ(moved("a.yaml",
                  "introspection-uri: https://acme.okta.com/oauth2/v1/introspect\n"
                  "revoke: https://acme.okta.com/oauth2/v1/revoke\n"),
            "introspection-uri: https://acme.okta.com/oauth2/aus_TARGET/v1/introspect\n"
            "revoke: https://acme.okta.com/oauth2/aus_TARGET/v1/revoke\n");
}

TEST(Trap38Discovery, BothFormsAreKnown) {
  EXPECT_EQ(moved("a.yaml",
                  "a: https://acme.okta.com/.well-known/openid-configuration\n"
                  "b: https://acme.okta.com/.well-known/oauth-authorization-server\n"),
            "a: https://acme.okta.com/oauth2/aus_TARGET/.well-known/openid-configuration\n"
            "b: https://acme.okta.com/oauth2/aus_TARGET/.well-known/oauth-authorization-server\n");
  EXPECT_EQ(moved("a.yaml",
                  "b: https://acme.okta.com/.well-known/oauth-authorization-server/oauth2/aus1\n",
                  {.with_custom = true}),
            "b: https://acme.okta.com/.well-known/oauth-authorization-server/oauth2/aus_TARGET\n");
}

TEST(Trap39ClaimsOfTheOrgServer, AskedForAsScopesAreTold) {
  const FileReading reading =
      read_client_file("a.yaml",
                       "issuer: https://acme.okta.com\nclient_id: 0oaWeb000000000001\n"
                       "scopes:\n  - openid\n  - groups\n  - orders.read\n",
                       acme());
  ASSERT_EQ(reading.clients.size(), 1U);
  EXPECT_EQ(reading.clients[0].scopes,
            (std::vector<std::string>{"openid", "groups", "orders.read"}));
  EXPECT_EQ(reading.clients[0].scopes_line, 4U);
}

TEST(Trap40Secrets, BesideAUrlAreInNothingThatIsTold) {
  const MovedFile file = moved_file(
      ".env",
      "ISSUER=https://acme.okta.com CLIENT_SECRET=tell-nobody\nCLIENT_SECRET=tell-nobody\n"
      "URL=https://acme.okta.com/oauth2/v1/token?client_secret=tell-nobody\n"
      "PROXY=https://user:tell-nobody@acme.okta.com/oauth2/v1/token\n");
  for (const Occurrence& each : file.reading.occurrences) {
    EXPECT_EQ((each.key + each.value + each.why).find("tell-nobody"), std::string::npos);
  }
  for (const std::string& each : file.move.after)
    EXPECT_EQ(each.find("tell-nobody"), std::string::npos);
  for (const Splice& each : file.move.splices)
    EXPECT_EQ((each.before + each.after).find("tell-nobody"), std::string::npos);
}

TEST(Trap41WriteSafety, SplicesFitTheFileTheyWereMadeForAndNoOther) {
  const std::string file = "ISSUER=https://acme.okta.com/oauth2/v1/token\n";
  const MovedFile made = moved_file(".env", file);
  EXPECT_EQ(spliced(made.bytes, reversed(made.move.splices)), file);
  const MovedFile again =
      moved_file(".env", "ISSUER=https://acme.okta.com/oauth2/default\n", {.with_custom = true});
  EXPECT_EQ(spliced("ISSUER=https://acme.okta.com/oauth2/another\n", again.move.splices),
            std::nullopt);
}

}  // namespace
}  // namespace remediate
