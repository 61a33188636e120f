#include "client/http/rate_bucket.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "client/http/flight_limit.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Verdict = RateBucket::Verdict;
using Why = RateBucket::Why;

constexpr std::int64_t kReset = 1'757'607'758;

RateLimit told(std::int64_t limit, std::int64_t remaining, int until_reset,
               std::int64_t reset = kReset) {
  RateLimit said;
  said.limit = limit;
  said.remaining = remaining;
  said.until_reset = seconds{until_reset};
  said.reset = reset;
  return said;
}

// One bucket and what time it is.
struct Stage {
  explicit Stage(int share_percent) : bucket(share_percent) {}

  [[nodiscard]] RateBucket::Advice advice(bool can_wait = true) const {
    return bucket.advice(now, can_wait);
  }
  [[nodiscard]] bool goes(bool can_wait = true) const {
    return advice(can_wait).verdict == Verdict::go;
  }
  [[nodiscard]] milliseconds wait() const {
    EXPECT_EQ(advice().verdict, Verdict::wait);
    return advice().wait;
  }
  // A whole exchange.
  void call(const RateLimit& answer, int status = 200) {
    const RateBucket::Sent sent = bucket.send(now, true);
    bucket.hear(answer, status, now, sent);
  }
  // How many go now, when each is answered with one call less.
  int calls_that_go(std::int64_t limit, std::int64_t remaining, int until_reset,
                    std::int64_t reset = kReset) {
    int gone = 0;
    for (; goes(); ++gone) call(told(limit, --remaining, until_reset, reset));
    return gone;
  }

  RateBucket bucket;
  Timestamp now{seconds{1000}};
};

TEST(RateBucket, SendsOneAheadWhileNothingIsKnown) {
  Stage stage(100);
  const RateBucket::Sent scout = stage.bucket.send(stage.now, true);
  EXPECT_TRUE(scout.is_scout);
  EXPECT_EQ(stage.advice().verdict, Verdict::wait_for_answer);
  stage.bucket.hear(told(10, 9, 60), 200, stage.now, scout);
  EXPECT_TRUE(stage.goes());
  EXPECT_FALSE(stage.bucket.send(stage.now, true).is_scout);
}

TEST(RateBucket, SendsAnotherAheadWhenTheFirstWasLost) {
  Stage stage(100);
  stage.bucket.hear_nothing(stage.bucket.send(stage.now, true), true);
  EXPECT_TRUE(stage.goes());
}

TEST(RateBucket, GivesItsShareOfAWindowAndThenWaitsForTheNext) {
  Stage stage(50);
  EXPECT_EQ(stage.calls_that_go(20, 20, 48), 10);
  EXPECT_EQ(stage.advice().why, Why::share_used);
  EXPECT_EQ(stage.wait(), seconds{48} + milliseconds{100});
  stage.now += stage.wait();
  EXPECT_EQ(stage.calls_that_go(20, 20, 60, kReset + 60), 10);
}

TEST(RateBucket, RoundsNoShareToNothing) {
  for (const std::int64_t limit : {1, 2, 3, 10}) {
    Stage stage(1);
    EXPECT_EQ(stage.calls_that_go(limit, limit, 60), 1) << limit;
  }
}

TEST(RateBucket, TakesNoCallThatIsNotThere) {
  Stage stage(50);
  EXPECT_EQ(stage.calls_that_go(20, 4, 48), 4) << "others used most of it";
  EXPECT_EQ(stage.advice().why, Why::all_used);
}

TEST(RateBucket, CountsWhatIsUnderWay) {
  Stage stage(100);
  stage.call(told(10, 2, 60));
  const RateBucket::Sent first = stage.bucket.send(stage.now, true);
  EXPECT_TRUE(stage.goes());
  const RateBucket::Sent second = stage.bucket.send(stage.now, true);
  EXPECT_FALSE(stage.goes());
  stage.bucket.hear_nothing(first, false);
  EXPECT_TRUE(stage.goes()) << "it never left";
  stage.bucket.hear(told(10, 1, 60), 200, stage.now, second);
  EXPECT_TRUE(stage.goes());
}

TEST(RateBucket, KeepsTheLeastThatAnyAnswerOfAWindowSaid) {
  Stage stage(100);
  stage.call(told(10, 1, 60));
  stage.call(told(10, 7, 60));  // written before the other
  EXPECT_TRUE(stage.goes());
  (void)stage.bucket.send(stage.now, true);
  EXPECT_FALSE(stage.goes());
}

