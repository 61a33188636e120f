#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

TEST(Credentials, WithoutATokenNothingIsToldButWhatIsPublic) {
  const auto org = start_org();
  OrgCaller caller(org.base_url());
  caller.set_token("");
  const auto refused = caller.get("/api/v1/apps");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.json()["errorCode"], "E0000011");
  EXPECT_EQ(refused.header("www-authenticate"), "SSWS");
  EXPECT_NE(refused.header("x-rate-limit-limit"), "");
  for (const auto* path :
       {"/.well-known/okta-organization", "/.well-known/openid-configuration",
        "/oauth2/default/.well-known/oauth-authorization-server",
        "/.well-known/oauth-authorization-server/oauth2/default", "/oauth2/v1/keys"}) {
    EXPECT_EQ(caller.get(path).status, 200) << path;
  }
}

TEST(Credentials, ASeedSaysWhatATokenMayDo) {
  const auto org = start_org_with_seed(R"({"tokens": ["all",
    {"token": "auditor", "forbidden": ["/api/v1/logs"]},
    {"token": "scoped", "scopes": ["okta.apps.read"]}]})");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/apps").status, 401);
  caller.set_token("SSWS all");
  EXPECT_EQ(caller.get("/api/v1/logs").status, 200);
  caller.set_token("SSWS auditor");
  EXPECT_EQ(caller.get("/api/v1/apps").status, 200);
  EXPECT_EQ(caller.get("/api/v1/logs").json()["errorCode"], "E0000006");
  caller.set_token("Bearer scoped");
  EXPECT_EQ(caller.get("/api/v1/apps").status, 200);
  const auto refused = caller.get("/api/v1/authorizationServers");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.body, "");
  EXPECT_NE(refused.header("WWW-Authenticate").find("error=\"insufficient_scope\""),
            std::string::npos);
  EXPECT_EQ(caller.post("/api/v1/apps", "{}").status, 403);
}

TEST(Router, WrongMethodsAndPathsAreToldApart) {
  const auto org = start_org();
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.put("/api/v1/apps", "{}").json()["errorCode"], "E0000022");
  EXPECT_EQ(caller.get("/api/v1/nothing").json()["errorCode"], "E0000007");
}

TEST(Router, AnswersCarryOktasHeaders) {
  const auto org = start_org();
  OrgCaller caller(org.base_url());
  const auto answer = caller.get("/api/v1/org");
  EXPECT_TRUE(answer.header("Date").ends_with(" GMT"));
  EXPECT_EQ(answer.header("x-okta-request-id").size(), 32U);
  EXPECT_NE(caller.get("/api/v1/org").header("x-okta-request-id"),
            answer.header("x-okta-request-id"));
}

TEST(Router, OverTheLimitIs429WithoutRetryAfter) {
  mocks::Options options;
  options.rate_limits = {"apps=2/60"};
  options.now = [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1000)); };
  const auto org = start_org(std::move(options));
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/apps").header("x-rate-limit-remaining"), "1");
  EXPECT_EQ(caller.get("/api/v1/apps").status, 200);
  const auto over = caller.get("/api/v1/apps");
  EXPECT_EQ(over.status, 429);
  EXPECT_EQ(over.json()["errorCode"], "E0000047");
  EXPECT_EQ(over.header("x-rate-limit-limit"), "2");
  EXPECT_EQ(over.header("x-rate-limit-remaining"), "0");
  EXPECT_EQ(over.header("x-rate-limit-reset"), "1060");
  EXPECT_EQ(over.header("Date"), "Thu, 01 Jan 1970 00:16:40 GMT");
  EXPECT_EQ(over.header("Retry-After"), "");
  EXPECT_EQ(caller.get("/api/v1/org").status, 200);
}

TEST(Router, DomainsAreAnObjectAndFeaturesHaveNoLink) {
  const auto org = start_org();
  OrgCaller caller(org.base_url());
  EXPECT_TRUE(caller.get("/api/v1/domains").json()["domains"].is_array());
  EXPECT_TRUE(caller.get("/api/v1/features").all("Link").empty());
  EXPECT_EQ(caller.get("/api/v1/domains/none").json()["errorCode"], "E0000163");
}

TEST(FakeOrg, TellsWhatItWasAsked) {
  const auto org = start_org();
  OrgCaller caller(org.base_url());
  caller.set_header("User-Agent", "oktafix-test");
  (void)caller.get("/api/v1/apps?limit=5");
  caller.set_token("");
  (void)caller.get("/.well-known/okta-organization");
  const auto requests = org.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].query, "limit=5");
  EXPECT_EQ(requests[0].user_agent, "oktafix-test");
  EXPECT_EQ(requests[0].authorization_scheme, "SSWS");
  EXPECT_EQ(requests[0].answered_status, 200);
  EXPECT_EQ(requests[1].authorization_scheme, "");
  EXPECT_EQ(org.count_requests("GET", "^/api/"), 1);
  const auto told = caller.get("/_mock/requests").json();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0]["authorization"], true);
  EXPECT_EQ(told[0]["userAgent"], "oktafix-test");
  EXPECT_EQ(org.requests().size(), 2U);
}

TEST(FakeOrg, RefusesWhatItCannotStartWith) {
  const auto refusal = [](mocks::Options options) {
    const auto started = mocks::FakeOrg::start(std::move(options));
    return started ? std::string{} : started.error();
  };
  mocks::Options bad_fault;
  bad_fault.faults = {"nonsense"};
  EXPECT_NE(refusal(bad_fault), "");
  mocks::Options bad_limit;
  bad_limit.rate_limits = {"nonsense"};
  EXPECT_NE(refusal(bad_limit), "");
  mocks::Options no_object;
  no_object.seed_json = "[]";
  EXPECT_NE(refusal(no_object), "");
  mocks::Options no_seed;
  no_seed.seed_path = "/nowhere/seed.json";
  EXPECT_NE(refusal(no_seed), "");
  mocks::Options no_key;
  no_key.tls_certificate_file = "/nowhere.pem";
  EXPECT_NE(refusal(no_key), "");
  const auto org = start_org();
  mocks::Options taken;
  taken.port = org.port();
  EXPECT_NE(refusal(taken).find("cannot listen"), std::string::npos);
}

}  // namespace
}  // namespace tests
