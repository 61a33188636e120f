#include "remediate/evidence/scope_name.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ScopeName, EveryKindIsToldApart) {
  const std::map<std::string, ScopeKind> expected{
      {"openid", ScopeKind::oidc},
      {"profile", ScopeKind::oidc},
      {"email", ScopeKind::oidc},
      {"address", ScopeKind::oidc},
      {"phone", ScopeKind::oidc},
      {"offline_access", ScopeKind::oidc},
      {"device_sso", ScopeKind::oidc},
      {"groups", ScopeKind::groups},
      {"okta.myAccount.profile.read", ScopeKind::my_account},
      {"okta.users.read", ScopeKind::okta_api},
      {"okta.users.read.self", ScopeKind::okta_api},
      {"ssf.manage", ScopeKind::okta_api},
      {"interclient_access", ScopeKind::okta_internal},
      {"orders.read", ScopeKind::custom},
      {"OpenID", ScopeKind::custom},
      {"okta", ScopeKind::custom},
      {"okta.", ScopeKind::custom},
      {"oktal.read", ScopeKind::custom},
      {"ssfx", ScopeKind::custom},
      {"okta.myaccount", ScopeKind::okta_api},
  };
  for (const auto& [scope, kind] : expected) EXPECT_EQ(kind_of_scope(scope), kind) << scope;
}

TEST(ScopeName, ATokenHasNoSpaceQuoteBackslashOrForeignLetter) {
  for (const char* good : {"a", "orders.read", "https://api.acme.com/a?b#c", "a,b", "!", "~"})
    EXPECT_TRUE(is_scope_token(good)) << good;
  for (const char* bad : {"", "a b", "a\"b", "a\\b", "a\x1b[31m", "\xC3\xA4", "a\x7f"})
    EXPECT_FALSE(is_scope_token(bad)) << bad;
}

TEST(ScopeName, ScopesAreSplitAsRequestsAndAsTheLogWriteThem) {
  EXPECT_THAT(split_scopes("profile openid"), ElementsAre("openid", "profile"));
  EXPECT_THAT(split_scopes("openid, orders.read,  openid"), ElementsAre("openid", "orders.read"));
  EXPECT_THAT(split_scopes(" ,, \t\n"), IsEmpty());
}

class Slip : public testing::TestWithParam<const char*> {};

TEST_P(Slip, IsSuspicious) { EXPECT_TRUE(suspicion_about(GetParam()).has_value()); }

INSTANTIATE_TEST_SUITE_P(
    Scopes, Slip,
    testing::Values("opendi", "openidd", "opnid", "oppenid", "Profile", "profle", "PROFILE",
                    "OpenID", "emial", "Email", "phones", "adress", "offline-access",
                    "offlineAccess", "offline.access", "ofline_access", "group", "Groups",
                    "device-sso", "openid,profile", "orders.read;orders.write", "openid%20profile",
                    "openid+profile", "scope=orders.read", "orders.read%20orders.write", "'openid'",
                    "\"orders.read\"", "a\\b", "orders\x01", "[openid", "${SCOPES}", "{yourScope}",
                    "<scope>", "*", "orders.*", "https://graph.microsoft.com/User.Read",
                    "https://graph.microsoft.com/.default", "api://1234/.default",
                    "https://www.googleapis.com/auth/drive", "https://mail.google.com/",
                    "HTTPS://Graph.Microsoft.com/Mail.Read", "Okta.users.read", "otka.users.read"));

class OrdinaryScope : public testing::TestWithParam<const char*> {};

TEST_P(OrdinaryScope, IsNotSuspicious) { EXPECT_EQ(suspicion_about(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(Scopes, OrdinaryScope,
                         testing::Values("orders.read", "user.read", "User.Read", "read", "api",
                                         "access", "home", "profile.read", "email:send",
                                         "https://api.acme.com/orders", "urn:acme:orders",
                                         "orders/read", "a+b", "notgoogle.com/x",
                                         "https://notgoogle.com/x", "custom_scope", "openid",
                                         "groups", "okta.users.read", "interclient_access"));

TEST(ScopeSuspicion, NamesTheScopeThatWasProbablyMeant) {
  EXPECT_THAT(suspicion_about("opendi").value(), HasSubstr("`openid`"));
  EXPECT_THAT(suspicion_about("offline-access").value(), HasSubstr("`offline_access`"));
  EXPECT_THAT(suspicion_about("https://graph.microsoft.com/User.Read").value(),
              HasSubstr("graph.microsoft.com"));
}

TEST(ScopeSuspicion, AnOverlongNameIsSuspiciousAndNotRepeatedInTheWarning) {
  const std::string longest(255, 'a');
  EXPECT_EQ(suspicion_about(longest), std::nullopt);
  EXPECT_THAT(suspicion_about(longest + "a").value(), testing::Not(HasSubstr("aaaa")));
}

RC_GTEST_PROP(ScopeName, SplittingWhatWasJoinedGivesTheSameScopes, ()) {
  const auto name = rc::gen::nonEmpty(rc::gen::container<std::string>(
      rc::gen::suchThat(rc::gen::inRange('!', '~'), [](char c) { return c != ','; })));
  const auto names = *rc::gen::container<std::vector<std::string>>(name);
  const std::string separator = *rc::gen::element<std::string>(" ", ", ", ",", "  ");
  std::string joined;
  for (const std::string& each : names) joined += (joined.empty() ? "" : separator) + each;
  RC_ASSERT(split_scopes(joined) == as_scope_set(names));
}

RC_GTEST_PROP(ScopeName, NoTextBreaksTheQuestionsAboutIt, (const std::string& text)) {
  for (const std::string& scope : split_scopes(text)) {
    RC_ASSERT(!scope.empty());
    RC_ASSERT(is_scope_token(scope) || suspicion_about(scope).has_value());
  }
}

}  // namespace
}  // namespace remediate
