#include "remediate/verify/watch_log.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/fake_org_fixture.hpp"

namespace remediate {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kSeed = R"({"apps": [], "authorizationServers": [
  {"id": "aus1", "name": "default", "default": true, "audiences": ["api://default"]}]})";

class WatchLog : public tests::FakeOrgFixture {
 protected:
  void start_org(std::vector<std::string> faults = {}) {
    start_with_seed(kSeed, std::move(faults));
    question_.servers = {{"aus1", "default"}};
    question_.run_started = clock_.now() - 10min;
    question_.clients = {"0oaMoved"};
    question_.labels = {{"0oaMoved", "Moved"}, {"0oaOther", "Other"}};
    WatchedEffect effect;
    effect.client_id = "0oaMoved";
    effect.label = "Moved";
    effect.authorization_server = "aus1";
    effect.grant_type = "client_credentials";
    effect.scopes = {"orders.read"};
    question_.effects = {effect};
  }

  void log(const std::string& client, const std::string& reason, okta::Timestamp at,
           const std::string& server = "default") {
    const std::string type =
        std::string("app.oauth2.as.token.grant") + (reason.empty() ? ".access_token" : "");
    const std::string event = fmt::format(
        R"({{"eventType": "{0}", "published": "{1}", "client": {{"id": "{2}"}},
            "actor": {{"id": "{2}", "type": "PublicClientApp", "alternateId": "{2}"}},
            "outcome": {{"result": "{3}", "reason": {4}}},
            "debugContext": {{"debugData": {{"requestUri": "/oauth2/{5}/v1/token",
              "grantType": "client_credentials", "requestedScopes": "orders.read",
              "grantedScopes": "{6}"}}}}}})",
        type, okta::format_timestamp(at), client, reason.empty() ? "SUCCESS" : "FAILURE",
        reason.empty() ? "null" : "\"" + reason + "\"", server,
        reason.empty() ? "orders.read" : "");
    ASSERT_TRUE(org_->add_log_event(event));
  }
  void grant(const std::string& client, okta::Timestamp at) { log(client, "", at); }
  void fail(const std::string& client, okta::Timestamp at) {
    log(client, "no_matching_policy", at);
  }

  // `between`: what happens after each look, and its number.
  LogFindings watched(std::chrono::seconds length, std::function<void(int look)> between = {},
                      std::stop_token stop = {}) {
    LogOptions options;
    options.watch = length;
    options.news = [this](const std::string& line) { news_.push_back(line); };
    options.progress = [&, look = 0](const std::string& line) mutable {
      progress_.push_back(line);
      if (between) between(++look);
    };
    return looked(options, std::move(stop));
  }
  LogFindings looked(const LogOptions& options = {}, std::stop_token stop = {}) {
    const okta::Client opened = client();
    auto found = look_into_log(opened, question_, options, std::move(stop));
    EXPECT_TRUE(found) << found.error().describe();
    return found ? std::move(*found) : LogFindings{};
  }
  [[nodiscard]] int queries() const { return org_->count_requests("GET", "^/api/v1/logs$"); }

  LogQuestion question_;
  std::vector<std::string> news_;
  std::vector<std::string> progress_;
};

TEST_F(WatchLog, OneLookShowsWhichEffectsWereSeenSinceTheRun) {
  start_org();
  grant("0oaMoved", clock_.now() - 5min);
  const LogFindings found = looked();
  EXPECT_EQ(found.effects.at(0).state, EffectState::observed);
  EXPECT_EQ(found.effects.at(0).observed_at, clock_.now() - 5min);
  EXPECT_FALSE(found.watch);
  EXPECT_THAT(found.gaps, IsEmpty());
  EXPECT_EQ(queries(), 1);
}

TEST_F(WatchLog, ASuccessBeforeTheRunOrAtAnotherServerIsNoObservation) {
  start_org();
  grant("0oaMoved", question_.run_started - 1s);
  log("0oaMoved", "", clock_.now() - 1min, "aus2");
  EXPECT_EQ(looked().effects.at(0).state, EffectState::computed);
  EXPECT_EQ(watched(0s).effects.at(0).state, EffectState::computed);
}

TEST_F(WatchLog, AsksNothingWhenNobodyIsExpected) {
  start_org();
  question_.effects.clear();
  question_.clients.clear();
  EXPECT_THAT(looked().gaps, IsEmpty());
  EXPECT_EQ(queries(), 0);
}

