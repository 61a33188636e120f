#include "remediate/collect/collect.hpp"

#include <algorithm>

#include "tests/support/fake_org_fixture.hpp"

namespace remediate {
namespace {

using tests::FakeOrgFixture;

std::string oidc_app(const std::string& id, const std::string& more = "") {
  return R"({"id":")" + id + R"(","name":"oidc_client","label":"App )" + id +
         R"(","status":"ACTIVE","signOnMode":"OPENID_CONNECT",)" +
         R"("credentials":{"oauthClient":{"client_id":")" + id +
         R"("}},"settings":{"oauthClient":{"application_type":"web",)" +
         R"("grant_types":["authorization_code"],"redirect_uris":["https://app.example/cb"]}})" +
         more + "}";
}

std::string failure_event(const std::string& client_id, const std::string& published,
                          const std::string& scopes) {
  return R"({"eventType":"app.oauth2.authorize","published":")" + published +
         R"(","outcome":{"result":"FAILURE","reason":"illegal_custom_scope"},"client":{"id":")" +
         client_id + R"("},"debugContext":{"debugData":{"requestedScopes":")" + scopes + R"("}}})";
}

constexpr auto kServer =
    R"({"id":"aus1","name":"default","default":true,"issuer":"https://example.okta.com/oauth2/default","status":"ACTIVE",)"
    R"("audiences":["api://default"],"scopes":[{"id":"scp1","name":"openid"}],)"
    R"("policies":[{"id":"00p1","name":"P","status":"ACTIVE","priority":1,"conditions":{"clients":{"include":["ALL_CLIENTS"]}},)"
    R"("rules":[{"id":"0pr1","name":"R","status":"ACTIVE","priority":1,"conditions":{"grantTypes":{"include":["authorization_code"]},)"
    R"("people":{"groups":{"include":["EVERYONE"]}},"scopes":{"include":["*"]}}}]}]})";

std::string seed(const std::string& apps, const std::string& logs = "",
                 const std::string& more = "") {
  return R"({"apps":[)" + apps + R"(],"authorizationServers":[)" + kServer + R"(],"logs":[)" +
         logs + "]" + more + "}";
}

class CollectTest : public FakeOrgFixture {};

TEST_F(CollectTest, ReadsApplicationsServersAndFailuresIntoOneSnapshot) {
  start_with_seed(
      seed(oidc_app("0oa1") +
               R"(,{"id":"0oa2","label":"SAML","status":"ACTIVE","signOnMode":"SAML_2_0"})",
           failure_event("0oa1", "-2h", "openid, orders.read")));
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot) << snapshot.error().describe();
  EXPECT_EQ(snapshot->applications_read, 2);
  ASSERT_EQ(snapshot->applications.size(), 1U);
  EXPECT_EQ(snapshot->applications[0].id, "0oa1");
  ASSERT_EQ(snapshot->servers.size(), 1U);
  EXPECT_EQ(snapshot->servers[0].scopes.size(), 1U);
  EXPECT_EQ(snapshot->servers[0].policies.at(0).rules.size(), 1U);
  ASSERT_TRUE(snapshot->servers[0].discovery);
  EXPECT_EQ(snapshot->servers[0].discovery->issuer, org_->base_url() + "/oauth2/default");
  ASSERT_EQ(snapshot->requests.size(), 1U);
  EXPECT_EQ(snapshot->requests[0].scopes, (ScopeSet{"openid", "orders.read"}));
  EXPECT_EQ(snapshot->api_access_management.state, ApiAccessState::present);
  EXPECT_TRUE(snapshot->gaps.empty());
  EXPECT_EQ(snapshot->collected_at, okta::Timestamp{kNow});
}

TEST_F(CollectTest, SendsNothingButGets) {
  start_with_seed(seed(oidc_app("0oa1"), failure_event("0oa1", "-2h", "orders.read")));
  ASSERT_TRUE(collect());
  for (const auto& request : org_->requests()) EXPECT_EQ(request.method, "GET") << request.path;
}

TEST_F(CollectTest, SendsTheTokenToNoPublicEndpoint) {
  start_with_seed(seed(oidc_app("0oa1"), failure_event("0oa1", "-2h", "orders.read")));
  ASSERT_TRUE(collect());
  int with_token = 0;
  int without_token = 0;
  for (const auto& request : org_->requests()) {
    const bool is_api = request.path.starts_with("/api/");
    EXPECT_EQ(request.authorization_scheme, is_api ? "SSWS" : "") << request.path;
    ++(is_api ? with_token : without_token);
  }
  EXPECT_GT(with_token, 0);
  EXPECT_GT(without_token, 0);
}

