#include "remediate/evidence/log_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/evidence/builders.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::Optional;
using tests::event;
using tests::failed_authorize;
using tests::failed_token;
using tests::read;

constexpr const char* kIllegal = "illegal_custom_scope";

TEST(EventType, TellsServerEndpointAndOutcome) {
  struct Row {
    const char* type;
    const char* result;
    ServerKind server;
    OAuthEndpoint endpoint;
    Outcome outcome;
  };
  constexpr auto kOrg = ServerKind::org;
  constexpr auto kCustom = ServerKind::custom;
  constexpr auto kAuthorize = OAuthEndpoint::authorize;
  constexpr auto kToken = OAuthEndpoint::token;
  for (const Row& row : std::to_array<Row>({
           {"app.oauth2.authorize", "FAILURE", kOrg, kAuthorize, Outcome::failure},
           {"app.oauth2.authorize_failure", "FAILURE", kOrg, kAuthorize, Outcome::failure},
           {"app.oauth2.authorize_failure", "", kOrg, kAuthorize, Outcome::failure},
           {"app.oauth2.authorize.code", "SUCCESS", kOrg, kAuthorize, Outcome::success},
           {"app.oauth2.authorize.implicit.id_token", "SUCCESS", kOrg, kAuthorize,
            Outcome::success},
           {"app.oauth2.token.grant", "FAILURE", kOrg, kToken, Outcome::failure},
           {"app.oauth2.token.grant.access_token", "SUCCESS", kOrg, kToken, Outcome::success},
           {"app.oauth2.as.authorize", "FAILURE", kCustom, kAuthorize, Outcome::failure},
           {"app.oauth2.as.authorize.code", "SUCCESS", kCustom, kAuthorize, Outcome::success},
           {"app.oauth2.as.authorize.scope_denied", "SUCCESS", kCustom, kAuthorize,
            Outcome::failure},
           {"app.oauth2.as.token.grant.id_token", "SUCCESS", kCustom, kToken, Outcome::success},
           {"app.oauth2.somewhere.new", "FAILURE", kOrg, OAuthEndpoint::other, Outcome::failure},
       })) {
    const auto request = read_request(event(row.type, row.result));
    ASSERT_TRUE(request) << row.type;
    EXPECT_EQ(request->server, row.server) << row.type;
    EXPECT_EQ(request->endpoint, row.endpoint) << row.type;
    EXPECT_EQ(request->outcome, row.outcome) << row.type;
    EXPECT_EQ(request->count, 1) << row.type;
  }
}

TEST(EventType, WhatIsNoRequestIsReadAsNothing) {
  for (const char* type :
       {"app.oauth2.client.lifecycle.create", "app.oauth2.client.privilege.grant",
        "app.oauth2.client_id_rate_limit_warning", "app.oauth2.credentials.lifecycle.create",
        "app.oauth2.admin.consent.grant", "app.oauth2.consent.grant",
        "app.oauth2.as.consent.revoke", "app.oauth2.token.revoke",
        "app.oauth2.token.revoke.implicit.user", "app.oauth2.token.detect_reuse",
        "app.oauth2.invalid_client_credentials", "app.oauth2.key.rollover", "app.oauth2.signon",
        "app.oauth2.trusted_server.add", "app.oauth2.as.evaluate.claim", "user.session.start",
        "oauth2.scope.created", "app.oauth2", ""}) {
    for (const char* result : {"FAILURE", "SUCCESS"})
      EXPECT_FALSE(read_request(event(type, result))) << type;
  }
}

TEST(EventType, TokensForOthersAreNoSuccessOfTheClient) {
  for (const char* type : {"app.oauth2.token.grant.interclient_token",
                           "app.oauth2.token.grant.device_secret", "app.oauth2.somewhere.new"})
    EXPECT_FALSE(read_request(event(type, "SUCCESS"))) << type;
}

