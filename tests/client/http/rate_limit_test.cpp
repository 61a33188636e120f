#include "client/http/rate_limit.hpp"

#include <gtest/gtest.h>

namespace okta {
namespace {

using std::chrono::seconds;

constexpr auto kDate = "Thu, 11 Sep 2025 16:21:50 GMT";  // 1757607710

std::optional<seconds> until_reset(const std::string& reset, const std::string& date = kDate) {
  return read_rate_limit({{"Date", date}, {"X-Rate-Limit-Reset", reset}}).until_reset;
}

TEST(RateLimit, IsReadFromTheRecorded429) {
  const RateLimit limit = read_rate_limit({{"Date", kDate},
                                           {"x-rate-limit-limit", "10"},
                                           {"x-rate-limit-remaining", "0"},
                                           {"x-rate-limit-reset", "1757607758"}});
  EXPECT_EQ(limit.limit, 10);
  EXPECT_EQ(limit.remaining, 0);
  EXPECT_EQ(limit.until_reset, seconds{48});
  EXPECT_FALSE(is_concurrency_limit(limit));
}

TEST(RateLimit, IsSilentWhereTheAnswerIsSilent) {
  const RateLimit limit = read_rate_limit({});
  EXPECT_FALSE(limit.limit);
  EXPECT_FALSE(limit.remaining);
  EXPECT_FALSE(limit.until_reset);
  EXPECT_FALSE(is_concurrency_limit(limit));
}

TEST(RateLimit, NeedsTheDateOfTheSameAnswer) {
  EXPECT_EQ(until_reset("1757607758", ""), std::nullopt);
  EXPECT_EQ(until_reset("1757607758", "yesterday"), std::nullopt);
}

TEST(RateLimit, TakesTheSmallestOfRepeatedAndJoinedValues) {
  EXPECT_EQ(until_reset("1757607758, 1757607730"), seconds{20});
  EXPECT_EQ(until_reset("1757607758,1757607730 ,1757607790"), seconds{20});
  const RateLimit repeated = read_rate_limit({{"Date", kDate},
                                              {"X-Rate-Limit-Reset", "1757607758"},
                                              {"X-Rate-Limit-Reset", "1757607715"},
                                              {"X-Rate-Limit-Remaining", "7, 3"}});
  EXPECT_EQ(repeated.until_reset, seconds{5});
  EXPECT_EQ(repeated.remaining, 3);
}

TEST(RateLimit, PassesOverValuesThatCannotBe) {
  EXPECT_EQ(until_reset("1694535758"), std::nullopt) << "two years in the past";
  EXPECT_EQ(until_reset("1694535758, 1757607758"), seconds{48});
  EXPECT_EQ(until_reset("1757611311"), std::nullopt) << "more than an hour ahead";
  EXPECT_EQ(until_reset("soon"), std::nullopt);
  EXPECT_EQ(until_reset("-5"), std::nullopt);
  EXPECT_EQ(until_reset("99999999999999999999999"), std::nullopt);
  EXPECT_EQ(until_reset(" , ,"), std::nullopt);
  EXPECT_EQ(until_reset("9223372036854775807", "Sun, 28 May 1013 20:26:40 GMT"), std::nullopt);
}

TEST(RateLimit, OfZeroAndZeroIsTheConcurrencyLimit) {
  EXPECT_TRUE(is_concurrency_limit(
      read_rate_limit({{"X-Rate-Limit-Limit", "0"}, {"X-Rate-Limit-Remaining", "0"}})));
  EXPECT_FALSE(is_concurrency_limit(
      read_rate_limit({{"X-Rate-Limit-Limit", "10"}, {"X-Rate-Limit-Remaining", "0"}})));
}

}  // namespace
}  // namespace okta