TEST_F(CollectTest, NeedsFewCallsForManyApplications) {
  std::string apps = oidc_app("0oa0");
  for (int app = 1; app < 187; ++app) apps += "," + oidc_app("0oa" + std::to_string(app));
  std::string servers = kServer;
  for (const std::string id : {"aus2", "aus3"}) {
    servers +=
        R"(,{"id":")" + id + R"(","name":")" + id +
        R"(","status":"ACTIVE","issuer":"https://example.okta.com/oauth2/)" + id +
        R"(","policies":[{"id":"00p)" + id +
        R"(","name":"P","status":"ACTIVE","conditions":{"clients":{"include":[]}},"rules":[]}]})";
  }
  const std::string logs = failure_event("0oa5", "-1h", "orders.read") + "," +
                           failure_event("0oa6", "-1h", "orders.read");
  start_with_seed(R"({"apps":[)" + apps + R"(],"authorizationServers":[)" + servers +
                  R"(],"logs":[)" + logs + "]}");
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->applications.size(), 187U);
  EXPECT_EQ(snapshot->servers.size(), 3U);
  EXPECT_LE(calls_, 25 + 2 * 3);
  EXPECT_EQ(calls_, static_cast<int>(org_->requests().size()));
}

TEST_F(CollectTest, NeverCallsAListCompleteWhoseThirdPageFailed) {
  std::string apps = oidc_app("0oa0");
  for (int app = 1; app < 450; ++app) apps += "," + oidc_app("0oa" + std::to_string(app));
  start_with_seed(seed(apps), {"GET ^/api/v1/apps$ 3 500"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  ASSERT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_EQ(snapshot->applications.size(), 400U);
  EXPECT_FALSE(coverage(*snapshot, source::kApps).complete);
  ASSERT_EQ(snapshot->gaps.size(), 1U);
  EXPECT_EQ(snapshot->gaps[0].source, "apps");
}

TEST_F(CollectTest, CountsAnAppThatDoesNotDecodeAndKeepsTheOthers) {
  const std::string odd =
      R"({"id":"0oaOdd","label":"Odd","status":"ACTIVE","signOnMode":"OPENID_CONNECT",)"
      R"("settings":{"oauthClient":{"grant_types":"authorization_code"}}})";
  start_with_seed(seed(oidc_app("0oa1") + "," + odd + "," + oidc_app("0oa2")));
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->applications.size(), 2U);
  EXPECT_EQ(snapshot->applications_read, 3);
  EXPECT_EQ(snapshot->undecoded_applications, std::vector<std::string>{"0oaOdd"});
  EXPECT_EQ(coverage(*snapshot, source::kApps).skipped, 1);
  EXPECT_FALSE(coverage(*snapshot, source::kApps).complete);
  ASSERT_EQ(snapshot->gaps.size(), 1U);
  EXPECT_EQ(snapshot->gaps[0].reason, "undecodable");
}

TEST_F(CollectTest, TakesE0000015FromTheServerListForAMissingProductWhenAnotherReadSucceeds) {
  mocks::Options options;
  options.seed_json = seed(oidc_app("0oa1"));
  options.api_am = false;
  start(std::move(options));
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->api_access_management.state, ApiAccessState::absent);
  EXPECT_EQ(snapshot->api_access_management.status, 401);
  EXPECT_EQ(snapshot->api_access_management.error_code, "E0000015");
  EXPECT_TRUE(snapshot->gaps.empty())
      << "an org without the product has no servers to read: that is no gap";
}

