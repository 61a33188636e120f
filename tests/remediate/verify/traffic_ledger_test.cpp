#include "remediate/verify/traffic_ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

constexpr okta::Timestamp kRun{1'780'000'000s};

class Traffic : public testing::Test {
 protected:
  void add(int count, Outcome outcome, okta::Timestamp at, const std::string& reason = "",
           const std::string& client = "0oa1", const std::string& server = "aus1") {
    for (int i = 0; i < count; ++i) {
      ServerEvent event;
      event.uuid = std::to_string(++events_);
      event.server = server;
      event.request = {client, server, "client_credentials", outcome, reason, {}, false, at};
      ledger_.add(event);
    }
  }
  void successes(int before, int since) {
    add(before, Outcome::success, kRun - 1h);
    add(since, Outcome::success, kRun + 1min);
  }
  void failures(int before, int since, const std::string& reason = "no_matching_policy") {
    add(before, Outcome::failure, kRun - 1h, reason);
    add(since, Outcome::failure, kRun + 1min, reason);
  }
  [[nodiscard]] Trend trend(std::chrono::milliseconds before = 6h,
                            std::chrono::milliseconds since = 30min) const {
    const auto rows = ledger_.failures(before, since);
    EXPECT_THAT(rows, testing::Not(IsEmpty()));
    return rows.empty() ? Trend::as_before : rows.front().trend;
  }

  TrafficLedger ledger_{kRun};
  int events_ = 0;
};

TEST_F(Traffic, OfAClientThatHadSuccessesAndOnlyFailsNowHasStopped) {
  successes(12, 0);
  failures(0, 1);
  const auto rows = ledger_.failures(6h, 30min);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].trend, Trend::stopped);
  EXPECT_EQ(rows[0].client_id, "0oa1");
  EXPECT_EQ(rows[0].grant_type, "client_credentials");
  EXPECT_EQ(rows[0].reason, "no_matching_policy");
  EXPECT_EQ(rows[0].before, 0);
  EXPECT_EQ(rows[0].since, 1);
  EXPECT_EQ(rows[0].successes_before, 12);
  EXPECT_EQ(rows[0].successes_since, 0);
}

TEST_F(Traffic, OfAClientThatAlwaysFailedAtThatRateHasNotStopped) {
  successes(1, 0);
  failures(24, 2);
  EXPECT_EQ(trend(), Trend::as_before) << "four an hour, then and now";
}

TEST_F(Traffic, ThatFailsWithACodeItDidNotHaveIsNew) {
  successes(12, 2);
  failures(3, 0, "no_matching_scope");
  failures(0, 1);
  EXPECT_EQ(trend(), Trend::new_reason);
}

TEST_F(Traffic, ThatFailsFarMoreOftenRises) {
  successes(12, 2);
  failures(12, 5);
  EXPECT_EQ(trend(), Trend::rise) << "two an hour, then ten";
}

TEST_F(Traffic, ThatFailsALittleMoreOftenIsAsBefore) {
  successes(12, 2);
  failures(12, 2);
  EXPECT_EQ(trend(), Trend::as_before) << "twice the rate";
  failures(0, 2);
  EXPECT_EQ(trend(), Trend::as_before) << "four are still chance";
}

TEST_F(Traffic, ThatFailedOnlyBeforeTheRunIsAsBefore) {
  failures(5, 0);
  EXPECT_EQ(trend(), Trend::as_before);
}

TEST_F(Traffic, IsNotComparedWithATimeThatNobodyRead) {
  failures(0, 3);
  EXPECT_EQ(trend(0h), Trend::not_compared);
  EXPECT_FALSE(is_news(ledger_.failures(0h, 30min)[0]));
}

TEST_F(Traffic, IsCountedOnceHoweverOftenItIsRead) {
  ServerEvent event;
  event.uuid = "same";
  event.server = "aus1";
  event.request.client_id = "0oa1";
  event.request.at = kRun + 1min;
  ledger_.add(event);
  ledger_.add(event);
  event.uuid.clear();
  ledger_.add(event);
  ledger_.add(event);
  EXPECT_EQ(ledger_.failures(6h, 30min)[0].since, 2);
}

TEST_F(Traffic, IsToldApartByServer) {
  add(3, Outcome::success, kRun - 1h, "", "0oa1", "aus2");
  add(1, Outcome::failure, kRun + 1min, "no_matching_policy", "0oa1", "aus1");
  EXPECT_EQ(trend(), Trend::new_reason) << "its successes are another server's";
}

TEST_F(Traffic, TellsWhatIsWorstFirst) {
  add(9, Outcome::failure, kRun - 1h, "no_matching_scope", "0oaUsual");
  add(1, Outcome::failure, kRun + 1min, "no_matching_scope", "0oaUsual");
  add(2, Outcome::failure, kRun + 1min, "user_not_assigned", "0oaNew");
  add(7, Outcome::success, kRun - 1h, "", "0oaStopped");
  add(1, Outcome::failure, kRun + 1min, "no_matching_policy", "0oaStopped");
  std::vector<std::string> clients;
  for (const FailureCount& each : ledger_.failures(6h, 30min)) clients.push_back(each.client_id);
  EXPECT_THAT(clients, testing::ElementsAre("0oaStopped", "0oaNew", "0oaUsual"));
}

TEST_F(Traffic, TellsEveryClientAlsoOneThatNeverFailed) {
  successes(4, 1);
  failures(2, 3);
  failures(1, 0, "no_matching_scope");
  add(1, Outcome::success, kRun + 1min, "", "0oaFine");
  const auto clients = ledger_.clients();
  ASSERT_THAT(clients, SizeIs(2));
  EXPECT_EQ(clients[0].client_id, "0oa1");
  EXPECT_EQ(clients[0].authorization_server, "aus1");
  EXPECT_EQ(clients[0].successes_before, 4);
  EXPECT_EQ(clients[0].successes_since, 1);
  EXPECT_EQ(clients[0].failures_before, 3);
  EXPECT_EQ(clients[0].failures_since, 3);
  EXPECT_EQ(clients[1].client_id, "0oaFine");
  EXPECT_EQ(clients[1].successes_since, 1);
}

TEST_F(Traffic, TellsNothingThatMayNameAPerson) {
  add(1, Outcome::failure, kRun + 1min, "User ada@example.com may not", "ada@example.com");
  const auto rows = ledger_.failures(6h, 30min);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].client_id, "");
  EXPECT_EQ(rows[0].reason, "other");
}

}  // namespace
}  // namespace remediate
