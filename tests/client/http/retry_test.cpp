#include "client/http/retry.hpp"

#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/http/retry_stage.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/scripted_transport.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using tests::ManualClock;
using tests::post;
using tests::request;
using tests::RetryStage;
using tests::ScriptedTransport;

Headers window(const std::string& date, const std::string& reset) {
  return {{"Date", date},
          {"X-Rate-Limit-Limit", "10"},
          {"X-Rate-Limit-Remaining", "0"},
          {"X-Rate-Limit-Reset", reset}};
}

constexpr auto kDate = "Thu, 11 Sep 2025 16:21:50 GMT";  // 1757607710

// --- what is sent again -------------------------------------------------------------------------

class RetryByStatus : public testing::TestWithParam<std::tuple<int, bool>> {};

TEST_P(RetryByStatus, SendsAgainWhatWasRefusedOrMayBeRepeated) {
  const auto [status, idempotent] = GetParam();
  const bool refused = status == 429 || status == 423;
  const bool failed = status == 500 || status == 502 || status == 503 || status == 504;
  const bool expect_retry = refused || (failed && idempotent);

  RetryStage stage;
  stage.script->answer(status, "first");
  stage.script->answer(200, "second");
  const auto answer = stage.send(request(Method::post, idempotent));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, expect_retry ? 200 : status);
  EXPECT_THAT(stage.script->requests(), SizeIs(expect_retry ? 2 : 1));
  EXPECT_THAT(stage.sleeps(), SizeIs(expect_retry ? 1 : 0));
}

INSTANTIATE_TEST_SUITE_P(EveryStatus, RetryByStatus,
                         testing::Combine(testing::Values(200, 201, 204, 302, 400, 401, 403, 404,
                                                          405, 408, 409, 411, 412, 423, 429, 500,
                                                          501, 502, 503, 504, 505),
                                          testing::Bool()));

class RetryByError : public testing::TestWithParam<std::tuple<ErrorKind, bool, bool>> {};

TEST_P(RetryByError, SendsAgainALostRequestThatMayBeRepeatedOrNeverLeft) {
  const auto [kind, idempotent, not_sent] = GetParam();
  const bool lost = kind == ErrorKind::network || kind == ErrorKind::timeout;
  const bool expect_retry = lost && (idempotent || not_sent);

  RetryStage stage;
  Error error{kind, "the line was cut", std::nullopt, {}};
  error.not_sent = not_sent;
  stage.script->answer(failure(error));
  stage.script->answer(200);
  const auto answer = stage.send(request(Method::post, idempotent));
  EXPECT_EQ(answer.has_value(), expect_retry);
  if (!answer) {
    EXPECT_EQ(answer.error().message, "the line was cut");
  }
  EXPECT_THAT(stage.script->requests(), SizeIs(expect_retry ? 2 : 1));
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, RetryByError,
    testing::Combine(testing::Values(ErrorKind::network, ErrorKind::timeout, ErrorKind::interrupted,
                                     ErrorKind::protocol, ErrorKind::invalid_input),
                     testing::Bool(), testing::Bool()));

// --- how often ----------------------------------------------------------------------------------

TEST(Retry, ReturnsTheLastAnswerAsItIsWhenRetriesAreUsedUp) {
  RetryStage stage;
  stage.script->answer(503, "one");
  stage.script->answer(502, "two");
  stage.script->answer(500, "three", {{"X-Okta-Request-Id", "id3"}});
  const auto answer = stage.send(request());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 500);
  EXPECT_EQ(answer->body, "three");
  EXPECT_EQ(answer->headers.first("X-Okta-Request-Id"), "id3");
  EXPECT_THAT(stage.script->requests(), SizeIs(3));
}

TEST(Retry, ReturnsTheLastErrorWhenRetriesAreUsedUp) {
  RetryStage stage;
  for (const char* message : {"one", "two", "three"})
    stage.script->answer(failure(ErrorKind::network, message));
  const auto answer = stage.send(request());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message, "three");
}

