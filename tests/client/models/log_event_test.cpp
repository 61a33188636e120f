#include "client/models/log_event.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/models/decoding.hpp"

namespace {

using okta::LogEvent;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;
using tests::decoded;
using tests::refusal;
using tests::with;

const std::string kMinimal =
    R"({"eventType":"app.oauth2.authorize","published":"2026-01-11T12:19:07.123Z"})";

const std::string kEvent =
    R"({"uuid":"u-1","eventType":"app.oauth2.authorize","published":"2026-01-11T12:19:07.123Z",)"
    R"("outcome":{"result":"FAILURE","reason":"illegal_custom_scope"},)"
    R"("client":{"id":"0oa1","userAgent":{"rawUserAgent":"curl/8"},"ipAddress":"10.0.0.1"},)"
    R"("actor":{"type":"User","id":"00u1","alternateId":"jane@example.com","displayName":"Jane Doe"},)"
    R"("target":[{"type":"AppInstance","id":"0oa1","alternateId":"Shop","displayName":"Shop"},)"
    R"({"type":"AppUser","id":"0ua1","alternateId":"jane@example.com","displayName":"Jane Doe"}],)"
    R"("debugContext":{"debugData":{"requestedScopes":"openid, api:read","grantType":"implicit",)"
    R"("url":"/oauth2/v1/authorize?","clientSecret":"fake","threatSuspected":"false"}}})";

LogEvent with_debug_data(const std::string& members) {
  return decoded<LogEvent>(
      with(kMinimal, R"({"eventType")",
           R"({"debugContext":{"debugData":{)" + members + R"(}},"eventType")"));
}

TEST(LogEvent, IsReadWhole) {
  const auto event = decoded<LogEvent>(kEvent);
  EXPECT_EQ(event.uuid, "u-1");
  EXPECT_EQ(event.event_type, "app.oauth2.authorize");
  EXPECT_EQ(okta::format_timestamp(event.published), "2026-01-11T12:19:07.123Z");
  EXPECT_EQ(event.outcome_result, "FAILURE");
  EXPECT_EQ(event.outcome_reason, "illegal_custom_scope");
  EXPECT_EQ(event.client_id, "0oa1");
  EXPECT_EQ(event.user_agent, "curl/8");
  ASSERT_THAT(event.targets, SizeIs(2));
  EXPECT_EQ(event.targets[0].alternate_id, "Shop");
  EXPECT_THAT(event.debug_data, UnorderedElementsAre(Pair("requestedScopes", "openid, api:read"),
                                                     Pair("grantType", "implicit"),
                                                     Pair("url", "/oauth2/v1/authorize")));
  EXPECT_EQ(event.debug("grantType"), "implicit");
  EXPECT_EQ(event.debug("clientSecret"), "");
}

TEST(LogEvent, HasNoNamesOfPeople) {
  const auto event = decoded<LogEvent>(kEvent);
  EXPECT_EQ(event.actor.type, "User");
  EXPECT_EQ(event.actor.id, "00u1");
  EXPECT_EQ(event.actor.alternate_id, "");
  EXPECT_EQ(event.targets[1].type, "AppUser");
  EXPECT_EQ(event.targets[1].id, "0ua1");
  EXPECT_EQ(event.targets[1].alternate_id, "");
  EXPECT_EQ(event.targets[1].display_name, "");
}

TEST(LogEvent, APolicyTellsItsType) {
  const auto event = decoded<LogEvent>(
      R"({"uuid":"u-1","eventType":"policy.rule.update","published":"2026-01-11T12:19:07Z",)"
      R"("target":[{"type":"PolicyEntity","id":"00p1","detailEntry":{"policyType":"OKTA_SIGN_ON"}},)"
      R"({"type":"PolicyRule","id":"0pr1","detailEntry":null}]})");
  ASSERT_THAT(event.targets, SizeIs(2));
  EXPECT_EQ(event.targets[0].policy_type, "OKTA_SIGN_ON");
  EXPECT_EQ(event.targets[1].policy_type, "");
}

TEST(LogEvent, AClientThatActsForItselfIsNamed) {
  const auto event =
      decoded<LogEvent>(with(kEvent, R"("type":"User")", R"("type":"PublicClientApp")"));
  EXPECT_EQ(event.actor.alternate_id, "jane@example.com");
}

TEST(LogEvent, NearlyEverythingMayBeNullOrAbsent) {
  const std::string nulls = with(
      kMinimal, "{",
      R"({"uuid":null,"outcome":null,"client":null,"actor":null,"target":null,"debugContext":null,)");
  const std::string inner_nulls = with(
      kMinimal, "{",
      R"({"outcome":{"result":null,"reason":null},"client":{"id":null,"userAgent":null,"zone":"null"},)"
      R"("actor":{"id":null},"target":[{"id":null,"type":null}],"debugContext":{"debugData":null},)");
  for (const std::string& text : {kMinimal, nulls, inner_nulls}) {
    const auto event = decoded<LogEvent>(text);
    EXPECT_EQ(event.uuid, "");
    EXPECT_EQ(event.outcome_result, "");
    EXPECT_EQ(event.outcome_reason, "");
    EXPECT_EQ(event.client_id, std::nullopt);
    EXPECT_EQ(event.actor.id, "");
    EXPECT_THAT(event.debug_data, IsEmpty());
  }
}

TEST(LogEvent, DebugDataKeepsScalarsOfTheListOnly) {
  const LogEvent event = with_debug_data(
      R"("requestedScopes":["openid"],"scope":7,"scopes":true,"grantType":null,"issuer":{},)"
      R"("login":"jane@example.com","requestId":"r1","responseType":"code","authorizationServer":"default")");
  EXPECT_THAT(event.debug_data, UnorderedElementsAre(Pair("scope", "7"), Pair("scopes", "true"),
                                                     Pair("responseType", "code"),
                                                     Pair("authorizationServer", "default")));
}

TEST(LogEvent, AUrlKeepsItsPathAndWhatAsksForScopes) {
  const LogEvent event = with_debug_data(
      R"("url":"/oauth2/v1/authorize?client_id=0oa1&scope=openid+api%3Aread&login_hint=jane%40example.com)"
      R"(&id_token_hint=eyJ&username=jane&code=c1&request=eyJhbGci&request_uri=urn%3Ax&state=s1#jane",)"
      R"("requestUri":"/oauth2/v1/token?client_secret=fake")");
  EXPECT_EQ(event.debug("url"),
            "/oauth2/v1/authorize?client_id=0oa1&scope=openid%20api%3Aread&request=present"
            "&request_uri=present&state=s1");
  EXPECT_EQ(event.debug("requestUri"), "/oauth2/v1/token");
}

