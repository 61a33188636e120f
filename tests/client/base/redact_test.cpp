#include "client/base/redact.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Redact, ShowsOnlyHeadersOfTheList) {
  EXPECT_THAT(okta::redacted_headers({{"Authorization", "SSWS fake"},
                                      {"X-Rate-Limit-Remaining", "3"},
                                      {"DPoP", "proof"},
                                      {"Set-Cookie", "sid=1"},
                                      {"content-type", "application/json"},
                                      {"Link", "<https://example.okta.com/?q=jane>"},
                                      {"X-Never-Heard-Of", "value"}}),
              ElementsAre(Pair("Authorization", "(hidden)"), Pair("X-Rate-Limit-Remaining", "3"),
                          Pair("DPoP", "(hidden)"), Pair("Set-Cookie", "(hidden)"),
                          Pair("content-type", "application/json"), Pair("Link", "(hidden)"),
                          Pair("X-Never-Heard-Of", "(hidden)")));
}

TEST(Redact, NoHeaderThatAuthenticatesIsOnTheList) {
  for (const char* name : {"authorization", "proxy-authorization", "cookie", "set-cookie", "dpop",
                           "dpop-nonce", "location", "link", "x-forwarded-for"}) {
    EXPECT_FALSE(okta::may_show_header(name)) << name;
  }
}

TEST(Redact, NoParameterThatIsACredentialOrNamesAPersonIsOnTheList) {
  for (const char* name : {"client_secret", "client_assertion",
                           "code",          "code_verifier",
                           "token",         "access_token",
                           "refresh_token", "id_token_hint",
                           "login_hint",    "username",
                           "password",      "assertion",
                           "request",       "state",
                           "nonce",         "session_token",
                           "sessionToken",  "q",
                           "filter",        "search",
                           "after",         "SCOPE"}) {
    EXPECT_FALSE(okta::may_show_parameter(name)) << name;
  }
}

TEST(Redact, AQueryKeepsItsNames) {
  EXPECT_EQ(okta::redacted_query("limit=200&q=jane.doe&scope=openid%20api%3Aread&after=00u1"),
            "limit=200&q=(hidden)&scope=openid api:read&after=(hidden)");
  EXPECT_EQ(okta::redacted_query(""), "");
}

TEST(Redact, AValueCannotWriteALogLineOfItsOwn) {
  EXPECT_EQ(okta::redacted_query("scope=a%0D%0Ab&x%0Ay=1"), "scope=a??b&x?y=(hidden)");
}

TEST(Redact, AUrlLosesCredentials) {
  const auto url = okta::parse_url("https://user:pw@example.okta.com:443/api/v1/logs?limit=1&q=x");
  ASSERT_TRUE(url);
  EXPECT_EQ(okta::redacted_url(*url), "https://example.okta.com/api/v1/logs?limit=1&q=(hidden)");
}

}  // namespace
