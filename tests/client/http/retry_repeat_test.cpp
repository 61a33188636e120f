// Requests that their sender repeats himself, because he has to look again first; stops that must
// not cut off what has left; and what is known in the end of a write that was sent several times.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/http/retry_stage.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;
using tests::ManualClock;
using tests::RetryStage;
using tests::ScriptedTransport;

Request replacement(Repetition earlier = {}) {
  Request made = tests::request(Method::put);
  made.repeat_after_wait = false;
  made.earlier = earlier;
  return made;
}

TEST(Retry, TellsTheWaitOfARefusalInsteadOfRepeatingAReplacement) {
  for (const int status : {423, 429}) {
    RetryStage stage;
    stage.script->answer(status, "later");
    const auto answer = stage.send(replacement());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status);
    EXPECT_EQ(answer->body, "later");
    ASSERT_TRUE(answer->again);
    EXPECT_EQ(answer->again->refusals, 1);
    EXPECT_EQ(answer->again->failures, 0);
    EXPECT_GT(answer->again->wait, milliseconds{0});
    EXPECT_THAT(stage.script->requests(), SizeIs(1));
    EXPECT_THAT(stage.sleeps(), IsEmpty());
    EXPECT_THAT(stage.notices, IsEmpty());
  }
}

TEST(Retry, TellsTheWaitOfALostReplacement) {
  RetryStage stage;
  stage.script->answer(failure(ErrorKind::timeout, "late"));
  const auto answer = stage.send(replacement());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::timeout);
  ASSERT_TRUE(answer.error().again);
  EXPECT_EQ(answer.error().again->failures, 1);
  EXPECT_EQ(answer.error().again->refusals, 0);
  stage.script->answer(503);
  EXPECT_EQ(stage.send(replacement())->again->failures, 1);
}

TEST(Retry, LetsAReplacementBeRepeatedAsOftenAsItWouldItself) {
  RetryOptions options;
  options.max_retries = 1;
  options.max_refusals = 2;
  RetryStage stage(options);
  const auto may_repeat = [&](int status, Repetition earlier) {
    stage.script->answer(status);
    return stage.send(replacement(earlier))->again.has_value();
  };
  EXPECT_TRUE(may_repeat(429, {.refusals = 1, .failures = 1}));
  EXPECT_FALSE(may_repeat(429, {.refusals = 2, .failures = 0}));
  EXPECT_TRUE(may_repeat(503, {.refusals = 2, .failures = 0}));
  EXPECT_FALSE(may_repeat(503, {.refusals = 0, .failures = 1}));
  EXPECT_FALSE(may_repeat(400, {}));
  EXPECT_FALSE(may_repeat(200, {}));
}

TEST(Retry, MakesEachWaitOfAReplacementLongerToo) {
  RetryStage stage({}, 1.0);
  stage.script->answer(503);
  stage.script->answer(503);
  const auto first = stage.send(replacement())->again;
  ASSERT_TRUE(first);
  const auto second = stage.send(replacement(*first))->again;
  ASSERT_TRUE(second);
  EXPECT_EQ(first->wait, seconds{1});
  EXPECT_EQ(second->wait, seconds{2});
}

// A Retry of which somebody wants the end as soon as it begins to wait.
struct StoppedWait {
  explicit StoppedWait(RetryOptions options = {}) {
    auto owned = std::make_unique<ScriptedTransport>();
    script = owned.get();
    options.on_wait = [this](const WaitNotice&) { source.request_stop(); };
    retry = std::make_unique<Retry>(std::move(owned), clock, std::move(options));
  }

  std::stop_source source;
  ManualClock clock;
  ScriptedTransport* script = nullptr;
  std::unique_ptr<Retry> retry;
};

Request removal() {
  Request made = tests::request(Method::del);
  made.let_finish = true;
  return made;
}

// A transport that turns everything away, as a Throttle does whose bucket has no call left.
Error turned_away(const Repetition& earlier) {
  Error error{ErrorKind::rate_limited, "no call is left", std::nullopt, {}};
  error.not_sent = true;
  error.again = Repetition{earlier.refusals + 1, earlier.failures, seconds{31}};
  return error;
}

TEST(Retry, PassesOnHowLongARequestThatWasTurnedAwayHasToWait) {
  RetryStage stage;
  stage.script->answer(failure(turned_away({})));
  const auto answer = stage.send(replacement());
  ASSERT_FALSE(answer);
  ASSERT_TRUE(answer.error().again);
  EXPECT_EQ(answer.error().again->wait, seconds{31});
  EXPECT_EQ(answer.error().again->refusals, 1);
}

