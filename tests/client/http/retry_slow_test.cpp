#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/http/retry_stage.hpp"

namespace okta {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using tests::RetryStage;

Request slow_query() {
  Request made = tests::request();
  made.repeat_when_slow = false;
  return made;
}

TEST(Retry, ReturnsA500AtOnceWhenTheCallerAsksForLessInstead) {
  RetryStage stage;
  stage.script->answer(500, R"({"errorCode":"E0000009"})");
  stage.script->answer(200);
  const auto answer = stage.send(slow_query());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 500);
  EXPECT_THAT(stage.script->requests(), SizeIs(1));
  EXPECT_THAT(stage.sleeps(), IsEmpty());
}

TEST(Retry, ReturnsATimeOutAtOnceWhenTheCallerAsksForLessInstead) {
  RetryStage stage;
  stage.script->answer(failure(ErrorKind::timeout, "late"));
  stage.script->answer(200);
  const auto answer = stage.send(slow_query());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::timeout);
  EXPECT_THAT(stage.script->requests(), SizeIs(1));
  EXPECT_THAT(stage.sleeps(), IsEmpty());
}

TEST(Retry, ReturnsASlowAnswerAtOnceAfterARefusalToo) {
  RetryStage stage;
  stage.script->answer(429);
  stage.script->answer(500);
  stage.script->answer(200);
  EXPECT_EQ(stage.send(slow_query())->status, 500);
  EXPECT_THAT(stage.script->requests(), SizeIs(2));
}

TEST(Retry, SendsASlowQueryAgainAfterWhatIsNotASignOfSlowness) {
  for (const int status : {423, 429, 502, 503, 504}) {
    RetryStage stage;
    stage.script->answer(status);
    stage.script->answer(200);
    EXPECT_EQ(stage.send(slow_query())->status, 200) << status;
  }
  RetryStage stage;
  stage.script->answer(failure(ErrorKind::network, "cut"));
  stage.script->answer(200);
  EXPECT_TRUE(stage.send(slow_query()));
}

}  // namespace
}  // namespace okta
