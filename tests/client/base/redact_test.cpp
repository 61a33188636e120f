#include "client/base/redact.hpp"

#include <gtest/gtest.h>

namespace {

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

}  // namespace
