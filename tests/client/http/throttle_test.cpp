#include "client/http/throttle.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "client/http/retry.hpp"
#include "tests/client/http/limited_server.hpp"
#include "tests/support/scripted_transport.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using tests::LimitedServer;
using tests::ManualClock;
using tests::ScriptedTransport;
using tests::Windows;

Request call(std::string_view bucket = "/api/v1/apps", Method method = Method::get) {
  Request made;
  made.method = method;
  made.url = parse_url("https://acme.okta.com/api/v1/apps?q=secret").value();
  made.bucket = bucket;
  return made;
}

Request replacement() {
  Request made = call("/api/v1/apps/{id}", Method::put);
  made.repeat_after_wait = false;
  made.let_finish = true;
  return made;
}

Headers window(int limit, int remaining, int until_reset) {
  return {{"Date", "Thu, 11 Sep 2025 16:21:50 GMT"},
          {"X-Rate-Limit-Limit", std::to_string(limit)},
          {"X-Rate-Limit-Remaining", std::to_string(remaining)},
          {"X-Rate-Limit-Reset", std::to_string(1'757'607'710 + until_reset)}};
}

// A Throttle over a server that counts, or over a script.
struct ThrottleStage {
  explicit ThrottleStage(const Windows& windows, int share_percent) {
    auto owned = std::make_unique<LimitedServer>(clock, windows);
    server = owned.get();
    build(std::move(owned), share_percent);
  }
  explicit ThrottleStage(int share_percent = 50) {
    auto owned = std::make_unique<ScriptedTransport>();
    script = owned.get();
    build(std::move(owned), share_percent);
  }

  void build(std::unique_ptr<Transport> next, int share_percent) {
    GateOptions options;
    options.share_percent = share_percent;
    options.on_wait = [this](const WaitNotice& notice) {
      notices.push_back(notice);
      if (on_wait) on_wait();
    };
    throttle = std::make_unique<Throttle>(std::move(next), clock, options);
  }

  void call_times(int times) {
    for (int i = 0; i < times; ++i) {
      const auto answer = throttle->send(call(), {});
      ASSERT_TRUE(answer);
      ASSERT_EQ(answer->status, 200) << "call " << i;
    }
  }
  [[nodiscard]] milliseconds time_of(const std::function<void()>& work) const {
    const Timestamp from = clock.now();
    work();
    return clock.now() - from;
  }

  ManualClock clock;
  LimitedServer* server = nullptr;
  ScriptedTransport* script = nullptr;
  std::vector<WaitNotice> notices;
  std::function<void()> on_wait;
  std::unique_ptr<Throttle> throttle;
};

// --- how fast -----------------------------------------------------------------------------------

TEST(Throttle, TakesTheLeastTimeForAThousandCallsWithoutOneRefusal) {
  ThrottleStage stage({.limit = 50}, 100);
  // Twenty windows of fifty calls: the rest of this one, and at least the beginning of the last.
  const milliseconds least = stage.server->until_first_reset() + minutes{18};
  const milliseconds taken = stage.time_of([&] { stage.call_times(1000); });
  EXPECT_EQ(stage.server->refused(), 0);
  EXPECT_LE(taken, least + minutes{1});
}

TEST(Throttle, LeavesOthersTheirHalf) {
  ThrottleStage stage({.limit = 50, .others = 25}, 50);
  const milliseconds taken = stage.time_of([&] { stage.call_times(1000); });
  EXPECT_EQ(stage.server->refused(), 0);
  EXPECT_LE(taken, minutes{41});
}

TEST(Throttle, CausesNoStormWhenAnotherEatsHalfOfAllThatItWants) {
  ManualClock clock;
  auto owned = std::make_unique<LimitedServer>(clock, Windows{.limit = 50, .others = 25});
  LimitedServer* server = owned.get();
  auto throttle = std::make_unique<Throttle>(std::move(owned), clock, GateOptions{100, {}});
  Retry retry(std::move(throttle), clock);
  const Timestamp from = clock.now();
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(retry.send(call(), {})->status, 200);
  const auto windows = (clock.now() - from) / minutes{1} + 1;
  EXPECT_LE(server->refused(), windows) << "at most one to see that a window is used up";
  EXPECT_LE(windows, 42);
}

TEST(Throttle, NeedsOneRefusalToLearnThatWindowsEndBetweenTwoSeconds) {
  ManualClock clock;
  Windows windows{.limit = 10};
  windows.first_end += milliseconds{800};
  auto owned = std::make_unique<LimitedServer>(clock, windows, milliseconds{400});
  LimitedServer* server = owned.get();
  auto throttle = std::make_unique<Throttle>(std::move(owned), clock, GateOptions{100, {}});
  Retry retry(std::move(throttle), clock);
  for (int i = 0; i < 200; ++i) ASSERT_EQ(retry.send(call(), {})->status, 200);
  EXPECT_LE(server->refused(), 2);
}

TEST(Throttle, KeepsToTheRateFromManyThreads) {
  ThrottleStage stage({.limit = 20}, 100);
  std::atomic<int> answered = 0;
  const milliseconds taken = stage.time_of([&] {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) {
          const auto answer = stage.throttle->send(call(), {});
          if (answer && answer->status == 200) ++answered;
        }
      });
    }
  });
  EXPECT_EQ(answered, 400);
  EXPECT_EQ(stage.server->refused(), 0);
  // The clock jumps before an answer that is under way could have opened the window again.
  EXPECT_LE(taken, minutes{25});
}