TEST(Retry, OutlastsSeveral429InARow) {
  RetryStage stage;
  for (int i = 0; i < 4; ++i) stage.script->answer(429, "", window(kDate, "1757607711"));
  stage.script->answer(200);
  EXPECT_EQ(stage.send(post())->status, 200);
}

TEST(Retry, GivesUpOn429WhenItNeverEnds) {
  RetryOptions options;
  options.max_refusals = 3;
  RetryStage stage(options);
  for (int i = 0; i < 4; ++i) stage.script->answer(429);
  EXPECT_EQ(stage.send(request())->status, 429);
  EXPECT_EQ(stage.script->unused(), 0U);
  EXPECT_THAT(stage.sleeps(), SizeIs(3));
}

TEST(Retry, CountsRefusalsAndFailuresApart) {
  RetryOptions options;
  options.max_retries = 1;
  options.max_refusals = 1;
  RetryStage stage(options);
  stage.script->answer(429);
  stage.script->answer(503);
  stage.script->answer(200);
  EXPECT_EQ(stage.send(request())->status, 200);
}

TEST(Retry, CanBeTurnedOff) {
  RetryOptions options;
  options.max_retries = 0;
  options.max_refusals = 0;
  RetryStage stage(options);
  stage.script->answer(429);
  EXPECT_EQ(stage.send(request())->status, 429);
  stage.script->answer(503);
  EXPECT_EQ(stage.send(request())->status, 503);
  EXPECT_THAT(stage.sleeps(), IsEmpty());
}

// --- how long -----------------------------------------------------------------------------------

milliseconds wait_after(int status, const Headers& headers, double chance = 0.0) {
  RetryStage stage({}, chance);
  stage.script->answer(status, "", headers);
  stage.script->answer(200);
  EXPECT_TRUE(stage.send(request()));
  EXPECT_THAT(stage.sleeps(), SizeIs(1));
  return stage.sleeps().at(0);
}

TEST(Retry, WaitsUntilOneSecondAfterTheResetByTheAnswersOwnDate) {
  EXPECT_EQ(wait_after(429, window(kDate, "1757607758")), seconds{49});
}

TEST(Retry, DoesNotAskTheLocalClockHowLongAWindowLasts) {
  // The answer's date is years away from the clock of the stage, in both directions.
  EXPECT_EQ(wait_after(429, window("Sat, 01 Jan 2000 00:00:00 GMT", "946684830")), seconds{31});
  EXPECT_EQ(wait_after(429, window("Fri, 01 Jan 2100 00:00:00 GMT", "4102444830")), seconds{31});
}

TEST(Retry, WaitsAtLeastOneSecondAndAtMostTwoMinutesForAWindow) {
  EXPECT_EQ(wait_after(429, window(kDate, "1757607710")), seconds{1});
  EXPECT_EQ(wait_after(429, window(kDate, "1757608610")), seconds{120});
}

TEST(Retry, TakesTheSmallestOfJoinedResets) {
  EXPECT_EQ(wait_after(429, window(kDate, "1757607758, 1757607720")), seconds{11});
}

TEST(Retry, BacksOffWhenTheResetIsMissingOrAbsurd) {
  EXPECT_EQ(wait_after(429, {}, 0.0), milliseconds{100});
  EXPECT_EQ(wait_after(429, {}, 0.5), milliseconds{1050});
  EXPECT_EQ(wait_after(429, {}, 1.0), seconds{2});
  EXPECT_EQ(wait_after(429, window(kDate, "1694535758"), 1.0), seconds{2}) << "two years past";
  EXPECT_EQ(wait_after(429, {{"X-Rate-Limit-Reset", "1757607758"}}, 1.0), seconds{2}) << "no Date";
}

