#include "remediate/issuer/okta_url.hpp"

#include <gtest/gtest.h>

namespace remediate {
namespace {

struct Case {
  std::string url;
  UrlMeaning meaning;
  std::string server;
};

const OrgHosts& hosts() {
  static const OrgHosts hosts("https://acme.okta.com", {"login.Acme.com"});
  return hosts;
}

TEST(OktaUrl, IsReadByWhatItsPathMeans) {
  const std::vector<Case> cases = {
      {"https://acme.okta.com", UrlMeaning::org_issuer, ""},
      {"https://acme.okta.com/", UrlMeaning::org_issuer, ""},
      {"https://acme.okta.com/oauth2", UrlMeaning::org_issuer, ""},
      {"https://acme.okta.com/oauth2/v1/authorize", UrlMeaning::org_endpoint, ""},
      {"https://acme.okta.com/oauth2/v1/authorize?client_id=a", UrlMeaning::org_endpoint, ""},
      {"https://acme.okta.com/oauth2/v1/device/authorize/", UrlMeaning::org_endpoint, ""},
      {"https://acme.okta.com/oauth2/v1", UrlMeaning::org_endpoint, ""},
      {"https://acme.okta.com/.well-known/openid-configuration", UrlMeaning::org_endpoint, ""},
      {"https://acme.okta.com/.well-known/oauth-authorization-server", UrlMeaning::org_endpoint,
       ""},
      {"https://acme.okta.com/oauth2/v1/authorize/callback", UrlMeaning::org_only, ""},
      {"https://acme.okta.com/oauth2/v1/clients", UrlMeaning::org_only, ""},
      {"https://acme.okta.com/oauth2/v1/clients/0oa1", UrlMeaning::org_only, ""},
      {"https://acme.okta.com/oauth2/v1/global-token-revocation", UrlMeaning::org_only, ""},
      {"https://acme.okta.com/api/v1", UrlMeaning::org_only, ""},
      {"https://acme.okta.com/api/v1/apps", UrlMeaning::org_only, ""},
      {"https://acme.okta.com/.well-known/okta-organization", UrlMeaning::org_only, ""},
      {"https://acme.okta.com/oauth2/default", UrlMeaning::custom_server, "default"},
      {"https://acme.okta.com/oauth2/default/", UrlMeaning::custom_server, "default"},
      {"https://acme.okta.com/oauth2/aus1/v1/token", UrlMeaning::custom_server, "aus1"},
      {"https://acme.okta.com/oauth2/aus1/.well-known/openid-configuration",
       UrlMeaning::custom_server, "aus1"},
      {"https://acme.okta.com/.well-known/oauth-authorization-server/oauth2/aus1",
       UrlMeaning::custom_server, "aus1"},
      {"https://acme.okta.com/app/oidc_client/0oa1", UrlMeaning::other, ""},
      {"https://acme.okta.com/oauth2x/v1/token", UrlMeaning::other, ""},
      {"https://acme.okta.com/api/v10", UrlMeaning::other, ""},
      {"https://acme.okta.com//oauth2/v1/token", UrlMeaning::other, ""},
      {"https://else.okta.com/oauth2/v1/token", UrlMeaning::other, ""},
      {"https://acme.okta.com.evil.example/oauth2/v1/token", UrlMeaning::other, ""},
      {"com.acme:/oauth2/v1/token", UrlMeaning::other, ""},
      {"", UrlMeaning::other, ""},
  };
  for (const Case& each : cases) {
    const OktaUrl read = classify_url(each.url, hosts());
    EXPECT_EQ(read.meaning, each.meaning) << each.url;
    EXPECT_EQ(read.server, each.server) << each.url;
  }
}

TEST(OktaUrl, HostsCountInAnyCaseAndWithADefaultPort) {
  for (const std::string_view url :
       {"https://ACME.Okta.com/oauth2/v1/token", "https://acme.okta.com:443/oauth2/v1/token",
        "http://acme.okta.com/oauth2/v1/token", "https://LOGIN.acme.com/oauth2/v1/token"}) {
    EXPECT_EQ(classify_url(url, hosts()).meaning, UrlMeaning::org_endpoint) << url;
  }
}

TEST(OktaUrl, AnotherPortIsAnotherServer) {
  EXPECT_EQ(classify_url("https://acme.okta.com:8443/oauth2/v1/token", hosts()).meaning,
            UrlMeaning::other);
  const OrgHosts local("http://127.0.0.1:8080", {});
  EXPECT_EQ(classify_url("http://127.0.0.1:8080/oauth2/v1/token", local).meaning,
            UrlMeaning::org_endpoint);
  EXPECT_EQ(classify_url("http://127.0.0.1/oauth2/v1/token", local).meaning, UrlMeaning::other);
}

TEST(OktaUrl, AnUnreadableOrgUrlOwnsNoUrl) {
  const OrgHosts nowhere("not a url", {});
  EXPECT_EQ(classify_url("not a url", nowhere).meaning, UrlMeaning::other);
  EXPECT_FALSE(nowhere.contains(""));
}

TEST(OktaUrl, OnlyTheLastSegmentOfAPointerNamesAnIssuer) {
  for (const std::string_view pointer :
       {"/profile/issuer", "/profile/oidc/ISSUER_URL", "/settings/app/authServerUrl",
        "/profile/authority", "/profile/iss", "/profile/authorization-server"}) {
    EXPECT_TRUE(names_an_issuer(pointer)) << pointer;
  }
  for (const std::string_view pointer : {"/profile/oktaUrl", "/profile/issuer/0", "/profile/issue",
                                         "/profile/baseUrl", "/profile", ""}) {
    EXPECT_FALSE(names_an_issuer(pointer)) << pointer;
  }
}

}  // namespace
}  // namespace remediate
