#include "client/api/raw.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/endpoint_rows.hpp"
#include "tests/support/scripted_transport.hpp"

namespace okta {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Raw : public testing::Test {
 protected:
  Caller caller() { return {transport_, *parse_url("https://acme.okta.com:8443")}; }
  Result<Response> send(const RawRequest& request) { return send_raw(caller(), request, {}); }
  const Request& sent(std::size_t index = 0) { return transport_.requests().at(index); }

  tests::ScriptedTransport transport_;
};

TEST_F(Raw, SendsMethodPathQueryAndBodyAndGivesTheAnswerAsItCame) {
  transport_.answer(200, R"({"id":"nzo1"})", {{"X-Okta-Request-Id", "req1"}});
  const auto answer = send({.method = Method::post,
                            .path = "/api/v1/zones/" + percent_encode("a/b"),
                            .query = {{"q", "x y"}},
                            .json = R"({"name":"Office"})"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, R"({"id":"nzo1"})");
  EXPECT_EQ(answer->headers.first("x-okta-request-id"), "req1");
  EXPECT_EQ(sent().method, Method::post);
  EXPECT_EQ(sent().url.path, "/api/v1/zones/a%2Fb");
  EXPECT_EQ(find_parameter(parse_query(sent().url.query), "q"), "x y");
  EXPECT_EQ(sent().body, R"({"name":"Office"})");
  EXPECT_EQ(sent().headers.first("Content-Type"), "application/json");
}

TEST_F(Raw, FollowsALinkOutOfAnAnswerAndKeepsItsQuery) {
  transport_.answer(200, "[]");
  ASSERT_TRUE(
      send({.path = "https://acme.okta.com:8443/api/v1/zones?after=1", .query = {{"limit", "5"}}}));
  EXPECT_EQ(sent().url.query, "after=1&limit=5");
}

TEST_F(Raw, NeverLeavesTheOrg) {
  for (const char* path :
       {"https://evil.example/api/v1/users", "https://acme.okta.com/api/v1/users",
        "http://acme.okta.com:8443/api/v1/users", "https://acme.okta.com:8443@evil.example/",
        "https://token@acme.okta.com:8443/api/v1/users", "//evil.example/api/v1/users",
        "@evil.example/", ".evil.example/", ":1/", "api/v1/users", "", R"(\\evil.example\)",
        R"(/\evil.example)", "/api/v1/users#x", "/api/v1/us ers", "/api\r\nHost: evil.example"}) {
    const auto refused = send({.path = path});
    ASSERT_FALSE(refused) << path;
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_input) << path;
    EXPECT_THAT(refused.error().during, ElementsAre("raw request"));
  }
  EXPECT_THAT(transport_.requests(), IsEmpty());
}

TEST_F(Raw, StaysInTheOrgWhateverThePathLooksLike) {
  for (const char* path : {"/@evil.example/", "/:443/", "/https://evil.example/", "/..//evil"}) {
    transport_.answer(204);
    ASSERT_TRUE(send({.path = path})) << path;
    EXPECT_EQ(transport_.requests().back().url.origin(), "https://acme.okta.com:8443") << path;
  }
}

TEST_F(Raw, RepeatsNoPostAndLeavesAReplacementToItsSender) {
  for (int each = 0; each < 4; ++each) transport_.answer(200, "{}");
  for (const Method method : {Method::get, Method::put, Method::del, Method::post})
    ASSERT_TRUE(send({.method = method, .path = "/x", .earlier = {.refusals = 2}}));
  EXPECT_TRUE(sent(0).idempotent && sent(1).idempotent && sent(2).idempotent);
  EXPECT_FALSE(sent(3).idempotent);
  EXPECT_FALSE(sent(1).repeat_after_wait);
  EXPECT_EQ(sent(1).earlier.refusals, 2);
  EXPECT_FALSE(sent(0).let_finish);
  EXPECT_TRUE(sent(1).let_finish && sent(2).let_finish && sent(3).let_finish);
}

TEST_F(Raw, CountsInABucketOfNoRow) {
  transport_.answer(200, "[]");
  ASSERT_TRUE(send({.path = "/api/v1/apps"}));
  EXPECT_FALSE(sent().bucket.empty());
  for (const auto& row : tests::endpoint_rows()) EXPECT_NE(row.endpoint.bucket, sent().bucket);
}

TEST_F(Raw, TellsARefusalAsATypedError) {
  transport_.answer(404, R"({"errorCode":"E0000007","errorSummary":"Not found"})",
                    {{"X-Okta-Request-Id", "req1"}});
  const auto missing = send({.path = "/api/v1/zones/nzo1", .query = {{"secret", "s3cret"}}});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_EQ(missing.error().http->error_code, "E0000007");
  EXPECT_EQ(missing.error().http->request_id, "req1");
  EXPECT_THAT(missing.error().describe(), Not(HasSubstr("s3cret")));
}

TEST_F(Raw, RefusesABodyThatIsNoJsonAndDoesNotRepeatIt) {
  const auto refused = send({.method = Method::post, .path = "/x", .json = "secret=s3cret"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(refused.error().describe(), Not(HasSubstr("s3cret")));
  EXPECT_THAT(transport_.requests(), IsEmpty());
}

TEST_F(Raw, RefusesAGetThatWouldLeaveAsAPost) {
  const auto refused = send({.path = "/api/v1/apps", .json = "{}"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(refused.error().during, ElementsAre("raw request"));
  EXPECT_THAT(transport_.requests(), IsEmpty());
}

TEST_F(Raw, WalksAListWithThePromisesOfThePager) {
  transport_.answer(200, R"({"zones":[{"id":"1"}]})",
                    {{"Link", R"(<https://acme.okta.com:8443/api/v1/zones?after=1>; rel="next")"}});
  transport_.answer(200, R"({"zones":[{"id":"2"}]})",
                    {{"Link", R"(<https://evil.example/api/v1/zones?after=2>; rel="next")"}});
  Pager zones = list_raw(caller(), "/api/v1/zones", {{"limit", "1"}}, "zones");
  for (const char* id : {"1", "2"}) {
    const auto page = zones.next({});
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->elements.at(0)["id"].string(), id);
  }
  const auto end = zones.next({});
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().kind, ErrorKind::protocol);
  EXPECT_EQ(transport_.requests().size(), 2U);
}

TEST_F(Raw, ListsNothingOutsideTheOrg) {
  Pager elsewhere = list_raw(caller(), "https://evil.example/api/v1/zones", {}, {});
  EXPECT_FALSE(elsewhere.next({}));
  EXPECT_THAT(transport_.requests(), IsEmpty());
}

}  // namespace
}  // namespace okta