TEST(ClientOfEvent, IsTheClientIdElseTheActorElseATarget) {
  okta::LogEvent logged = failed_authorize(kIllegal);
  logged.targets = {{"User", "00u1", "", ""},
                    {"AppInstance", "0oaApp", "unknown", "Orders"},
                    {"PublicClientApp", "target-client", "", ""}};
  logged.actor = {"PublicClientApp", "actor-client", "actor-alternate"};
  EXPECT_EQ(read(logged).client_id, "0oaOrders");
  EXPECT_EQ(read(logged).app_id, "0oaApp");

  logged.client_id = "unknown";
  EXPECT_EQ(read(logged).client_id, "actor-client");
  logged.actor.id = "";
  EXPECT_EQ(read(logged).client_id, "actor-alternate");
  logged.client_id = std::nullopt;
  logged.actor = {"User", "00u1", ""};
  EXPECT_EQ(read(logged).client_id, "target-client");

  logged.targets.pop_back();
  EXPECT_EQ(read(logged).client_id, "");
  logged.debug_data["url"] = "/oauth2/v1/authorize?client_id=url-client&scope=a";
  EXPECT_EQ(read(logged).client_id, "url-client");
}

TEST(ClientOfEvent, IsNobodyWhenTheLogNamesNobody) {
  okta::LogEvent logged = failed_authorize(kIllegal);
  logged.client_id = "";
  logged.actor = {"PublicClientApp", "null", "Unknown"};
  logged.targets = {{"AppInstance", "unknown", "", ""}};
  EXPECT_EQ(read(logged).client_id, "");
  EXPECT_EQ(read(logged).app_id, "");
}

TEST(ScopesOfEvent, StandInRequestedScopesWithCommasOrSpaces) {
  EXPECT_THAT(read(failed_authorize(kIllegal, "openid, orders.read")).scopes,
              Optional(ElementsAre("openid", "orders.read")));
  EXPECT_THAT(read(failed_authorize(kIllegal, "orders.read openid")).scopes,
              Optional(ElementsAre("openid", "orders.read")));
  EXPECT_THAT(read(failed_authorize(kIllegal, "[openid, orders.read]")).scopes,
              Optional(ElementsAre("openid", "orders.read")));
}

TEST(ScopesOfEvent, AreLookedForInEveryOtherPlaceThatMayHoldThem) {
  for (const char* key : {"scope", "scopes"}) {
    okta::LogEvent logged = failed_authorize(kIllegal, "");
    logged.debug_data[key] = "openid orders.read";
    EXPECT_THAT(read(logged).scopes, Optional(ElementsAre("openid", "orders.read"))) << key;
  }
  for (const char* key : {"url", "requestUri"}) {
    okta::LogEvent logged = failed_authorize(kIllegal, "");
    logged.debug_data["requestedScopes"] = "";
    logged.debug_data[key] = "/oauth2/v1/authorize?scope=openid+orders.read%20a&state=x";
    EXPECT_THAT(read(logged).scopes, Optional(ElementsAre("a", "openid", "orders.read"))) << key;
    EXPECT_FALSE(read(logged).scopes_cut) << key;
  }
}

TEST(ScopesOfEvent, AreUnknownAndNotEmptyWhenTheRequestHidesThem) {
  for (const char* url :
       {"", "/oauth2/v1/authorize", "/oauth2/v1/authorize?request_uri=present&client_id=c",
        "/oauth2/v1/authorize?request=present", "/oauth2/v1/token?", "?scope="}) {
    okta::LogEvent logged = failed_authorize(kIllegal, "");
    logged.debug_data["url"] = url;
    EXPECT_EQ(read(logged).scopes, std::nullopt) << url;
  }
  for (const char* nothing : {"", "null", "unknown", " , "}) {
    okta::LogEvent logged = failed_authorize(kIllegal, "");
    logged.debug_data["requestedScopes"] = nothing;
    EXPECT_EQ(read(logged).scopes, std::nullopt) << nothing;
  }
}

TEST(ScopesOfEvent, BesideARequestObjectAreOnlyPart) {
  okta::LogEvent logged = failed_authorize(kIllegal, "");
  logged.debug_data["url"] = "/oauth2/v1/authorize?request=present&scope=openid";
  EXPECT_THAT(read(logged).scopes, Optional(ElementsAre("openid")));
  EXPECT_TRUE(read(logged).scopes_cut);
}