// --- which bucket -------------------------------------------------------------------------------

TEST(Throttle, HoldsEachBucketToItsOwnWindow) {
  ThrottleStage stage;
  for (const char* name : {"/api/v1/apps", "/api/v1/apps/{id}", "/api/v1/logs", "raw"}) {
    stage.script->answer(200, "", window(10, 0, 60));
    ASSERT_TRUE(stage.throttle->send(call(name), {})) << name;
  }
  EXPECT_TRUE(stage.clock.sleeps().empty());
  stage.script->answer(200, "", window(10, 0, 60));
  ASSERT_TRUE(stage.throttle->send(call("/api/v1/logs"), {}));
  EXPECT_EQ(stage.clock.sleeps().size(), 1U);
}

TEST(BucketKey, OfARequestWithoutABucketOfOktasIsItsPathAndShowsNothingOfIt) {
  Request first = call("raw");
  first.url.path = "/api/v1/users/jane@example.com";
  Request second = call("raw");
  second.url.path = "/api/v1/users/john@example.com";
  EXPECT_NE(bucket_key(first), bucket_key(second));
  EXPECT_EQ(bucket_key(first).find("jane"), std::string::npos);
  Request elsewhere = call();
  elsewhere.url.host = "login.acme.example";
  EXPECT_NE(bucket_key(elsewhere), bucket_key(call()));
  EXPECT_EQ(bucket_key(call()).find("secret"), std::string::npos);
}

// --- waits --------------------------------------------------------------------------------------

TEST(Throttle, TellsWhatItWaitsForHowLongAndWhy) {
  ThrottleStage stage;
  stage.script->answer(200, "", window(2, 1, 48));
  stage.script->answer(200, "", window(2, 1, 60));
  ASSERT_TRUE(stage.throttle->send(call(), {}));
  ASSERT_TRUE(stage.throttle->send(call(), {}));
  ASSERT_EQ(stage.notices.size(), 1U);
  EXPECT_EQ(describe(stage.notices[0]),
            "rate limit /api/v1/apps (our share is used; 1 of 2 calls are ours, 1 sent, 1 left for "
            "all): waiting 48.1 s before GET /api/v1/apps");
}

TEST(Throttle, SendsNothingWhenAStopEndsTheWait) {
  for (const Method method : {Method::get, Method::del}) {
    ThrottleStage stage;
    stage.script->answer(200, "", window(10, 0, 60));
    ASSERT_TRUE(stage.throttle->send(call(), {}));
    std::stop_source source;
    stage.on_wait = [&source] { source.request_stop(); };
    Request write = call("/api/v1/apps", method);
    write.let_finish = method != Method::get;
    const auto answer = stage.throttle->send(write, source.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
    EXPECT_TRUE(answer.error().not_sent);
    EXPECT_EQ(stage.script->requests().size(), 1U);
    EXPECT_TRUE(stage.clock.sleeps().empty());
  }
}

TEST(Throttle, SendsNoWriteWhoseStopCameAtTheMomentOfAdmission) {
  ThrottleStage stage;
  std::stop_source source;
  source.request_stop();
  Request write = call("/api/v1", Method::post);
  write.let_finish = true;
  const auto answer = stage.throttle->send(write, source.get_token());
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_TRUE(stage.script->requests().empty());
}

TEST(Throttle, EndsAWaitOfTheRealClockAtOnce) {
  SystemClock clock;
  auto owned = std::make_unique<ScriptedTransport>();
  owned->answer(200, "", window(10, 0, 60));
  std::stop_source source;
  std::jthread stopper;
  GateOptions options;
  options.on_wait = [&](const WaitNotice&) {
    stopper = std::jthread([&source] { source.request_stop(); });
  };
  Throttle throttle(std::move(owned), clock, options);
  ASSERT_TRUE(throttle.send(call(), {}));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(throttle.send(call(), source.get_token()));
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds{20});
}