TEST(Retry, LetsWhatWasTurnedAwayTryAgainAFewTimesEvenWhenNothingIsRepeated) {
  RetryOptions options;
  options.max_refusals = 0;
  RetryStage stage(options);
  Repetition earlier;
  for (int times = 1; times <= 3; ++times) {
    stage.script->answer(failure(turned_away(earlier)));
    const auto answer = stage.send(replacement(earlier));
    ASSERT_TRUE(answer.error().again) << times;
    earlier = *answer.error().again;
  }
  stage.script->answer(failure(turned_away(earlier)));
  EXPECT_FALSE(stage.send(replacement(earlier)).error().again);
}

TEST(Retry, AsksForNoOtherTryWhenTheWaitOfWhatWasTurnedAwayIsTooLong) {
  RetryOptions options;
  options.max_waiting = seconds{10};
  RetryStage stage(options);
  stage.script->answer(failure(turned_away({})));
  const auto answer = stage.send(tests::request());
  ASSERT_FALSE(answer);
  EXPECT_FALSE(answer.error().again);
  ASSERT_THAT(stage.notices, SizeIs(1));
  EXPECT_TRUE(stage.notices[0].gives_up);
}

TEST(Retry, EndsTheWaitOfSuchARequestAtAStopAndSaysThatItWasNotCarriedOut) {
  for (const bool idempotent : {true, false}) {
    StoppedWait stage;
    stage.script->answer(429);
    stage.script->answer(204);
    Request request = removal();
    request.idempotent = idempotent;
    const auto answer = stage.retry->send(request, stage.source.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
    EXPECT_TRUE(answer.error().not_sent);
    EXPECT_THAT(stage.script->requests(), SizeIs(1));
  }
}

TEST(Retry, DoesNotSayThatOfARequestWhoseFirstCopyMayHaveBeenCarriedOut) {
  for (const bool is_answered : {true, false}) {
    StoppedWait stage;
    if (is_answered)
      stage.script->answer(503);
    else
      stage.script->answer(failure(ErrorKind::network, "cut"));
    const auto answer = stage.retry->send(removal(), stage.source.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
    EXPECT_FALSE(answer.error().not_sent);
  }
}

TEST(Retry, SaysItOfARequestThatSurelyNeverLeft) {
  StoppedWait stage;
  Error unreachable{ErrorKind::network, "no connection", std::nullopt, {}};
  unreachable.not_sent = true;
  stage.script->answer(failure(unreachable));
  const auto answer = stage.retry->send(removal(), stage.source.get_token());
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().not_sent);
}

// --- what is known of a write in the end ---------------------------------------------------------

TEST(Retry, HidesNoCopyThatMayBeCarriedOutBehindARefusalOfALaterOne) {
  for (const int refusal : {400, 401, 403, 409}) {
    for (const bool is_answered : {true, false}) {
      RetryStage stage;
      if (is_answered)
        stage.script->answer(504, "gateway");
      else
        stage.script->answer(failure(ErrorKind::network, "cut"));
      stage.script->answer(refusal);
      const auto answer = stage.send(removal());
      EXPECT_EQ(stage.script->unused(), 0U);
      EXPECT_EQ(answer ? answer->body : answer.error().message, is_answered ? "gateway" : "cut");
    }
  }
}

TEST(Retry, HidesItBehindNoCopyThatNeverLeft) {
  RetryStage stage;
  Error unreachable{ErrorKind::network, "nobody there", std::nullopt, {}};
  unreachable.not_sent = true;
  stage.script->answer(504, "gateway");
  stage.script->answer(failure(unreachable));
  stage.script->answer(failure(unreachable));
  const auto answer = stage.send(removal());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "gateway");
}

TEST(Retry, BelievesALaterCopyThatWasCarriedOutOrFindsNothingToRemoveAnyMore) {
  for (const int done : {200, 204, 404}) {
    RetryStage stage;
    stage.script->answer(504);
    stage.script->answer(done);
    EXPECT_EQ(stage.send(removal())->status, done);
  }
}

TEST(Retry, ReturnsTheLastAnswerToARead) {
  RetryStage stage;
  stage.script->answer(504);
  stage.script->answer(401);
  EXPECT_EQ(stage.send(tests::request())->status, 401);
}

}  // namespace
}  // namespace okta