TEST(ScopesOfEvent, LeaveOutALastNameThatTheLogCut) {
  for (const char* text : {"openid, orders.read, orders.wri...", "openid, orders.read, ...",
                           "openid, orders.read, orders.wri\xE2\x80\xA6"}) {
    const LoggedRequest request = read(failed_authorize(kIllegal, text));
    EXPECT_THAT(request.scopes, Optional(ElementsAre("openid", "orders.read"))) << text;
    EXPECT_TRUE(request.scopes_cut) << text;
  }
  std::string text = "openid, orders.read, ";
  text += std::string(255 - text.size(), 'x');
  EXPECT_THAT(read(failed_authorize(kIllegal, text)).scopes,
              Optional(ElementsAre("openid", "orders.read")));
  EXPECT_TRUE(read(failed_authorize(kIllegal, text)).scopes_cut);
  text.pop_back();
  EXPECT_FALSE(read(failed_authorize(kIllegal, text)).scopes_cut);
}

TEST(ScopesOfEvent, OfOneNameCutInTheMiddleAreUnknown) {
  const LoggedRequest request = read(failed_authorize(kIllegal, "orders.re..."));
  EXPECT_EQ(request.scopes, std::nullopt);
  EXPECT_TRUE(request.scopes_cut);
}

TEST(ScopesOfEvent, OfACutUrlLoseTheirLastOnlyWhenTheCutIsInThem) {
  std::string url = "/oauth2/v1/authorize?client_id=c&scope=openid+";
  url += std::string(255 - url.size(), 'x');
  okta::LogEvent logged = failed_authorize(kIllegal, "");
  logged.debug_data["url"] = url;
  EXPECT_THAT(read(logged).scopes, Optional(ElementsAre("openid")));

  url = "/oauth2/v1/authorize?scope=openid+orders.read&redirect_uri=";
  url += std::string(255 - url.size(), 'x');
  logged.debug_data["url"] = url;
  EXPECT_THAT(read(logged).scopes, Optional(ElementsAre("openid", "orders.read")));
  EXPECT_FALSE(read(logged).scopes_cut);
}

TEST(ScopesOfEvent, JoinedByALoneCommaAreOneNameWhenOktaSaysThatOneWasCustom) {
  EXPECT_THAT(read(failed_authorize(kIllegal, "openid,profile")).scopes,
              Optional(ElementsAre("openid,profile")));
  EXPECT_THAT(read(failed_authorize(kIllegal, "openid,orders.read")).scopes,
              Optional(ElementsAre("openid", "orders.read")));
  EXPECT_THAT(read(failed_authorize("user_not_assigned", "openid,profile")).scopes,
              Optional(ElementsAre("openid", "profile")));
}

TEST(GrantTypeOfEvent, IsNamedOrImplied) {
  struct Row {
    const char* type;
    const char* grant_type;
    const char* query;
    const char* expected;
  };
  for (const Row& row : std::to_array<Row>({
           {"app.oauth2.token.grant", "client_credentials", "", "client_credentials"},
           {"app.oauth2.token.grant", "refresh_token", "", "refresh_token"},
           {"app.oauth2.token.grant", "", "grant_type=password", "password"},
           {"app.oauth2.token.grant", "", "", ""},
           {"app.oauth2.authorize", "", "response_type=code", "authorization_code"},
           {"app.oauth2.authorize", "", "response_type=id_token", "implicit"},
           {"app.oauth2.authorize", "", "response_type=token%20id_token", "implicit"},
           {"app.oauth2.authorize", "", "response_type=code+id_token",
            "authorization_code implicit"},
           {"app.oauth2.authorize", "", "response_type=none", ""},
           {"app.oauth2.authorize", "", "", ""},
           {"app.oauth2.authorize.code", "", "", "authorization_code"},
           {"app.oauth2.authorize.implicit.access_token", "", "", "implicit"},
       })) {
    okta::LogEvent logged = event(row.type);
    logged.debug_data["grantType"] = row.grant_type;
    logged.debug_data["url"] = std::string("/oauth2/v1/x?") + row.query;
    EXPECT_EQ(read(logged).grant_type, row.expected) << row.type << " " << row.query;
  }
}