TEST(RateBucket, LearnsNothingFromALateAnswerOfAnEarlierWindow) {
  Stage stage(100);
  const RateBucket::Sent late = stage.bucket.send(stage.now, true);
  stage.call(told(10, 9, 60));
  stage.bucket.hear(told(10, 0, 2, kReset - 58), 200, stage.now, late);
  EXPECT_TRUE(stage.goes());
}

TEST(RateBucket, ShortensTheWaitByEachAnswerThatKnowsBetter) {
  Stage stage(100);
  stage.call(told(10, 5, 48));
  stage.now += milliseconds{900};
  stage.call(told(10, 4, 47));  // the second had been all but over
  stage.call(told(10, 0, 47));
  EXPECT_EQ(stage.wait(), seconds{47} + milliseconds{100});
  stage.now += milliseconds{500};
  stage.call(told(10, 0, 47));
  EXPECT_EQ(stage.wait(), seconds{46} + milliseconds{600}) << "no answer makes it longer";
}

TEST(RateBucket, LetsNoResetAheadOfTheRunningWindowBeginAnother) {
  Stage stage(50);
  for (int i = 0; i < 10; ++i) stage.call(told(20, 20 - i, 40 + i, kReset + i));
  EXPECT_FALSE(stage.goes()) << "a reset that slides along begins no window";
  EXPECT_EQ(stage.wait(), seconds{40} + milliseconds{100});
}

TEST(RateBucket, BelievesNoWindowThatWouldLastForManyMinutes) {
  Stage stage(50);
  stage.call(told(20, 0, 1200));
  EXPECT_TRUE(stage.goes());
  stage.call(told(20, 0, 1200), 429);
  EXPECT_EQ(stage.wait(), seconds{1}) << "as if it had said nothing";
}

TEST(RateBucket, BeginsAWindowByTheOrgsClockBeforeItsOwnHasGotThere) {
  Stage stage(100);
  stage.call(told(10, 1, 60));
  stage.now += seconds{58};
  stage.call(told(10, 9, 60, kReset + 60));
  EXPECT_EQ(stage.calls_that_go(10, 9, 60, kReset + 60), 9);
}

TEST(RateBucket, NoticesThatAWindowEndsLaterThanItSaid) {
  Stage stage(100);
  stage.call(told(10, 0, 30));
  stage.now += stage.wait();
  stage.call(told(10, 0, 0));  // still the same
  EXPECT_EQ(stage.wait(), seconds{1});
  stage.now += stage.wait();
  stage.call(told(10, 0, 60, kReset + 60));
  EXPECT_EQ(stage.wait(), seconds{61}) << "and remembers it";
}

TEST(RateBucket, IsOpenAgainSoonAfterARefusalWhoseResetIsPast) {
  Stage stage(100);
  RateLimit past;  // as it is read from a reset before the Date
  past.limit = 10;
  past.remaining = 0;
  stage.call(past, 429);
  EXPECT_LE(stage.wait(), seconds{1});
  stage.now += stage.wait();
  stage.call(told(10, 0, 0), 429);
  EXPECT_LE(stage.wait(), seconds{1});
}

TEST(RateBucket, GuessesLongerEachTimeWhenRefusalsSayNothing) {
  Stage stage(100);
  for (const int expected : {1, 2, 4, 8, 16, 30, 30}) {
    stage.call({}, 429);
    EXPECT_EQ(stage.wait(), seconds{expected});
    EXPECT_EQ(stage.advice().why, Why::refused);
    stage.now += stage.wait();
  }
  stage.call({}, 200);
  stage.call({}, 429);
  EXPECT_EQ(stage.wait(), seconds{1});
}

TEST(RateBucket, TakesRefusalsOfWhatWasUnderWayTogetherForOne) {
  Stage stage(100);
  stage.call({}, 200);
  const RateBucket::Sent first = stage.bucket.send(stage.now, true);
  const RateBucket::Sent second = stage.bucket.send(stage.now, true);
  stage.bucket.hear({}, 429, stage.now, first);
  stage.bucket.hear({}, 429, stage.now, second);
  EXPECT_EQ(stage.wait(), seconds{1});
}

TEST(RateBucket, SendsOneAheadAfterARefusal) {
  Stage stage(100);
  stage.call({}, 200);
  EXPECT_FALSE(stage.bucket.send(stage.now, true).is_scout) << "answers speak of no limit";
  stage.call({}, 429);
  stage.now += stage.wait();
  EXPECT_TRUE(stage.bucket.send(stage.now, true).is_scout);
  EXPECT_EQ(stage.advice().verdict, Verdict::wait_for_answer);
}