TEST(Retry, BacksOffShortlyFromTheConcurrencyLimit) {
  const Headers headers{{"Date", kDate},
                        {"X-Rate-Limit-Limit", "0"},
                        {"X-Rate-Limit-Remaining", "0"},
                        {"X-Rate-Limit-Reset", "1757607758"}};
  EXPECT_EQ(wait_after(429, headers, 0.0), milliseconds{100});
  EXPECT_EQ(wait_after(429, headers, 1.0), milliseconds{500});
}

TEST(Retry, MayWaitTwiceAsLongEachTime) {
  RetryOptions options;
  options.max_retries = 4;
  RetryStage stage(options, 1.0);
  for (int i = 0; i < 4; ++i) stage.script->answer(503);
  stage.script->answer(200);
  EXPECT_TRUE(stage.send(request()));
  EXPECT_THAT(stage.sleeps(), ElementsAre(seconds{1}, seconds{2}, seconds{4}, seconds{8}));
}

TEST(Retry, WaitsShortlyWhileOktaIsBusyWithAnEarlierChange) {
  RetryStage stage({}, 1.0);
  for (int i = 0; i < 6; ++i) stage.script->answer(423);
  stage.script->answer(200);
  EXPECT_EQ(stage.send(post())->status, 200);
  EXPECT_THAT(stage.sleeps(), ElementsAre(milliseconds{500}, seconds{1}, seconds{2}, seconds{4},
                                          seconds{5}, seconds{5}));
}

TEST(Retry, NeverWaitsLongerThanItsCapHoweverOftenItTries) {
  RetryOptions options;
  options.max_refusals = 60;
  options.max_waiting = std::chrono::hours{10};
  RetryStage stage(options, 0.999);
  for (int i = 0; i < 60; ++i) stage.script->answer(429);
  stage.script->answer(200);
  EXPECT_TRUE(stage.send(request()));
  for (const milliseconds sleep : stage.sleeps()) {
    EXPECT_GE(sleep, seconds{1});
    EXPECT_LE(sleep, seconds{120});
  }
}

TEST(Retry, GivesUpWhenItWouldWaitTooLongInAllAndTellsIt) {
  RetryOptions options;
  options.max_waiting = seconds{100};
  RetryStage stage(options);
  for (int i = 0; i < 3; ++i) stage.script->answer(429, "", window(kDate, "1757607758"));
  EXPECT_EQ(stage.send(request())->status, 429);
  EXPECT_THAT(stage.sleeps(), ElementsAre(seconds{49}, seconds{49}));
  ASSERT_THAT(stage.notices, SizeIs(3));
  EXPECT_EQ(describe(stage.notices[2]),
            "rate limit (HTTP 429): giving up on GET /api/v1/apps, 49.0 s more would be too long a "
            "wait");
}

// --- what Okta and people are told ---------------------------------------------------------------

TEST(Retry, TellsOktaWhichRequestIsRetriedAndHowOften) {
  RetryStage stage;
  stage.script->answer(429, "", {{"x-okta-request-id", "first"}});
  stage.script->answer(503, "", {{"x-okta-request-id", "second"}});
  stage.script->answer(200);
  EXPECT_TRUE(stage.send(request()));

  const auto& sent = stage.script->requests();
  ASSERT_THAT(sent, SizeIs(3));
  EXPECT_FALSE(sent[0].headers.contains("X-Okta-Retry-For"));
  EXPECT_FALSE(sent[0].headers.contains("X-Okta-Retry-Count"));
  EXPECT_THAT(sent[1].headers.all("X-Okta-Retry-For"), ElementsAre("first"));
  EXPECT_THAT(sent[1].headers.all("X-Okta-Retry-Count"), ElementsAre("1"));
  EXPECT_THAT(sent[2].headers.all("X-Okta-Retry-For"), ElementsAre("first"));
  EXPECT_THAT(sent[2].headers.all("X-Okta-Retry-Count"), ElementsAre("2"));
}