TEST(ServerOfEvent, IsATargetOrInThePath) {
  okta::LogEvent logged = event("app.oauth2.as.token.grant.access_token", "SUCCESS");
  logged.debug_data["requestUri"] = "/oauth2/aus1/v1/token";
  EXPECT_EQ(read(logged).authorization_server_id, "aus1");
  logged.targets = {{"AuthorizationServer", "aus2", "", ""}};
  EXPECT_EQ(read(logged).authorization_server_id, "aus2");
  logged.event_type = "app.oauth2.token.grant.access_token";
  EXPECT_EQ(read(logged).authorization_server_id, "");
}

TEST(FamilyOfEvent, FollowsTheScopesWhereTheReasonIsSaidOfOthersToo) {
  constexpr const char* kMethod =
      "Client Credentials requests to the Org Authorization Server must use the private_key_jwt "
      "token_endpoint_auth_method.";
  EXPECT_EQ(read(failed_token(kMethod, "orders.read")).family, ReasonFamily::client_credentials);
  EXPECT_EQ(read(failed_token(kMethod, "orders.read, okta.users.read")).family,
            ReasonFamily::client_credentials);
  EXPECT_EQ(read(failed_token(kMethod, "okta.users.read")).family, ReasonFamily::unrelated);
  EXPECT_EQ(read(failed_token(kMethod, "")).family, ReasonFamily::client_credentials);

  EXPECT_EQ(read(failed_authorize("illegal_scope", "openid, orders.read")).family,
            ReasonFamily::unrecognised_scope);
  EXPECT_EQ(read(failed_authorize("illegal_scope", "openid")).family, ReasonFamily::unrelated);
  EXPECT_EQ(read(failed_authorize("", "openid, orders.read")).family,
            ReasonFamily::unrecognised_scope);
  EXPECT_EQ(read(failed_authorize("", "openid")).family, ReasonFamily::unrelated);
  EXPECT_EQ(read(failed_authorize("New words about scopes.", "openid")).family,
            ReasonFamily::unrecognised_scope);
}

TEST(FamilyOfEvent, OfAServiceThatIsAllowedNoneOfItsOwnScopesIsClientCredentials) {
  EXPECT_EQ(read(failed_token("no_org_scopes_granted", "orders.read")).family,
            ReasonFamily::client_credentials);
  EXPECT_EQ(read(failed_token("You are not allowed any of the requested scopes.", "okta.apps.read"))
                .family,
            ReasonFamily::unrelated);
}

TEST(FamilyOfEvent, OfACustomServerIsUnrelatedAndItsReasonIsKept) {
  okta::LogEvent logged = failed_authorize("org_authorization_server_only_client");
  logged.event_type = "app.oauth2.as.authorize";
  EXPECT_EQ(read(logged).family, ReasonFamily::unrelated);
  EXPECT_EQ(read(logged).reason, "org_authorization_server_only_client");
  logged.outcome_reason = "no_matching_scope";
  EXPECT_EQ(read(logged).family, ReasonFamily::unrelated);
}

TEST(OwnProbe, IsKnownByItsUserAgentOrItsState) {
  okta::LogEvent logged = failed_authorize(kIllegal);
  EXPECT_FALSE(is_own_probe(logged));
  logged.user_agent = "Mozilla/5.0 oktafix/1";
  logged.debug_data["url"] = "/oauth2/v1/authorize?state=my-oktafix-1";
  EXPECT_FALSE(is_own_probe(logged));
  logged.debug_data["url"] = "/oauth2/v1/authorize?scope=a&state=oktafix-7f";
  EXPECT_TRUE(is_own_probe(logged));
  logged.debug_data.clear();
  logged.user_agent = "oktafix/0.1.0 (linux)";
  EXPECT_TRUE(is_own_probe(logged));
}

}  // namespace
}  // namespace remediate