TEST_F(WatchLog, ALogThatCannotBeReadIsAGap) {
  start_org({"GET ^/api/v1/logs$ 1-9 403"});
  const LogFindings found = looked();
  ASSERT_THAT(found.gaps, SizeIs(1));
  EXPECT_EQ(found.gaps[0].needs, "okta.logs.read");
  EXPECT_EQ(found.effects.at(0).state, EffectState::computed);
  org_->forget_requests();

  const LogFindings refused = watched(30min);
  EXPECT_THAT(refused.gaps, SizeIs(1));
  EXPECT_EQ(queries(), 1) << "asking again is answered alike";
  EXPECT_THAT(clock_.sleeps(), IsEmpty());
}

TEST_F(WatchLog, LooksOnceEveryHalfMinuteWithOneQuery) {
  start_org();
  const LogFindings found = watched(2min);
  ASSERT_TRUE(found.watch);
  EXPECT_EQ(found.watch->polls, 5);
  EXPECT_THAT(clock_.sleeps(), AllOf(SizeIs(4), Each(30s)));
  EXPECT_EQ(queries(), 5 + 3) << "the effects, and the time before in two parts";
  EXPECT_FALSE(found.watch->interrupted);
  EXPECT_EQ(found.watch->before.since, question_.run_started - 6h);
  EXPECT_EQ(found.watch->before.until, question_.run_started);
  EXPECT_EQ(found.watch->since.since, question_.run_started);
  EXPECT_EQ(found.watch->since.until, clock_.now());
}

TEST_F(WatchLog, OfNoTimeLooksOnce) {
  start_org();
  const LogFindings found = watched(0s);
  EXPECT_EQ(found.watch->polls, 1);
  EXPECT_THAT(clock_.sleeps(), IsEmpty());
}

TEST_F(WatchLog, SeesWhatComesBetweenTwoLooksAndCountsItOnce) {
  start_org();
  const LogFindings found = watched(3min, [&](int look) {
    if (look == 2) grant("0oaMoved", clock_.now());
    if (look == 3) fail("0oaOther", clock_.now());
  });
  EXPECT_EQ(found.effects.at(0).state, EffectState::observed);
  ASSERT_THAT(found.watch->failures, SizeIs(1));
  EXPECT_EQ(found.watch->failures[0].since, 1);
  EXPECT_EQ(found.watch->failures[0].label, "Other");
  EXPECT_FALSE(found.watch->failures[0].is_of_run);
  EXPECT_THAT(news_, ElementsAre(HasSubstr("observed: Moved (0oaMoved) got orders.read"),
                                 HasSubstr("every effect of the run was observed"),
                                 HasSubstr("Other (0oaOther) fails in a new way")));
  EXPECT_EQ(found.watch->polls, 7) << "it goes on for the failures of others";
}

TEST_F(WatchLog, SeesAnEventThatTheLogShowsLate) {
  start_org();
  const LogFindings found = watched(3min, [&](int look) {
    if (look == 2) fail("0oaOther", clock_.now());
    if (look == 4) fail("0oaOther", clock_.now() - 90s);
  });
  EXPECT_EQ(found.watch->failures.at(0).since, 2);
}

TEST_F(WatchLog, DoesNotReadAgainAndAgainWhatItHasRead) {
  start_org();
  question_.run_started = clock_.now() - 60min;
  fail("0oaOther", clock_.now() - 50min);
  fail("0oaOther", clock_.now() - 1min);
  static_cast<void>(watched(1min));
  std::vector<std::string> since;
  for (const mocks::RecordedRequest& each : org_->requests()) {
    const auto parameters = okta::parse_query(each.query);
    since.push_back(okta::find_parameter(parameters, "since").value_or(""));
  }
  ASSERT_THAT(since, SizeIs(6));
  const okta::Timestamp began{kNow};
  EXPECT_EQ(since[3], okta::format_timestamp(began - 60min));
  EXPECT_EQ(since[4], okta::format_timestamp(began - 1min - kLogDelay));
  EXPECT_EQ(since[5], since[4]);
}

TEST_F(WatchLog, ComparesWithTheHoursBeforeTheRun) {
  start_org();
  for (int hour = 1; hour <= 5; ++hour) {
    grant("0oaOther", question_.run_started - std::chrono::hours(hour));
    fail("0oaUsual", question_.run_started - std::chrono::hours(hour));
  }
  fail("0oaOther", question_.run_started + 1min);
  fail("0oaUsual", question_.run_started + 1min);
  fail("0oaMoved", question_.run_started + 2min);
  const auto failures = watched(0s).watch->failures;
  ASSERT_THAT(failures, SizeIs(3));
  EXPECT_EQ(failures[0].client_id, "0oaOther");
  EXPECT_EQ(failures[0].trend, Trend::stopped);
  EXPECT_EQ(failures[0].successes_before, 5);
  EXPECT_EQ(failures[1].client_id, "0oaMoved");
  EXPECT_TRUE(failures[1].is_of_run);
  EXPECT_EQ(failures[2].client_id, "0oaUsual");
  EXPECT_EQ(failures[2].trend, Trend::as_before);
  EXPECT_THAT(news_, Contains(HasSubstr("had successes before the run and fails now")));
}