TEST(LogEvent, ARedirectUriKeepsItsPlaceOnly) {
  const LogEvent event =
      with_debug_data(R"("redirectUri":"https://shop.example.com/cb?token=t1#x",)"
                      R"("url":"/authorize?redirect_uri=com.example%3A%2Fcallback%3Fuser%3Djane")");
  EXPECT_EQ(event.debug("redirectUri"), "https://shop.example.com/cb");
  EXPECT_EQ(event.debug("url"), "/authorize?redirect_uri=com.example%3A%2Fcallback");
}

TEST(LogEvent, APlaceThatNamesSomeoneIsNotKept) {
  const LogEvent event =
      with_debug_data(R"("url":"https://jane:pw@example.okta.com/oauth2/v1/authorize?scope=x",)"
                      R"("requestUri":"/api/v1/users/jane%40example.com?scope=x")");
  for (const auto& [key, value] : event.debug_data)
    EXPECT_THAT(value, Not(HasSubstr("jane"))) << key;
}

TEST(LogEvent, IsRefusedWhenWhatItSaysCannotBeAttributed) {
  EXPECT_THAT(refusal<LogEvent>(with(kEvent, "2026-01-11T12:19:07.123Z", "yesterday")),
              AllOf(HasSubstr("u-1"), HasSubstr("published")));
  EXPECT_THAT(refusal<LogEvent>(with(kEvent, R"("published")", R"("other")")),
              HasSubstr("published is missing"));
  EXPECT_THAT(refusal<LogEvent>(with(kEvent, R"("app.oauth2.authorize")", "null")),
              HasSubstr("eventType"));
  EXPECT_THAT(refusal<LogEvent>(with(kEvent, R"({"id":"0oa1",)", R"({"id":1,)")),
              HasSubstr("client/id"));
  EXPECT_THAT(refusal<LogEvent>(with(kMinimal, "{", R"({"target":{},)")), HasSubstr("target"));
  EXPECT_THAT(refusal<LogEvent>(with(kMinimal, "{", R"({"outcome":"FAILURE",)")),
              HasSubstr("outcome"));
  EXPECT_THAT(refusal<LogEvent>(with(kMinimal, "{", R"({"debugContext":{"debugData":[]},)")),
              HasSubstr("debugContext/debugData"));
  EXPECT_THAT(refusal<LogEvent>("null"), HasSubstr("log event: is of type null"));
}

}  // namespace