TEST(Retry, OfARequestWithoutAnswerNamesNoRequestId) {
  RetryStage stage;
  stage.script->answer(failure(ErrorKind::network, "cut"));
  stage.script->answer(200);
  EXPECT_TRUE(stage.send(request()));
  EXPECT_FALSE(stage.script->requests().at(1).headers.contains("X-Okta-Retry-For"));
  EXPECT_EQ(stage.script->requests().at(1).headers.first("X-Okta-Retry-Count"), "1");
}

TEST(Retry, SendsTheSameBodyAgain) {
  RetryStage stage;
  stage.script->answer(429);
  stage.script->answer(201);
  Request create = post();
  create.body = R"({"name":"orders.read"})";
  EXPECT_TRUE(stage.send(create));
  EXPECT_EQ(stage.script->requests().at(1).body, create.body);
  EXPECT_EQ(stage.script->requests().at(1).method, Method::post);
}

TEST(Retry, TellsOfEveryWaitBeforeItBegins) {
  RetryStage stage;
  stage.script->answer(429, "", window(kDate, "1757607758"));
  stage.script->answer(failure(ErrorKind::timeout, "late"));
  stage.script->answer(200);
  EXPECT_TRUE(stage.send(request()));
  ASSERT_THAT(stage.notices, SizeIs(2));
  EXPECT_EQ(stage.notices[0].reason, WaitReason::rate_limit);
  EXPECT_EQ(stage.notices[0].status, 429);
  EXPECT_EQ(stage.notices[0].duration, seconds{49});
  EXPECT_EQ(stage.notices[0].retry, 1);
  EXPECT_EQ(stage.notices[0].request, "GET /api/v1/apps") << "never the query";
  EXPECT_EQ(stage.notices[1].reason, WaitReason::network);
  EXPECT_EQ(stage.notices[1].status, 0);
  EXPECT_EQ(stage.notices[1].retry, 2);
  EXPECT_EQ(describe(stage.notices[0]),
            "rate limit (HTTP 429): waiting 49.0 s before retry 1 of GET /api/v1/apps");
}

// --- stop ---------------------------------------------------------------------------------------

TEST(Retry, EndsWhenAStopComesDuringAWait) {
  const std::stop_source source;
  ManualClock clock;
  auto owned = std::make_unique<ScriptedTransport>();
  ScriptedTransport* script = owned.get();
  RetryOptions options;
  options.on_wait = [&source](const WaitNotice&) { source.request_stop(); };
  Retry retry(std::move(owned), clock, options);
  script->answer(429);
  script->answer(200);

  const auto answer = retry.send(post(), source.get_token());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
  EXPECT_TRUE(answer.error().not_sent) << "a refused POST was surely not carried out";
  EXPECT_THAT(script->requests(), SizeIs(1));
  EXPECT_THAT(clock.sleeps(), IsEmpty());
}

TEST(Retry, EndsAStopDuringALongWaitOfTheRealClockAtOnce) {
  const std::stop_source source;
  SystemClock clock;
  auto owned = std::make_unique<ScriptedTransport>();
  owned->answer(429, "", window(kDate, "1757608610"));  // two minutes
  RetryOptions options;
  std::jthread stopper;
  options.on_wait = [&](const WaitNotice&) {
    stopper = std::jthread([&source] { source.request_stop(); });
  };
  Retry retry(std::move(owned), clock, options);
  const auto start = std::chrono::steady_clock::now();
  const auto answer = retry.send(request(), source.get_token());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds{20});
}

TEST(Retry, UsesChanceOfItsOwnWhenNoneIsGiven) {
  ManualClock clock;
  auto owned = std::make_unique<ScriptedTransport>();
  owned->answer(503);
  owned->answer(200);
  Retry retry(std::move(owned), clock);
  EXPECT_TRUE(retry.send(request(), {}));
  ASSERT_THAT(clock.sleeps(), SizeIs(1));
  EXPECT_GE(clock.sleeps().at(0), milliseconds{100});
  EXPECT_LE(clock.sleeps().at(0), milliseconds{1000});
}

}  // namespace
}  // namespace okta