TEST_F(WatchLog, ComparesWithNothingWhereTheTimeBeforeCannotBeRead) {
  start_org({"GET ^/api/v1/logs$ 2 500"});
  fail("0oaOther", clock_.now() - 1min);
  const LogFindings found = watched(0s);
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_THAT(found.gaps, SizeIs(1));
  EXPECT_EQ(found.watch->failures.at(0).trend, Trend::not_compared);
  EXPECT_EQ(found.watch->before.since, found.watch->before.until);
}

TEST_F(WatchLog, MissesNothingWhenALookFailsAndTheNextOneDoesNot) {
  start_org({"GET ^/api/v1/logs$ 5 500"});
  const LogFindings found = watched(1min, [&](int look) {
    if (look == 1) fail("0oaOther", clock_.now());
  });
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_THAT(found.gaps, IsEmpty());
  EXPECT_THAT(found.watch->failures, SizeIs(1));
}

TEST_F(WatchLog, SaysThatTheLastLookFailed) {
  start_org({"GET ^/api/v1/logs$ 6 500"});
  const LogFindings found = watched(1min);
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_THAT(found.gaps, SizeIs(1));
  EXPECT_EQ(found.watch->since.until, clock_.now() - 30s) << "so far it was read";
}

TEST_F(WatchLog, EndsAtOnceWhenItIsStoppedAndTellsWhatItSaw) {
  start_org();
  grant("0oaMoved", clock_.now() - 1min);
  std::stop_source stopping;
  const LogFindings found = watched(
      30min,
      [&](int look) {
        if (look == 2) stopping.request_stop();
      },
      stopping.get_token());
  EXPECT_TRUE(found.watch->interrupted);
  EXPECT_EQ(found.watch->polls, 2);
  EXPECT_EQ(found.effects.at(0).state, EffectState::observed);
  EXPECT_THAT(found.gaps, IsEmpty());
}

TEST_F(WatchLog, ComparesABusyServerWithAsMuchAsItReadInTenPages) {
  start_org();
  const okta::Timestamp first = question_.run_started - 30min;
  for (int event = 0; event < 10'050; ++event)
    grant("0oaOther", first + std::chrono::milliseconds(event));
  fail("0oaOther", clock_.now() - 1min);
  const LogFindings found = watched(0s);
  EXPECT_THAT(found.gaps, IsEmpty());
  EXPECT_EQ(found.watch->before.since, question_.run_started - 1h);
  EXPECT_EQ(found.watch->before.until, first + 9'999ms);
  EXPECT_EQ(found.watch->failures.at(0).successes_before, 10'000);
  EXPECT_EQ(queries(), 1 + 10 + 1) << "and no earlier hours";
}

TEST_F(WatchLog, GoesOnWhereItLeftOffWhenTheLogGrowsFasterThanItReads) {
  start_org();
  const okta::Timestamp first = question_.run_started + 1min;
  for (int event = 0; event < 10'050; ++event)
    fail("0oaOther", first + std::chrono::milliseconds(event));
  const LogFindings behind = watched(0s);
  ASSERT_THAT(behind.gaps, SizeIs(1));
  EXPECT_EQ(behind.gaps[0].reason, "truncated");
  EXPECT_EQ(behind.watch->since.until, first + 9'999ms);
  const LogFindings found = watched(30s);
  EXPECT_THAT(found.gaps, IsEmpty());
  EXPECT_EQ(found.watch->failures.at(0).since, 10'050);
}

TEST_F(WatchLog, SaysHowFarItIs) {
  start_org();
  static_cast<void>(watched(1min));
  EXPECT_THAT(progress_, ElementsAre(HasSubstr("1 min left: 0 of 1 effects"),
                                     HasSubstr("1 min left"), HasSubstr("0 min left")));
}

TEST_F(WatchLog, LooksBackNoFurtherThanItCompares) {
  start_org();
  question_.run_started = clock_.now() - std::chrono::days{200};
  const LogFindings found = watched(0s);
  EXPECT_EQ(found.watch->since.since, clock_.now() - kLongComparison);
  EXPECT_EQ(found.watch->polls, 1);
  ASSERT_THAT(found.gaps, SizeIs(1));
  EXPECT_THAT(found.gaps[0].detail, HasSubstr("before the run"));
}

}  // namespace
}  // namespace remediate
