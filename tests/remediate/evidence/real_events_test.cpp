// Events as Okta documents and real orgs sent them, through the whole way from JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/base/json_document.hpp"
#include "remediate/evidence/log_reader.hpp"
#include "tests/support/recorded.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::Optional;

okta::LogEvent decoded(std::string_view json) {
  const auto document = okta::JsonDocument::parse(json);
  return okta::decode<okta::LogEvent>(document.value().root()).value();
}

// The shape of a token event of the org server as a public connector's tests keep it: no client id,
// an actor instead, and a refresh that asks for no scopes.
TEST(RealEvent, ATokenRefreshOnTheOrgServerShowsItsClientAndNoRequestedScopes) {
  const auto request = read_request(decoded(R"({
    "actor": {"id": "0oaClient", "type": "PublicClientApp", "alternateId": "0oaClient",
              "displayName": "Connector", "detailEntry": null},
    "client": {"userAgent": {"rawUserAgent": "python-requests/2.28.1"}, "zone": "None", "id": null},
    "eventType": "app.oauth2.token.grant.access_token",
    "outcome": {"result": "SUCCESS", "reason": null}, "published": "2022-07-19T15:54:11Z",
    "debugContext": {"debugData": {"clientAuthType": "client_secret_basic",
      "grantedScopes": "okta.users.read, okta.logs.read, offline_access",
      "requestUri": "/oauth2/v1/token", "requestedScopes": "", "grantType": "refresh_token",
      "url": "/oauth2/v1/token?"}},
    "uuid": "u-1", "version": "0", "target": [{"id": "00u1", "type": "User"}]})"));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->client_id, "0oaClient");
  EXPECT_EQ(request->server, ServerKind::org);
  EXPECT_EQ(request->outcome, Outcome::success);
  EXPECT_EQ(request->grant_type, "refresh_token");
  EXPECT_EQ(request->scopes, std::nullopt);
}

TEST(RealEvent, AnAuthorizeFailureWithNearlyEverythingNullIsStillRead) {
  const auto request = read_request(decoded(R"({
    "actor": null, "client": {"id": null, "zone": "null"}, "eventType": "app.oauth2.authorize",
    "outcome": {"result": "FAILURE",
                "reason": "Custom scopes are not allowed for this request."},
    "published": "2026-03-01T09:00:00.000Z", "target": null, "uuid": "u-2", "version": 0,
    "debugContext": {"debugData": {"threatSuspected": "false",
      "url": "/oauth2/v1/authorize?client_id=0oaOrders&response_type=code&scope=openid%20orders.read"
    }}})"));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->client_id, "0oaOrders");
  EXPECT_EQ(request->family, ReasonFamily::custom_scope);
  EXPECT_EQ(request->reason, "illegal_custom_scope");
  EXPECT_EQ(request->grant_type, "authorization_code");
  EXPECT_THAT(request->scopes, Optional(ElementsAre("openid", "orders.read")));
}

TEST(RealEvent, APushedRequestHidesItsScopesAfterDecodingToo) {
  const auto request = read_request(decoded(R"({
    "eventType": "app.oauth2.authorize", "uuid": "u-3", "published": "2026-03-01T09:00:00.000Z",
    "outcome": {"result": "FAILURE", "reason": "illegal_custom_scope"},
    "debugContext": {"debugData": {
      "url": "/oauth2/v1/authorize?client_id=c&request_uri=urn%3Aokta%3Aabc"}}})"));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->scopes, std::nullopt);
  EXPECT_EQ(request->family, ReasonFamily::custom_scope);
}

TEST(RealEvent, TheExamplesOfTheSpecificationAreNoOAuthRequests) {
  const auto file = tests::recorded_folder() / "logs/spec-examples.json";
  if (tests::recorded_folder().empty() || !std::filesystem::exists(file))
    GTEST_SKIP() << tests::kNoRecordings;
  const auto document = okta::JsonDocument::parse(tests::read_file(file));
  ASSERT_TRUE(document);
  std::vector<okta::JsonView> events = document->root()["ListLogs"].elements();
  events.push_back(document->root()["ListLogsWithAdditionalSecurityContext"]);
  ASSERT_GE(events.size(), 2U);
  for (const okta::JsonView& json : events) {
    const auto event = okta::decode<okta::LogEvent>(json);
    ASSERT_TRUE(event) << event.error().message;
    EXPECT_FALSE(read_request(*event));
    EXPECT_FALSE(is_own_probe(*event));
  }
}

}  // namespace
}  // namespace remediate