TEST(RateBucket, HoldsNothingBackWhereAnswersSpeakOfNoLimit) {
  Stage stage(1);
  stage.call({});
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(stage.goes());
    (void)stage.bucket.send(stage.now, true);
  }
}

TEST(RateBucket, IsNotClosedByTooManyRequestsAtOnce) {
  Stage stage(100);
  stage.call(told(10, 9, 60));
  stage.call(told(0, 0, 60), 429);
  EXPECT_TRUE(stage.goes());
}

TEST(RateBucket, WaitsNoLongerWhenTheClockIsSetBack) {
  for (const int status : {200, 429}) {
    Stage stage(100);
    stage.call(told(10, 0, 30), status);
    EXPECT_GE(stage.wait(), seconds{30});
    stage.now -= std::chrono::hours{1};
    ASSERT_TRUE(stage.goes());
    const RateBucket::Sent scout = stage.bucket.send(stage.now, true);
    EXPECT_TRUE(scout.is_scout);
    EXPECT_EQ(stage.advice().verdict, Verdict::wait_for_answer) << "one goes ahead";
    stage.bucket.hear(told(10, 0, 20), status, stage.now, scout);
    const milliseconds wait = stage.wait();
    EXPECT_GE(wait, seconds{20});
    EXPECT_LE(wait, seconds{21});
    stage.now += wait;
    EXPECT_TRUE(stage.goes()) << "one wait is enough";
  }
}

TEST(RateBucket, BelievesNoLimitThatCannotBeReckonedWith) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  Stage stage(50);
  stage.call(told(kMost, kMost, 60));
  stage.call(told(kMost, kMost, 60));
  EXPECT_TRUE(stage.goes());
}

TEST(RateBucket, LetsWhatCannotWaitGoBeyondTheShareButNotBeyondTheLimit) {
  Stage stage(1);
  stage.call(told(10, 1, 60));
  EXPECT_FALSE(stage.goes());
  EXPECT_TRUE(stage.goes(false));
  stage.bucket.hear(told(10, 0, 60), 200, stage.now, stage.bucket.send(stage.now, false));
  EXPECT_FALSE(stage.goes(false));
}

TEST(RateBucket, KeepsACallForWhatWasTurnedAway) {
  Stage stage(100);
  EXPECT_EQ(stage.calls_that_go(3, 3, 60), 3);
  EXPECT_FALSE(stage.goes(false));
  stage.bucket.keep_one();
  stage.now += stage.wait();
  EXPECT_EQ(stage.calls_that_go(3, 3, 60, kReset + 60), 2);
  EXPECT_TRUE(stage.goes(false));
  stage.bucket.hear(told(3, 0, 60, kReset + 60), 200, stage.now,
                    stage.bucket.send(stage.now, false));
  stage.now += stage.wait();
  EXPECT_EQ(stage.calls_that_go(3, 3, 60, kReset + 120), 3) << "once is enough";
}

TEST(RateBucket, SaysHowMuchIsUsed) {
  Stage stage(50);
  EXPECT_EQ(stage.bucket.describe(), "limit not known");
  stage.call(told(20, 15, 60));
  EXPECT_EQ(stage.bucket.describe(), "10 of 20 calls are ours, 1 sent, 15 left for all");
}

// --- how many at once ---------------------------------------------------------------------------

TEST(FlightLimit, HalvesWhatIsUnderWayAndGrowsSlowly) {
  FlightLimit flights;
  for (int i = 0; i < 8; ++i) EXPECT_EQ(flights.take_off(), 0U);
  EXPECT_FALSE(flights.is_full());
  flights.land(0, FlightLimit::Landing::refused);
  EXPECT_EQ(flights.most(), 4);
  flights.land(0, FlightLimit::Landing::refused);
  EXPECT_EQ(flights.most(), 4) << "they were refused together";
  EXPECT_TRUE(flights.is_full());
  for (int i = 0; i < 6; ++i) flights.land(0, FlightLimit::Landing::lost);
  EXPECT_FALSE(flights.is_full());
  for (int i = 0; i < 20; ++i) flights.land(flights.take_off(), FlightLimit::Landing::answered);
  EXPECT_EQ(flights.most(), 5);
}

TEST(FlightLimit, NeverStopsEverything) {
  FlightLimit flights;
  for (int i = 0; i < 5; ++i) flights.land(flights.take_off(), FlightLimit::Landing::refused);
  EXPECT_EQ(flights.most(), 1);
  EXPECT_FALSE(flights.is_full());
}

}  // namespace
}  // namespace okta
