#include "remediate/issuer/move_url.hpp"

#include <gtest/gtest.h>

namespace remediate {
namespace {

constexpr std::string_view kIssuer = "https://acme.okta.com/oauth2/aus1";

const OrgHosts& hosts() {
  static const OrgHosts known("https://acme.okta.com", {"login.acme.example"});
  return known;
}

TEST(MoveUrl, ReplacesWhatNamesTheServerAndNothingElse) {
  const std::pair<std::string_view, std::string_view> moves[] = {
      {"https://acme.okta.com", "https://acme.okta.com/oauth2/aus1"},
      {"https://acme.okta.com/", "https://acme.okta.com/oauth2/aus1/"},
      {"https://ACME.okta.com", "https://acme.okta.com/oauth2/aus1"},
      {"https://acme.okta.com/oauth2", "https://acme.okta.com/oauth2/aus1"},
      {"https://acme.okta.com/oauth2/v1/keys", "https://acme.okta.com/oauth2/aus1/v1/keys"},
      {"https://acme.okta.com/oauth2/v1/authorize?a=b#c",
       "https://acme.okta.com/oauth2/aus1/v1/authorize?a=b#c"},
      {"https://acme.okta.com/.well-known/openid-configuration",
       "https://acme.okta.com/oauth2/aus1/.well-known/openid-configuration"},
      {"https://login.acme.example/oauth2/v1/token", "https://acme.okta.com/oauth2/aus1/v1/token"},
  };
  for (const auto& [from, to] : moves) EXPECT_EQ(moved_url(from, hosts(), kIssuer), to);
}

TEST(MoveUrl, LeavesWhatNoCustomServerHas) {
  for (const std::string_view url :
       {"https://acme.okta.com/oauth2/v1/clients", "https://acme.okta.com/api/v1/users",
        "https://acme.okta.com/oauth2/v1/authorize/callback", "https://acme.okta.com/login",
        "https://acme.okta.com/oauth2/default", "https://other.okta.com/oauth2/v1/keys",
        "com.acme:/callback", ""}) {
    EXPECT_EQ(moved_url(url, hosts(), kIssuer), std::nullopt) << url;
  }
}

TEST(MoveUrl, FollowsTheHostWhereTheIssuerDoes) {
  EXPECT_EQ(issuer_at_host_of("https://login.acme.example/oauth2/v1/keys", kIssuer),
            "https://login.acme.example/oauth2/aus1");
  EXPECT_EQ(issuer_at_host_of("https://login.acme.example", "${c1.issuer}"), "${c1.issuer}");
}

}  // namespace
}  // namespace remediate
