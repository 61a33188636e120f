// What a custom authorization server granted to a client, out of System Log events.
#include "remediate/evidence/server_grant.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/evidence/builders.hpp"

namespace {

using remediate::read_server_grant;
using testing::ElementsAre;

okta::LogEvent token_event() {
  okta::LogEvent event = tests::event("app.oauth2.as.token.grant.access_token", "SUCCESS");
  event.debug_data = {{"grantedScopes", "openid, orders.read"}, {"grantType", "refresh_token"}};
  event.targets = {{"AuthorizationServer", "aus1", "default", "default", ""}};
  return event;
}

TEST(ServerGrant, TellsClientTimeAndGrantedScopes) {
  const auto grant = read_server_grant(token_event(), "aus1", "default");
  ASSERT_TRUE(grant);
  EXPECT_EQ(grant->client_id, "0oaOrders");
  EXPECT_EQ(grant->at, token_event().published);
  EXPECT_THAT(grant->scopes, ElementsAre("openid", "orders.read"));
  EXPECT_TRUE(grant->scopes_known);
}

TEST(ServerGrant, IsAtMostWhatWasAskedFor) {
  okta::LogEvent event = token_event();
  event.debug_data = {{"requestedScopes", "orders.read"}};
  const auto grant = read_server_grant(event, "aus1", "default");
  ASSERT_TRUE(grant);
  EXPECT_THAT(grant->scopes, ElementsAre("orders.read"));
  EXPECT_TRUE(grant->scopes_known);
}

TEST(ServerGrant, WhoseScopesAreNotShownOrCutMayHoldAny) {
  for (const char* granted : {"", "openid, orders.re..."}) {
    okta::LogEvent event = token_event();
    event.debug_data = {{"grantedScopes", granted}};
    const auto grant = read_server_grant(event, "aus1", "default");
    ASSERT_TRUE(grant) << granted;
    EXPECT_FALSE(grant->scopes_known) << granted;
  }
}

TEST(ServerGrant, OfAnotherServerIsNone) {
  EXPECT_FALSE(read_server_grant(token_event(), "aus2", "aus2"));
  okta::LogEvent event = token_event();
  event.targets.clear();
  event.debug_data["requestUri"] = "/oauth2/default/v1/token";
  EXPECT_TRUE(read_server_grant(event, "aus1", "default"));
  EXPECT_FALSE(read_server_grant(event, "aus2", "aus2"));
}

TEST(ServerGrant, OfAServerThatTheEventDoesNotNameMayBeOfThisOne) {
  okta::LogEvent event = token_event();
  event.targets.clear();
  EXPECT_TRUE(read_server_grant(event, "aus2", "aus2"));
  event.debug_data["authorizationServer"] = "Orders API";
  EXPECT_TRUE(read_server_grant(event, "aus2", "aus2"));
}

TEST(ServerGrant, IsNoFailureNoOtherEventAndNothingOfTheOrgServer) {
  okta::LogEvent event = token_event();
  event.outcome_result = "FAILURE";
  EXPECT_FALSE(read_server_grant(event, "aus1", "default"));
  event = token_event();
  event.event_type = "app.oauth2.token.grant.access_token";
  EXPECT_FALSE(read_server_grant(event, "aus1", "default"));
  event.event_type = "app.oauth2.as.token.revoke";
  EXPECT_FALSE(read_server_grant(event, "aus1", "default"));
  event = token_event();
  event.user_agent = "oktafix/0.1.0";
  EXPECT_FALSE(read_server_grant(event, "aus1", "default"));
}

TEST(ServerRequest, TellsARefusalWithItsReasonAndNoScopes) {
  okta::LogEvent event = tests::event("app.oauth2.as.token.grant", "FAILURE");
  event.outcome_reason = "no_matching_policy";
  event.debug_data = {{"requestUri", "/oauth2/default/v1/token"},
                      {"requestedScopes", "orders.read"},
                      {"grantType", "client_credentials"}};
  const auto request = remediate::read_server_request(event, "aus1", "default");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->outcome, remediate::Outcome::failure);
  EXPECT_EQ(request->client_id, "0oaOrders");
  EXPECT_EQ(request->reason, "no_matching_policy");
  EXPECT_EQ(request->grant_type, "client_credentials");
  EXPECT_EQ(request->named, "default");
  EXPECT_FALSE(read_server_grant(event, "aus1", "default")) << "nothing was granted";
  EXPECT_FALSE(remediate::read_server_request(event, "aus2", "aus2"));
}

TEST(ServerRequest, OfOktafixItselfIsNone) {
  okta::LogEvent event = token_event();
  event.user_agent = "oktafix/1.0";
  EXPECT_FALSE(remediate::read_server_request(event, "aus1", "default"));
}

}  // namespace