TEST_F(CollectTest, LeavesApiAccessManagementOpenWhenTheCredentialsMayNotLook) {
  start_with_seed(seed(oidc_app("0oa1")), {"GET ^/api/v1/authorizationServers$ 1 403"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  ASSERT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_EQ(snapshot->api_access_management.state, ApiAccessState::unknown);
  ASSERT_EQ(snapshot->gaps.size(), 1U);
  EXPECT_EQ(snapshot->gaps[0].source, "authorizationServers");
  EXPECT_EQ(snapshot->gaps[0].reason, "forbidden");
  EXPECT_EQ(snapshot->gaps[0].needs, "okta.authorizationServers.read");
}

TEST_F(CollectTest, EndsWithTheRejectionWhenTheTokenIsRejected) {
  start_with_seed(seed(oidc_app("0oa1"), "", R"(,"tokens":["another-token"])"));
  const auto snapshot = collect();
  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().kind, okta::ErrorKind::unauthorized);
}

TEST_F(CollectTest, NamesTheScopeThatTheSystemLogNeeds) {
  start_with_seed(seed(oidc_app("0oa1")), {"GET ^/api/v1/logs$ 1-99 403"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_FALSE(coverage(*snapshot, source::kSystemLog).complete);
  EXPECT_TRUE(snapshot->log_window->truncated);
  ASSERT_EQ(snapshot->gaps.size(), 1U);
  EXPECT_EQ(snapshot->gaps[0].needs, "okta.logs.read");
  EXPECT_EQ(org_->faults().at(0).fired, 1)
      << "a refusal about rights is not asked again in smaller pieces";
}

TEST_F(CollectTest, DoesNotAskTheLogWhenItIsOff) {
  directives_.system_log_lookback.reset();
  start_with_seed(seed(oidc_app("0oa1")));
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_FALSE(snapshot->log_window);
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/logs$"), 0);
}

TEST_F(CollectTest, CutsALogQueryThatTakesTooLongAndCountsEveryEventOnce) {
  std::string logs;
  for (int day = 1; day <= 20; ++day) {
    logs += (day == 1 ? "" : ",") +
            failure_event("0oa1", "-" + std::to_string(day) + "d", "orders.read");
  }
  start_with_seed(seed(oidc_app("0oa1"), logs),
                  {"GET ^/api/v1/logs$ 1 500", "GET ^/api/v1/logs$ 3 400"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_EQ(org_->faults().at(1).fired, 1);
  ASSERT_EQ(snapshot->requests.size(), 1U);
  EXPECT_EQ(snapshot->requests[0].count, 20);
  EXPECT_EQ(snapshot->requests[0].days.size(), 20U);
  EXPECT_TRUE(snapshot->gaps.empty());
  EXPECT_FALSE(snapshot->log_window->truncated);
}

TEST_F(CollectTest, TellsWhenEvenTheShortestLogQueryIsRefused) {
  start_with_seed(seed(oidc_app("0oa1")), {"GET ^/api/v1/logs$ 1-999 500"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_TRUE(snapshot->log_window->truncated);
  EXPECT_FALSE(coverage(*snapshot, source::kSystemLog).complete);
  EXPECT_EQ(snapshot->gaps.size(), 3U) << "three of the shortest queries were tried";
  EXPECT_NE(snapshot->gaps.back().detail.find("nothing before"), std::string::npos);
  EXPECT_LE(org_->faults().at(0).fired, 20) << "30 days halved down to an hour, and little more";
}

TEST_F(CollectTest, KeepsTheEventsOfThePagesBeforeARefusal) {
  std::string logs;
  for (int event = 0; event < 1500; ++event) {
    logs += (event == 0 ? "" : ",") +
            failure_event("0oa1", "-" + std::to_string(29 * 24 * 60 - event) + "m", "orders.read");
  }
  start_with_seed(seed(oidc_app("0oa1"), logs), {"GET ^/api/v1/logs$ 2-999 500"});
  const auto refused = collect();
  ASSERT_TRUE(refused);
  ASSERT_EQ(refused->requests.size(), 1U);
  EXPECT_EQ(refused->requests[0].count, 1000);
  EXPECT_TRUE(refused->log_window->truncated);

  start_with_seed(seed(oidc_app("0oa1"), logs), {"GET ^/api/v1/logs$ 2 500"});
  const auto recovered = collect();
  ASSERT_TRUE(recovered);
  ASSERT_EQ(recovered->requests.size(), 1U);
  EXPECT_EQ(recovered->requests[0].count, 1500) << "each event once";
  EXPECT_FALSE(recovered->log_window->truncated);
}

TEST_F(CollectTest, DoesNotAskASilentLogAgainInPieces) {
  start_with_seed(seed(oidc_app("0oa1")), {"GET ^/api/v1/logs$ 1-99 reset"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  // libcurl itself repeats a GET once when a kept connection turns out to be dead.
  EXPECT_GE(org_->faults().at(0).fired, 1);
  EXPECT_LE(org_->faults().at(0).fired, 2);
  EXPECT_TRUE(snapshot->log_window->truncated);
}

TEST_F(CollectTest, SeesAFailureOfTheCurrentSecond) {
  start_with_seed(
      seed(oidc_app("0oa1"), failure_event("0oa1", "2026-05-28T20:26:40.700Z", "orders.read")));
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->requests.size(), 1U);
}

TEST_F(CollectTest, EndsWithTheRejectionWheneverTheTokenIsRejected) {
  for (const std::string path :
       {"/api/v1/apps/0oa1/grants", "/api/v1/authorizationServers/aus1/scopes",
        "/api/v1/authorizationServers/aus1/policies"}) {
    start_with_seed(seed(oidc_app("0oa1"), failure_event("0oa1", "-2h", "orders.read")),
                    {"GET ^" + path + "$ 1 401"});
    const auto snapshot = collect();
    EXPECT_EQ(org_->faults().at(0).fired, 1) << path;
    ASSERT_FALSE(snapshot) << path;
    EXPECT_EQ(snapshot.error().kind, okta::ErrorKind::unauthorized) << path;
  }
}

TEST_F(CollectTest, DoesNotAskAnInactiveServerForItsDiscoveryDocument) {
  std::string inactive = kServer;
  inactive.replace(inactive.find("\"ACTIVE\""), 8, "\"INACTIVE\"");
  start_with_seed(R"({"apps":[)" + oidc_app("0oa1") + R"(],"authorizationServers":[)" + inactive +
                  R"(],"logs":[)" + failure_event("0oa1", "-2h", "orders.read") + "]}");
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(org_->count_requests("GET", "well-known/openid-configuration"), 0);
  EXPECT_TRUE(snapshot->gaps.empty()) << snapshot->gaps[0].detail;
}

TEST_F(CollectTest, CallsNothingReadThatBelongsToServersThatWereNotListed) {
  start_with_seed(seed(oidc_app("0oa1")), {"GET ^/api/v1/authorizationServers$ 1 403"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  for (const auto source : {source::kScopes, source::kPolicies, source::kRules}) {
    EXPECT_FALSE(coverage(*snapshot, source).complete) << source;
  }
}

TEST_F(CollectTest, KeepsWhatIsMissingAboutOneSuspectApart) {
  start_with_seed(seed(oidc_app("0oa1"), failure_event("0oa1", "-2h", "orders.read")),
                  {"GET ^/api/v1/logs$ 2-99 500"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_TRUE(coverage(*snapshot, source::kSystemLog).complete);
  EXPECT_FALSE(coverage(*snapshot, source::kLaterSuccesses).complete);
  for (const Gap& gap : snapshot->gaps) EXPECT_EQ(gap.subject, "0oa1");
}

TEST_F(CollectTest, TakesAMissingDomainFeatureForNoCustomDomain) {
  start_with_seed(seed(oidc_app("0oa1")), {"GET ^/api/v1/domains$ 1 E0000015"});
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_TRUE(snapshot->gaps.empty());
}

TEST_F(CollectTest, LooksForLaterSuccessesAndGrantsOfSuspectsOnly) {
  const std::string success =
      R"({"eventType":"app.oauth2.as.authorize.code","published":"-1h","outcome":{"result":"SUCCESS"},)"
      R"("client":{"id":"0oa1"},"debugContext":{"debugData":{"requestedScopes":"orders.read"}}})";
  start_with_seed(seed(oidc_app("0oa1") + "," + oidc_app("0oa2"),
                       failure_event("0oa1", "-2h", "orders.read") + "," + success));
  const auto snapshot = collect();
  ASSERT_TRUE(snapshot);
  EXPECT_TRUE(snapshot->gaps.empty()) << snapshot->gaps[0].detail;
  EXPECT_TRUE(std::ranges::any_of(snapshot->requests, [](const LoggedRequest& each) {
    return each.outcome == Outcome::success && each.server == ServerKind::custom &&
           each.client_id == "0oa1";
  }));
  EXPECT_TRUE(snapshot->grants.contains("0oa1"));
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/apps/0oa2/grants$"), 0);
}

TEST_F(CollectTest, EndsAtOnceWhenAskedToStop) {
  start_with_seed(seed(oidc_app("0oa1")));
  std::stop_source stop;
  stop.request_stop();
  const auto snapshot = collect("test-token", stop.get_token());
  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().kind, okta::ErrorKind::interrupted);
}

TEST_F(CollectTest, RefusesAHostThatIsNoOktaOrg) {
  start_with_seed(seed(""), {"GET ^/.well-known/okta-organization$ 1 html"});
  const auto snapshot = collect();
  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().kind, okta::ErrorKind::protocol);
}

}  // namespace
}  // namespace remediate
