#include "client/api/answer_error.hpp"

#include <gtest/gtest.h>

#include "client/base/json_document.hpp"
#include "tests/support/recorded.hpp"

namespace okta {
namespace {

const Url kUrl = *parse_url("https://acme.okta.com/api/v1/apps?q=secret");

std::string okta_error(const std::string& code, const std::string& causes = "") {
  return R"({"errorCode":")" + code + R"(","errorSummary":"Summary","errorLink":")" + code +
         R"(","errorId":"oae1","errorCauses":[)" + causes + "]}";
}

ErrorKind kind_of(int status, const std::string& body, Headers headers = {}) {
  return error_of(Response{status, std::move(headers), body}, Method::get, kUrl).kind;
}

TEST(AnswerError, A401IsNotAlwaysABadToken) {
  EXPECT_EQ(kind_of(401, okta_error("E0000011")), ErrorKind::unauthorized);
  EXPECT_EQ(kind_of(401, okta_error("E0000015")), ErrorKind::feature_missing);
  EXPECT_EQ(kind_of(403, okta_error("E0000015")), ErrorKind::feature_missing);
}

TEST(AnswerError, A403IsNotAlwaysAMissingPermission) {
  EXPECT_EQ(kind_of(403, okta_error("E0000006")), ErrorKind::forbidden);
  EXPECT_EQ(kind_of(403, okta_error("E0000005")), ErrorKind::forbidden);
  EXPECT_EQ(kind_of(403, okta_error("E0000056")), ErrorKind::rejected);
}

TEST(AnswerError, ReadsAMissingOAuthScopeFromTheChallengeWhenThereIsNoBody) {
  const Headers challenge{{"www-authenticate",
                           "Bearer authorization_uri=\"http://acme.okta.com/oauth2/v1/authorize\", "
                           "realm=\"http://acme.okta.com\", "
                           "scope=\"okta.logs.read\", error=\"insufficient_scope\", "
                           "error_description=\"x\", resource=\"/api/v1/logs\""}};
  const Error error = error_of(Response{403, challenge, ""}, Method::get, kUrl);
  EXPECT_EQ(error.kind, ErrorKind::forbidden);
  EXPECT_EQ(error.http->authenticate_error, "insufficient_scope");
  EXPECT_EQ(error.http->required_scope, "okta.logs.read");
  EXPECT_NE(error.message.find("okta.logs.read"), std::string::npos);
}

TEST(AnswerError, ReadsTheChallengeWhicheverHeaderItStandsIn) {
  const Headers several{{"WWW-Authenticate", "Basic realm=\"proxy\""},
                        {"WWW-Authenticate",
                         "DPoP algs=\"RS256 ES256\", scope=\"okta.apps.read\", "
                         "error=\"insufficient_scope\""}};
  const Error error = error_of(Response{403, several, ""}, Method::get, kUrl);
  EXPECT_EQ(error.http->authenticate_error, "insufficient_scope");
  EXPECT_EQ(error.http->required_scope, "okta.apps.read");
}

TEST(AnswerError, PutsTheRateLimitBeforeWhateverTheBodySays) {
  EXPECT_EQ(kind_of(429, okta_error("E0000047")), ErrorKind::rate_limited);
  EXPECT_EQ(kind_of(429, "<html>slow down</html>"), ErrorKind::rate_limited);
  EXPECT_EQ(kind_of(423, okta_error("E0000239")), ErrorKind::busy);
}

TEST(AnswerError, FallsBackToTheStatusForBodiesThatAreNotOktas) {
  EXPECT_EQ(kind_of(401, ""), ErrorKind::unauthorized);
  EXPECT_EQ(kind_of(403, "<html></html>"), ErrorKind::forbidden);
  EXPECT_EQ(kind_of(404, R"({"status":404,"message":"Resource not found"})"), ErrorKind::not_found);
  EXPECT_EQ(kind_of(400, "[]"), ErrorKind::rejected);
  EXPECT_EQ(kind_of(502, "<html>bad gateway</html>"), ErrorKind::server);
  EXPECT_EQ(kind_of(302, ""), ErrorKind::protocol);
}

TEST(AnswerError, KeepsCausesAndRequestIdAndLeavesOutTheQuery) {
  const Error error =
      error_of(Response{400,
                        {{"x-okta-request-id", "req1"}},
                        okta_error("E0000001", R"({"errorSummary":"name: taken"})")},
               Method::post, kUrl);
  EXPECT_EQ(error.http->causes, std::vector<std::string>{"name: taken"});
  EXPECT_EQ(error.http->request_id, "req1");
  EXPECT_EQ(error.http->path, "/api/v1/apps");
  EXPECT_EQ(error.describe().find("secret"), std::string::npos);
}

// Nobody who answers writes lines of his own into a log.
TEST(AnswerError, IsToldOnOneLine) {
  const Error error = error_of(
      Response{
          400,
          {},
          R"({"errorCode":"E1\nx","errorSummary":"a\r\nb\u001b[2J","errorCauses":[{"errorSummary":"c\nd"}]})"},
      Method::get, kUrl);
  EXPECT_EQ(error.describe(), "a  b [2J (HTTP 400, E1 x, c d)");
}

TEST(AnswerError, ReadsTheErrorsOfOAuthEndpoints) {
  const Error error = error_of(
      Response{400,
               {},
               R"({"error":"invalid_client","error_description":"No client credentials found."})"},
      Method::post, kUrl);
  EXPECT_EQ(error.http->error_code, "invalid_client");
  EXPECT_EQ(error.message, "No client credentials found.");
}

TEST(ProtocolError, NamesAContentTypeThatIsNotJson) {
  const Headers html{{"Content-Type", "text/html; charset=utf-8"}, {"X-Okta-Request-Id", "req1"}};
  const Error error = protocol_error(Response{200, html, "<html>"}, Method::get, kUrl, "not JSON");
  EXPECT_EQ(error.kind, ErrorKind::protocol);
  EXPECT_EQ(error.describe(),
            "not JSON; the answer to GET /api/v1/apps is text/html; charset=utf-8 (HTTP 200, "
            "request id req1)");
  const Headers json{{"Content-Type", "application/json"}};
  EXPECT_EQ(protocol_error(Response{200, json, "{"}, Method::get, kUrl, "not JSON").message,
            "not JSON");
  EXPECT_EQ(protocol_error(Response{200, {}, ""}, Method::get, kUrl, "not JSON").message,
            "not JSON");
}

TEST(AnswerError, UnderstandsEveryRecordedErrorBody) {
  const auto files = tests::recorded_files("errors");
  if (files.empty()) GTEST_SKIP() << tests::kNoRecordings;
  int read = 0;
  for (const auto& file : files) {
    const auto document = JsonDocument::parse(tests::read_file(file));
    ASSERT_TRUE(document) << file;
    const JsonView body = document->root()["body"];
    if (!body["errorCode"].is_string()) continue;
    const int status = static_cast<int>(document->root()["status"].integer().value_or(0));
    const Error error = error_of(Response{status, {}, body.dump()}, Method::get, kUrl);
    EXPECT_EQ(error.http->error_code, body["errorCode"].string_or("")) << file;
    EXPECT_EQ(error.kind == ErrorKind::feature_missing, error.http->error_code == "E0000015")
        << file;
    EXPECT_NE(error.kind, ErrorKind::protocol) << file;
    ++read;
  }
  EXPECT_GT(read, 50);
}

}  // namespace
}  // namespace okta
