#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/settings.hpp"

namespace {

using config::check_org_url;
using testing::HasSubstr;
using testing::Not;

std::string refused(std::string_view text, bool https_check = true) {
  const auto url = check_org_url(text, https_check);
  if (url) {
    ADD_FAILURE() << "accepted: " << text;
    return {};
  }
  EXPECT_EQ(url.error().kind, okta::ErrorKind::invalid_input);
  return url.error().message;
}

TEST(OrgUrl, AnOrgsOwnAddressIsTaken) {
  const std::vector<std::pair<std::string, std::string>> origins = {
      {"https://acme.okta.com", "https://acme.okta.com"},
      {"https://acme.okta.com/", "https://acme.okta.com"},
      {"HTTPS://Acme.Okta.com", "https://acme.okta.com"},
      {"https://dev-123456.oktapreview.com", "https://dev-123456.oktapreview.com"},
      {"https://login.acme.com", "https://login.acme.com"},
      {"https://acme.com.company", "https://acme.com.company"},
  };
  for (const auto& [text, origin] : origins) {
    const auto url = check_org_url(text, true);
    ASSERT_TRUE(url) << text << ": " << url.error().message;
    EXPECT_EQ(url->origin(), origin);
  }
}

TEST(OrgUrl, ThePortIsKept) {
  const auto url = check_org_url("https://localhost:8443", true);
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(url->port, "8443");
  EXPECT_EQ(url->origin(), "https://localhost:8443");
}

TEST(OrgUrl, TheAdminConsoleIsNotTheOrg) {
  for (const std::string domain : {"okta.com", "oktapreview.com", "okta-emea.com", "okta-gov.com",
                                   "okta.mil", "okta-miltest.com", "trex-govcloud.com"}) {
    EXPECT_THAT(refused("https://acme-admin." + domain), HasSubstr("Admin Console"));
    EXPECT_THAT(refused("https://acme-admin." + domain), HasSubstr("use https://acme." + domain));
  }
  EXPECT_THAT(refused("https://ACME-Admin.okta.com/admin/apps"),
              HasSubstr("use https://acme.okta.com"));
  EXPECT_THAT(refused("https://acme-admin.okta.com."), HasSubstr("Admin Console"));
}

TEST(OrgUrl, AnOrgWhoseNameHasAdminInItIsNoAdminConsole) {
  for (const std::string text :
       {"https://x-admin-y.okta.com", "https://admin.okta.com", "https://it-admins.okta.com",
        "https://login-admin.acme.com", "https://acme-admin.okta.com.acme.org"})
    EXPECT_TRUE(check_org_url(text, true)) << text;
}

TEST(OrgUrl, EachSlipIsNamed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "is empty"},
      {"https://{yourOktaDomain}", "placeholder such as {yourOktaDomain}"},
      {"{yourOktaDomain}", "placeholder such as {yourOktaDomain}"},
      {"https://${yourOktaDomain}/", "placeholder"},
      {"https://<your-domain>.okta.com", "placeholder"},
      {"https://acme.okta.com.com", ".com.com"},
      {"https://https://acme.okta.com", "two schemes"},
      {"acme.okta.com", "write https://acme.okta.com"},
      {"acme", "write it with its scheme"},
      {"https:acme.okta.com", "write it with its scheme"},
      {"ftp://acme.okta.com", "not an http or https URL"},
      {"https://", "cannot be used"},
      {"https://acme.okta.com:99999", "cannot be used"},
      {"https://acme okta.com", "cannot be used"},
      {"https://me:word@acme.okta.com", "user name or password"},
      {"https://me@acme.okta.com", "user name or password"},
      {"https://acme.okta.com/oauth2/default",
       "issuer of an authorization server, not the org: give https://acme.okta.com"},
      {"https://acme.okta.com:8443/oauth2/aus1", "give https://acme.okta.com:8443"},
      {"https://login.acme.com/oauth2/default", "give the scheme and the host alone"},
      {"https://acme.okta.com/oauth2", "issuer of an authorization server"},
      {"https://acme.okta.com/api/v1", "path of the API"},
      {"https://acme.okta.com/home", "has a path: give https://acme.okta.com"},
      {"https://acme.okta.com?x=1", "query or a fragment"},
      {"https://acme.okta.com/#x", "query or a fragment"},
      {"http://acme.okta.com", "unencrypted: use https://"},
  };
  for (const auto& [text, words] : cases) EXPECT_THAT(refused(text), HasSubstr(words)) << text;
}

TEST(OrgUrl, SeveralSlipsAreToldTogether) {
  const std::string message = refused("http://acme-admin.okta.com/oauth2/default");
  EXPECT_THAT(message, HasSubstr("Admin Console"));
  EXPECT_THAT(message, HasSubstr("not the org: give https://acme.okta.com;"));
  EXPECT_THAT(message, HasSubstr("unencrypted"));
}

TEST(OrgUrl, PlainHttpNeedsTheTestingSwitchOnAnyHost) {
  for (const std::string text :
       {"http://127.0.0.1:8080", "http://localhost", "http://acme.okta.com"}) {
    EXPECT_THAT(refused(text), HasSubstr("OKTA_TESTING_DISABLEHTTPSCHECK")) << text;
    EXPECT_TRUE(check_org_url(text, false)) << text;
  }
}

TEST(OrgUrl, TheSwitchForgivesNothingElse) {
  EXPECT_THAT(refused("http://acme-admin.okta.com", false), HasSubstr("Admin Console"));
}

TEST(OrgUrl, WhatMayBeAPasswordIsNotRepeated) {
  for (const std::string text :
       {"https://me:s3cretword@acme.okta.com", "https://s3cretword@acme.okta.com",
        "https://me:a/s3cretword@acme.okta.com", "https://s3cretword/x@acme.okta.com",
        "https://s3cretword:1@acme.okta.com/oauth2", "s3cretword", "s3cretword.and.more",
        "https://acme.okta.com/s3cretword", "https://s3cretword/x", "http://s3cretword.x",
        "https://acme.okta.com?token=s3cretword"})
    EXPECT_THAT(refused(text), Not(HasSubstr("s3cretword"))) << text;
}

}  // namespace
