#include "remediate/verify/authorize_probe.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ClientToVerify web_client() {
  ClientToVerify client;
  client.client_id = "0oa1";
  client.application.status = "ACTIVE";
  client.application.application_type = "web";
  client.application.token_endpoint_auth_method = "client_secret_basic";
  client.application.grant_types = {"authorization_code", "refresh_token"};
  client.application.response_types = {"code"};
  client.application.redirect_uris = {"https://*.example/cb", "https://orders.example/cb"};
  client.requests = {{"authorization_code", {"openid", "orders.read"}}};
  return client;
}

std::string parameter(const AuthorizeAttempt& made, std::string_view name) {
  return okta::find_parameter(made.parameters, name).value_or("(none)");
}

TEST(AuthorizeProbe, IsACompleteRequestOfTheClient) {
  const ProbesOfClient probes = probes_of(web_client());
  ASSERT_THAT(probes.probes, SizeIs(1));
  EXPECT_THAT(probes.skipped, IsEmpty());
  const AuthorizeAttempt made = attempt(probes.probes[0], "0oa1");
  EXPECT_EQ(parameter(made, "client_id"), "0oa1");
  EXPECT_EQ(parameter(made, "response_type"), "code");
  EXPECT_EQ(parameter(made, "redirect_uri"), "https://orders.example/cb");
  EXPECT_EQ(parameter(made, "scope"), "openid orders.read");
  EXPECT_EQ(parameter(made, "prompt"), "none");
  EXPECT_EQ(parameter(made, "state"), made.state);
  EXPECT_EQ(parameter(made, "code_challenge"), "(none)");
  EXPECT_THAT(made.state, testing::MatchesRegex("[A-Za-z0-9_-]{43}"));
}

TEST(AuthorizeProbe, HasItsOwnStateAndNonceEachTime) {
  const ProbesOfClient probes = probes_of(web_client());
  std::set<std::string> seen;
  for (int i = 0; i < 10; ++i) {
    const AuthorizeAttempt made = attempt(probes.probes.at(0), "0oa1");
    seen.insert({made.state, parameter(made, "nonce")});
  }
  EXPECT_THAT(seen, SizeIs(20));
}

TEST(AuthorizeProbe, CarriesAChallengeWhereTheClientWould) {
  const auto challenge_of = [](const ClientToVerify& client) {
    const ProbesOfClient probes = probes_of(client);
    return parameter(attempt(probes.probes.at(0), client.client_id), "code_challenge_method");
  };
  ClientToVerify client = web_client();
  client.application.pkce_required = true;
  EXPECT_EQ(challenge_of(client), "S256");
  client = web_client();
  client.application.token_endpoint_auth_method = "none";
  EXPECT_EQ(challenge_of(client), "S256");
  client = web_client();
  client.application.application_type = "browser";
  EXPECT_EQ(challenge_of(client), "S256");
}

TEST(AuthorizeProbe, AsksForTheTokensThatAnImplicitAppRegistered) {
  ClientToVerify client = web_client();
  client.application.grant_types = {"implicit", "authorization_code"};
  client.application.response_types = {"token", "id_token", "code"};
  client.requests = {{"implicit", {"openid", "orders.read"}},
                     {"implicit", {"orders.read"}},
                     {"hybrid", {"openid", "orders.read"}}};
  const ProbesOfClient probes = probes_of(client);
  std::vector<std::string> types;
  for (const AuthorizeProbe& each : probes.probes) types.push_back(each.response_type);
  EXPECT_THAT(types, ElementsAre("id_token token", "token", "code id_token token"));
}

TEST(AuthorizeProbe, IsSentOnceForTheSameRequest) {
  ClientToVerify client = web_client();
  client.requests.push_back({"authorization_code", {"orders.read", "openid"}});
  EXPECT_THAT(probes_of(client).probes, SizeIs(1));
}

TEST(AuthorizeProbe, IsNotSentWhereItCanShowNothing) {
  const auto why_not = [](const ClientToVerify& client) {
    const ProbesOfClient probes = probes_of(client);
    EXPECT_THAT(probes.probes, IsEmpty());
    return probes.skipped.empty() ? std::string() : probes.skipped[0].why;
  };
  const auto asking = [](const std::string& grant_type) {
    ClientToVerify client = web_client();
    client.requests = {{grant_type, {"orders.read"}}};
    return client;
  };
  EXPECT_THAT(why_not(asking("client_credentials")), HasSubstr("token endpoint"));
  EXPECT_THAT(why_not(asking("urn:ietf:params:oauth:grant-type:device_code")),
              HasSubstr("device flow"));
  EXPECT_THAT(why_not(asking("urn:openid:params:grant-type:ciba")), HasSubstr("CIBA"));
  EXPECT_THAT(why_not(asking("urn:ietf:params:oauth:grant-type:token-exchange")),
              HasSubstr("token exchange"));
  EXPECT_THAT(why_not(asking("password")), HasSubstr("password"));
  EXPECT_THAT(why_not(asking("urn:example:new")), HasSubstr("does not use"));
  EXPECT_THAT(why_not(asking("implicit")), HasSubstr("does not have this grant type"));

  ClientToVerify service = web_client();
  service.application.application_type = "service";
  EXPECT_THAT(why_not(service), HasSubstr("service app"));
  ClientToVerify inactive = web_client();
  inactive.application.status = "INACTIVE";
  EXPECT_THAT(why_not(inactive), HasSubstr("not active"));
  ClientToVerify patterns = web_client();
  patterns.application.redirect_uris = {"https://*.example/cb"};
  EXPECT_THAT(why_not(patterns), HasSubstr("redirect URI"));
  ClientToVerify nothing = web_client();
  nothing.requests = {{"authorization_code", {}}};
  EXPECT_THAT(why_not(nothing), HasSubstr("names no scope"));
}

}  // namespace
}  // namespace remediate