TEST(Throttle, GivesUpWhatWouldWaitLongerThanItMay) {
  ThrottleStage stage;
  stage.script->answer(200, "", window(10, 0, 60));
  ASSERT_TRUE(stage.throttle->send(call(), {}));
  Request impatient = call();
  impatient.patience = std::make_shared<milliseconds>(seconds{30});
  const auto answer = stage.throttle->send(impatient, {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::rate_limited);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_NE(answer.error().message.find("giving up on GET /api/v1/apps"), std::string::npos);
  ASSERT_EQ(stage.notices.size(), 1U);
  EXPECT_TRUE(stage.notices[0].gives_up);
}

TEST(Throttle, TakesItsWaitsFromTheTimeThatRetryAllowsForAll) {
  ManualClock clock;
  auto owned = std::make_unique<ScriptedTransport>();
  ScriptedTransport* script = owned.get();
  RetryOptions options;
  options.max_waiting = seconds{70};
  Retry retry(std::make_unique<Throttle>(std::move(owned), clock, GateOptions{}), clock, options);
  script->answer(200, "", window(10, 0, 60));
  ASSERT_TRUE(retry.send(call(), {}));
  script->answer(429, "", window(10, 0, 20));
  EXPECT_EQ(retry.send(call(), {})->status, 429);
  EXPECT_EQ(clock.sleeps(), std::vector<milliseconds>{milliseconds{60'100}})
      << "21 s more are too many";
}

// --- what cannot wait ---------------------------------------------------------------------------

TEST(Throttle, LetsTheSenderLookAgainRatherThanWaitBetweenLookAndWrite) {
  ThrottleStage stage;
  stage.script->answer(200, "", window(10, 0, 48));
  ASSERT_TRUE(stage.throttle->send(call("/api/v1/apps/{id}"), {}));
  const auto answer = stage.throttle->send(replacement(), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::rate_limited);
  EXPECT_TRUE(answer.error().not_sent);
  ASSERT_TRUE(answer.error().again);
  EXPECT_EQ(answer.error().again->wait, milliseconds{48'100});
  EXPECT_EQ(answer.error().again->refusals, 1);
  EXPECT_TRUE(stage.clock.sleeps().empty());
  EXPECT_EQ(stage.script->requests().size(), 1U);
}

// Looks as often as `looks`, then writes; all over again while it is told to.
int rounds_until_written(Transport& transport, ManualClock& clock, int looks) {
  Repetition earlier;
  for (int round = 1; round < 20; ++round) {
    for (int i = 0; i < looks; ++i) {
      if (!transport.send(call("/api/v1/apps/{id}"), {})) return -1;
    }
    Request write = replacement();
    write.earlier = earlier;
    const auto answer = transport.send(write, {});
    if (answer && answer->status == 200) return round;
    const auto& again = answer ? answer->again : answer.error().again;
    if (!again) return -1;
    earlier = *again;
    if (!clock.sleep_for(again->wait, {})) return -1;
  }
  return -1;
}

TEST(Throttle, LetsEveryWriteThroughHoweverSmallTheShareAndManyTheLooks) {
  for (const int share : {1, 50, 100}) {
    for (const int limit : {2, 3, 10}) {
      for (int looks = 1; looks <= 12; ++looks) {
        ManualClock clock;
        auto server = std::make_unique<LimitedServer>(clock, Windows{.limit = limit});
        Retry retry(std::make_unique<Throttle>(std::move(server), clock, GateOptions{share, {}}),
                    clock);
        for (int write = 0; write < 3; ++write) {
          const int rounds = rounds_until_written(retry, clock, looks);
          EXPECT_GE(rounds, 1) << share << " % of " << limit << ", looks " << looks;
          EXPECT_LE(rounds, 3) << share << " % of " << limit << ", looks " << looks;
        }
      }
    }
  }
}

// --- too many at once ---------------------------------------------------------------------------

TEST(AdmissionGate, SendsFewerAtOnceAfterTheConcurrencyLimit) {
  ManualClock clock;
  AdmissionGate gate(clock, {});
  std::vector<AdmissionGate::Pass> passes;
  for (const char* bucket : {"/a", "/b", "/c", "/d"})
    passes.push_back(*gate.enter(call(bucket), {}));
  gate.leave(passes[0], Response{429, window(0, 0, 30), ""});
  EXPECT_EQ(gate.most_in_flight(), 2);

  std::stop_source source;
  std::jthread first([&] { EXPECT_FALSE(gate.enter(call("/e"), source.get_token())); });
  source.request_stop();
  first.join();
  std::jthread second([&] { EXPECT_TRUE(gate.enter(call("/e"), {})); });
  gate.leave(passes[1], Response{200, {}, ""});
  gate.leave(passes[2], Response{200, {}, ""});
  second.join();
}

TEST(AdmissionGate, LetsAReplacementThroughWhereOthersWaitForOneToEnd) {
  ManualClock clock;
  AdmissionGate gate(clock, {});
  const auto refused = gate.enter(call("/a"), {});
  const auto under_way = gate.enter(call("/b"), {});
  ASSERT_TRUE(refused && under_way);
  gate.leave(*refused, Response{429, window(0, 0, 30), ""});
  EXPECT_EQ(gate.most_in_flight(), 1);
  EXPECT_TRUE(gate.enter(replacement(), {}));
}

}  // namespace
}  // namespace okta
