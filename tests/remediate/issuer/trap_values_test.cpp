// Traps 8 to 18 of real configuration files: how the URL stands in its value.
#include <gtest/gtest.h>

#include "tests/remediate/issuer/moved_file.hpp"

namespace remediate {
namespace {

std::string in_yaml(const std::string& value, const Moving& moving = {}) {
  const std::string made = moved("config.yaml", "issuer: " + value + "\n", moving);
  return made.substr(8, made.size() - 9);
}

TEST(Trap08TrailingSlash, IsKeptAndNeverDoubled) {
  EXPECT_EQ(in_yaml("https://acme.okta.com/"), "https://acme.okta.com/oauth2/aus_TARGET/");
  EXPECT_EQ(in_yaml("https://acme.okta.com"), "https://acme.okta.com/oauth2/aus_TARGET");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/"), "https://acme.okta.com/oauth2/aus_TARGET/");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2"), "https://acme.okta.com/oauth2/aus_TARGET");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/v1/"),
            "https://acme.okta.com/oauth2/aus_TARGET/v1/");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/v1"),
            "https://acme.okta.com/oauth2/aus_TARGET/v1");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/default/", {.with_custom = true}),
            "https://acme.okta.com/oauth2/aus_TARGET/");
}

TEST(Trap09QueryAndFragment, OnlyThePathChangesAndOnlyOnce) {
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/123serverid/v1/logout"
                    "?post_logout_redirect_uri=http://myapp/login",
                    {.with_custom = true}),
            "https://acme.okta.com/oauth2/aus_TARGET/v1/logout"
            "?post_logout_redirect_uri=http://myapp/login");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/v1/authorize?client_id=a"
                    "&redirect_uri=http%3A%2F%2Fapp%2Foauth2%2Fcallback"),
            "https://acme.okta.com/oauth2/aus_TARGET/v1/authorize?client_id=a"
            "&redirect_uri=http%3A%2F%2Fapp%2Foauth2%2Fcallback");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/v1/keys#a"),
            "https://acme.okta.com/oauth2/aus_TARGET/v1/keys#a");
}

TEST(Trap10NoScheme, WhereTheFormatHasNone) {
  EXPECT_EQ(
      moved("envoy.yaml",
            "uri: acme.okta.com/oauth2/v1/token\naddress: acme.okta.com\nsni: acme.okta.com\n"),
      "uri: acme.okta.com/oauth2/aus_TARGET/v1/token\naddress: acme.okta.com\n"
      "sni: acme.okta.com\n");
  EXPECT_EQ(moved("a.tf", "variable = \"acme.okta.com:aud\"\n"),
            "variable = \"acme.okta.com/oauth2/aus_TARGET:aud\"\n");
  EXPECT_EQ(moved("a.tf", "arn = \"arn:aws:iam::1:oidc-provider/acme.okta.com\"\n"),
            "arn = \"arn:aws:iam::1:oidc-provider/acme.okta.com/oauth2/aus_TARGET\"\n");
  EXPECT_EQ(in_yaml("//acme.okta.com"), "//acme.okta.com/oauth2/aus_TARGET");
  EXPECT_EQ(in_yaml("acme.okta.com"), "acme.okta.com/oauth2/aus_TARGET");
}

TEST(Trap11Ports, AreIgnoredAndKept) {
  EXPECT_EQ(in_yaml("https://acme.okta.com:443/oauth2/v1/token"),
            "https://acme.okta.com:443/oauth2/aus_TARGET/v1/token");
  EXPECT_EQ(in_yaml("https://acme.okta.com:443"), "https://acme.okta.com:443/oauth2/aus_TARGET");
  EXPECT_EQ(in_yaml("https://acme.okta.com:8443"), "https://acme.okta.com:8443");
  const OrgHosts local("https://localhost", {});
  EXPECT_EQ(in_yaml("https://localhost:${mockHttpsPort}", {.hosts = &local}),
            "https://localhost:${mockHttpsPort}/oauth2/aus_TARGET");
}

TEST(Trap12UpperCaseHost, IsTheSameHostAndKeepsItsBytes) {
  EXPECT_EQ(in_yaml("https://Acme.Okta.com/oauth2/v1/token"),
            "https://Acme.Okta.com/oauth2/aus_TARGET/v1/token");
  EXPECT_EQ(in_yaml("HTTPS://ACME.OKTA.COM"), "HTTPS://ACME.OKTA.COM/oauth2/aus_TARGET");
  // A path is another one in other letters.
  EXPECT_EQ(in_yaml("https://Acme.Okta.com/OAuth2/v1/token"),
            "https://Acme.Okta.com/OAuth2/v1/token");
}

TEST(Trap13AdminHostsAndSlips, AreToldAndNotMended) {
  const std::string admin = "issuer: https://acme-admin.okta.com\n";
  EXPECT_EQ(moved("a.yaml", admin), admin);
  EXPECT_EQ(fates("a.yaml", admin), "admin-host");
  EXPECT_EQ(fates("a.tf", "base_url = \"https://acme-admin.okta.com\"\n"), "");
  EXPECT_EQ(fates("a.yaml", "issuer: https://acme.okta.com.com/oauth2/default\n"),
            "misspelled-host");
  EXPECT_EQ(fates("a.yaml", "issuer: https://{yourOktaDomain}.com/oauth2/default\n"),
            "misspelled-host");
  const std::string twice = "issuer: https://https://acme.okta.com\n";
  EXPECT_EQ(fates("a.yaml", twice), "two-schemes");
  EXPECT_EQ(moved("a.yaml", twice), twice);
}

