#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;

// 2026-05-28T20:26:40Z and a bit less than a millisecond, as a real clock has it
const std::chrono::system_clock::time_point kNow{std::chrono::seconds{1'780'000'000} +
                                                 std::chrono::microseconds{700}};

Json event(const std::string& id, const std::string& age,
           const std::string& type = "app.oauth2.authorize",
           const std::string& result = "FAILURE") {
  return Json{{"uuid", id},
              {"published", age},
              {"eventType", type},
              {"outcome", {{"result", result}}},
              {"client", {{"id", "web"}}},
              {"target", Json::array({Json{{"id", "0oa1"}, {"type", "AppInstance"}}})}};
}

struct Logs : testing::Test {
  Logs() {
    mocks::Options options;
    options.now = [] { return kNow; };
    options.seed_json = Json{
        {"logs",
         {event("d", "-1h", "app.oauth2.as.authorize"), event("a", "-3d"), event("b", "-2d"),
          event("c", "-1d", "user.session.start", "SUCCESS"), event("old", "-100d"),
          event("weeks",
                "-20d")}}}.dump();
    org.emplace(start_org(std::move(options)));
    caller.emplace(org->base_url());
  }

  Answer ask(const std::string& query) { return caller->get("/api/v1/logs?" + query); }

  static std::string ids(const Answer& answer) {
    std::string text;
    const auto events = answer.json();
    for (const auto& one : events) text += one["uuid"].get<std::string>() + " ";
    return text;
  }

  std::string code(const std::string& query) {
    const auto answer = ask(query);
    EXPECT_EQ(answer.status, 400) << query;
    return answer.json().value("errorCode", "");
  }

  std::optional<mocks::FakeOrg> org;
  std::optional<OrgCaller> caller;
};

TEST_F(Logs, ComeInOrderOfTimeForSevenDaysByDefault) {
  EXPECT_EQ(ids(ask("")), "a b c d ");
  EXPECT_EQ(ids(ask("sortOrder=DESCENDING")), "d c b a ");
  EXPECT_EQ(ids(ask("since=2026-03-01T00:00:00Z")), "weeks a b c d ");
}

TEST_F(Logs, ABoundedQueryEnds) {
  auto page = ask("since=2026-05-01T00:00:00Z&until=2026-05-28T20:26:41Z&limit=2");
  EXPECT_EQ(ids(page), "weeks a ");
  page = caller->get(page.next_link());
  EXPECT_EQ(ids(page), "b c ");
  page = caller->get(page.next_link());
  EXPECT_EQ(ids(page), "d ");
  EXPECT_EQ(page.next_link(), "");
}

TEST_F(Logs, ADescendingQueryKeepsItsLowerEnd) {
  auto page = ask("since=2026-05-26T00:00:00Z&sortOrder=DESCENDING&limit=2");
  EXPECT_EQ(ids(page), "d c ");
  page = caller->get(page.next_link());
  EXPECT_EQ(ids(page), "b ");
  EXPECT_EQ(page.next_link(), "");
}

TEST_F(Logs, APollingQueryAlwaysHasANextLinkAndSeesWhatComesLater) {
  auto page = ask("since=2026-05-28T00:00:00Z");
  EXPECT_EQ(ids(page), "d ");
  page = caller->get(page.next_link());
  EXPECT_EQ(ids(page), "");
  ASSERT_NE(page.next_link(), "");
  ASSERT_TRUE(org->add_log_event(event("e", "now").dump()));
  page = caller->get(page.next_link());
  EXPECT_EQ(ids(page), "e ");
  EXPECT_NE(page.next_link(), "");
}

TEST_F(Logs, FiltersAsDocumented) {
  EXPECT_EQ(ids(ask("filter=eventType+sw+%22app.oauth2.%22+and+outcome.result+eq+%22FAILURE%22")),
            "a b d ");
  EXPECT_EQ(ids(ask("filter=eventType+eq+%22user.session.start%22+or+uuid+eq+%22a%22")), "a c ");
  EXPECT_EQ(ids(ask("filter=client.id+eq+%22web%22&limit=1")), "a ");
  EXPECT_EQ(ids(ask("filter=target.id+eq+%220oa2%22")), "");
  EXPECT_EQ(ids(ask("q=session.START")), "c ");
}

TEST_F(Logs, RefusesInOktasWords) {
  EXPECT_EQ(code("filter=published+gt+%222026%22"), "E0000031");
  EXPECT_EQ(code("filter=outcome.reason+eq+%22x%22"), "E0000031");
  EXPECT_EQ(code("filter=debugContext.debugData.url+co+%22x%22"), "E0000031");
  EXPECT_EQ(code("filter=eventType+gt+%22x%22"), "E0000031");
  EXPECT_EQ(code("filter=eventType+eq"), "E0000031");
  EXPECT_EQ(code("since=2025-11-01T00:00:00Z"), "E0000053");
  EXPECT_EQ(code("since=yesterday"), "E0000053");
  EXPECT_EQ(code("since=2026-05-28T00:00:00Z&until=2026-05-27T00:00:00Z"), "E0000053");
  EXPECT_EQ(code("after=nonsense"), "E0000029");
}

}  // namespace
}  // namespace tests
