#include <chrono>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "mocks/relay.hpp"
#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

mocks::FakeOrg org_with_fault(const std::string& spec) {
  mocks::Options options;
  options.faults = {spec};
  return start_org(std::move(options));
}

constexpr const char* kApp = R"({"label": "Made", "signOnMode": "BOOKMARK", "name": "bookmark"})";

TEST(Faults, AStatusComesWithOktasBodyAndNothingIsDone) {
  struct Case {
    const char* action;
    int status;
    const char* code;
  };
  for (const auto& [action, status, code] :
       {Case{"401", 401, "E0000011"}, Case{"403", 403, "E0000006"}, Case{"404", 404, "E0000007"},
        Case{"423", 423, "E0000239"}, Case{"429", 429, "E0000047"}, Case{"500", 500, "E0000009"},
        Case{"503", 503, "E0000010"}, Case{"E0000015", 401, "E0000015"}}) {
    const auto org = org_with_fault(std::string("POST ^/api/v1/apps$ 1 ") + action);
    OrgCaller caller(org.base_url());
    const auto answer = caller.post("/api/v1/apps", kApp);
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.json()["errorCode"], code);
    EXPECT_EQ(caller.get("/api/v1/apps?q=Made").json().size(), 0U) << action;
    EXPECT_EQ(caller.post("/api/v1/apps", kApp).status, 200);
    EXPECT_EQ(org.faults().at(0).fired, 1);
  }
}

TEST(Faults, AConcurrency429HasLimitAndRemainingZero) {
  const auto org = org_with_fault("GET /api/v1/apps 1 concurrency");
  OrgCaller caller(org.base_url());
  const auto answer = caller.get("/api/v1/apps");
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.header("x-rate-limit-limit"), "0");
  EXPECT_EQ(answer.header("x-rate-limit-remaining"), "0");
}

TEST(Faults, AResetLeavesTheRequestUndone) {
  const auto org = org_with_fault("POST ^/api/v1/apps$ 1 reset");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.post("/api/v1/apps", kApp).status, 0);
  EXPECT_EQ(org.faults().at(0).fired, 1);
  EXPECT_EQ(org.requests().at(0).answered_status, 0);
  OrgCaller again(org.base_url());
  EXPECT_EQ(again.get("/api/v1/apps?q=Made").json().size(), 0U);
}

TEST(Faults, ALostAnswerMeansDone) {
  const auto org = org_with_fault("POST ^/api/v1/apps$ 1 lost");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.post("/api/v1/apps", kApp).status, 0);
  OrgCaller again(org.base_url());
  EXPECT_EQ(again.get("/api/v1/apps?q=Made").json().size(), 1U);
}

TEST(Faults, ATruncatedAnswerEndsInTheMiddle) {
  const auto org = org_with_fault("GET ^/api/v1/apps$ 1 truncate");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/apps").status, 0);  // the client sees the promised length missed
  EXPECT_EQ(caller.get("/api/v1/apps").status, 200);
  EXPECT_EQ(org.faults().at(0).fired, 1);
}

TEST(Faults, HtmlAndGarbageComeWithStatus200) {
  mocks::Options options;
  options.faults = {"GET /api/v1/apps 1 html", "GET /api/v1/apps 2 garbage"};
  const auto org = start_org(std::move(options));
  OrgCaller caller(org.base_url());
  const auto html = caller.get("/api/v1/apps");
  EXPECT_EQ(html.status, 200);
  EXPECT_EQ(html.header("Content-Type"), "text/html");
  const auto garbage = caller.get("/api/v1/apps");
  EXPECT_EQ(garbage.header("Content-Type"), "application/json");
  EXPECT_TRUE(garbage.json().is_null());
  EXPECT_FALSE(garbage.body.empty());
}

TEST(Faults, AHangHoldsTheConnectionAndOthersGoOn) {
  const auto org = org_with_fault("GET ^/api/v1/org$ 1 hang");
  OrgCaller hanging(org.base_url());
  hanging.set_timeout_ms(200);
  EXPECT_EQ(hanging.get("/api/v1/org").status, 0);
  OrgCaller other(org.base_url());
  EXPECT_EQ(other.get("/api/v1/org").status, 200);
}

TEST(Faults, TheOrgStopsAtOnceWhileARequestHangs) {
  auto org = std::make_unique<mocks::FakeOrg>(org_with_fault("GET ^/api/v1/org$ 1 hang"));
  OrgCaller hanging(org->base_url());
  hanging.set_timeout_ms(30'000);
  int status = -1;
  std::thread asking([&] { status = hanging.get("/api/v1/org").status; });
  while (org->faults().at(0).fired == 0) std::this_thread::yield();
  const auto before = std::chrono::steady_clock::now();
  org.reset();
  asking.join();
  EXPECT_EQ(status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(10));
}

TEST(Faults, AreToldOverTheWireWithTheirSpec) {
  const auto org = org_with_fault("GET ^/api/v1/org$ 2 500");
  OrgCaller caller(org.base_url());
  (void)caller.get("/api/v1/org");
  (void)caller.get("/api/v1/org");
  const auto told = caller.get("/_mock/faults").json();
  EXPECT_EQ(told[0]["spec"], "GET ^/api/v1/org$ 2 500");
  EXPECT_EQ(told[0]["fired"], 1);
  EXPECT_EQ(told[0]["matched"], 2);
}

TEST(Faults, ThatAreForgottenDoNothing) {
  auto org = org_with_fault("GET ^/api/v1/org$ 1-9 500");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/org").status, 500);
  org.forget_faults();
  EXPECT_EQ(caller.get("/api/v1/org").status, 200);
  EXPECT_TRUE(org.faults().empty());
}

TEST(Relay, CarriesLargeBodiesBothWays) {
  const auto org = start_org();
  OrgCaller caller(org.base_url());
  caller.set_timeout_ms(30'000);
  const std::string notes(2'000'000, 'x');
  const auto made = caller.post(
      "/api/v1/apps",
      nlohmann::json{{"label", "Big"}, {"signOnMode", "BOOKMARK"}, {"notes", notes}}.dump());
  ASSERT_EQ(made.status, 200);
  const auto id = made.json()["id"].get<std::string>();
  EXPECT_EQ(caller.get("/api/v1/apps/" + id).json()["notes"], notes);
}

TEST(Relay, DropsMarksOfConnectionsThatWereThereBefore) {
  const auto org = start_org();
  const auto relay = mocks::Relay::start(0, org.port());
  ASSERT_TRUE(relay);
  for (int port = 1024; port < 65536; ++port) (*relay)->mark(port, mocks::Relay::Verdict::reset);
  OrgCaller caller("http://127.0.0.1:" + std::to_string((*relay)->port()));
  EXPECT_EQ(caller.get("/api/v1/org").status, 200);
}

TEST(Relay, ServesManyConnectionsAtOnce) {
  const auto org = start_org();
  std::vector<std::thread> threads;
  std::vector<int> good(8, 0);
  for (std::size_t i = 0; i < good.size(); ++i) {
    threads.emplace_back([&, i] {
      OrgCaller caller(org.base_url());
      for (int n = 0; n < 20; ++n) good[i] += caller.get("/api/v1/org").status == 200 ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, std::vector<int>(8, 20));
}

}  // namespace
}  // namespace tests