TEST(Trap14CustomDomains, AreHostsOfTheOrg) {
  EXPECT_EQ(in_yaml("https://login.acme.example"), "https://login.acme.example/oauth2/aus_TARGET");
}

TEST(Trap14CustomDomains, TheIssuerIsTheOneThatTheServerAnnounces) {
  const Moving announced{
      .target = {"aus_TARGET", "https://login.acme.example/oauth2/aus_TARGET", ""}};
  EXPECT_EQ(in_yaml("https://acme.okta.com/", announced),
            "https://login.acme.example/oauth2/aus_TARGET/");
  EXPECT_EQ(in_yaml("https://acme.okta.com/oauth2/v1/keys", announced),
            "https://acme.okta.com/oauth2/aus_TARGET/v1/keys");
  EXPECT_EQ(in_yaml("https://Login.acme.example", announced),
            "https://Login.acme.example/oauth2/aus_TARGET");
  EXPECT_EQ(in_yaml("https://{yourOktaDomain}", announced),
            "https://{yourOktaDomain}/oauth2/aus_TARGET");
}

TEST(Trap15Escapes, AreWrittenAsTheValueWritesThem) {
  EXPECT_EQ(moved("a.json", R"({"u": "https:\/\/acme.okta.com\/oauth2\/v1\/token"})"),
            R"({"u": "https:\/\/acme.okta.com\/oauth2\/aus_TARGET\/v1\/token"})");
  EXPECT_EQ(moved("a.properties", "issuer=https\\://acme.okta.com\n"),
            "issuer=https\\://acme.okta.com/oauth2/aus_TARGET\n");
  EXPECT_EQ(moved("a.json", R"({"issuer": "https:\u002f\u002facme.okta.com"})"),
            R"({"issuer": "https:\u002f\u002facme.okta.com\u002foauth2\u002faus_TARGET"})");
  EXPECT_EQ(moved("a.xml", "<a><u>https://acme.okta.com/oauth2/v1/authorize?a=1&amp;b=2</u></a>"),
            "<a><u>https://acme.okta.com/oauth2/aus_TARGET/v1/authorize?a=1&amp;b=2</u></a>");
}

TEST(Trap16EncodedInAnotherUrl, MovesInItsEncodingWhereItNamesTheServer) {
  EXPECT_EQ(
      moved("a.yaml", "u: https://app.example/?issuer=https%3A%2F%2Facme.okta.com&x=1\n"),
      "u: https://app.example/?issuer=https%3A%2F%2Facme.okta.com%2Foauth2%2Faus_TARGET&x=1\n");
  EXPECT_EQ(
      moved(
          "a.yaml",
          "u: https://app.example/?token_url=https%3A%2F%2Facme.okta.com%2Foauth2%2Fv1%2Ftoken\n"),
      "u: "
      "https://app.example/"
      "?token_url=https%3A%2F%2Facme.okta.com%2Foauth2%2Faus_TARGET%2Fv1%2Ftoken"
      "\n");
}

TEST(Trap16EncodedInAnotherUrl, StaysWhereItSendsTheBrowserOn) {
  for (const std::string file :
       {"u: https://acme.okta.com/login/login.htm?fromURI=https%3A%2F%2Facme.okta.com%2Foauth2%2Fv1"
        "%2Fauthorize%3Fa%3Db\n",
        "u: https://app.example/?redirectUrl=https%3A%2F%2Facme.okta.com%2Foauth2%2Fv1%2Fauthorize"
        "%2Fredirect\n"}) {
    EXPECT_EQ(moved("a.yaml", file), file);
  }
}

TEST(Trap17SeveralSettingsInOneLine, EachHasItsOwnName) {
  EXPECT_EQ(moved(".env",
                  "JAVA_OPTS=\"-Dokta.oauth2.issuer=https://acme.okta.com "
                  "-Dokta.client.orgUrl=https://acme.okta.com -Xmx1g\"\n"),
            "JAVA_OPTS=\"-Dokta.oauth2.issuer=https://acme.okta.com/oauth2/aus_TARGET "
            "-Dokta.client.orgUrl=https://acme.okta.com -Xmx1g\"\n");
  EXPECT_EQ(moved("kafka.properties",
                  "sasl.jaas.config=org.x.Login required "
                  "oauth.token.endpoint.uri=\"https://acme.okta.com/oauth2/v1/token\" a=\"b\";\n"),
            "sasl.jaas.config=org.x.Login required "
            "oauth.token.endpoint.uri=\"https://acme.okta.com/oauth2/aus_TARGET/v1/token\" "
            "a=\"b\";\n");
}

TEST(Trap18ListsInOneValue, OnlyTheElementMoves) {
  EXPECT_EQ(moved(".env",
                  "AUTHENTICATION_PUBLIC_KEYS=[https://acme.okta.com/oauth2/v1/keys,"
                  "http://openmetadata:8585/api/v1/system/config/jwks]\n"),
            "AUTHENTICATION_PUBLIC_KEYS=[https://acme.okta.com/oauth2/aus_TARGET/v1/keys,"
            "http://openmetadata:8585/api/v1/system/config/jwks]\n");
  const std::string policy =
      "CSP=\"default-src 'self'; connect-src https://acme.okta.com https://x.example\"\n"
      "NO_PROXY=localhost,acme.okta.com\n";
  EXPECT_EQ(moved(".env", policy, {.bound = true}), policy);
}

}  // namespace
}  // namespace remediate
