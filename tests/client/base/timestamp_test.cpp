#include "client/base/timestamp.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/support/recorded.hpp"

namespace {

using okta::format_timestamp;
using okta::parse_http_date;
using okta::parse_timestamp;
using okta::Timestamp;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Timestamp, ReadsWhatOktaAnswers) {
  EXPECT_EQ(parse_timestamp("2026-01-11T12:19:07.000Z"), Timestamp(seconds(1'768'133'947)));
  EXPECT_EQ(parse_timestamp("2026-01-11T12:19:07Z"), Timestamp(seconds(1'768'133'947)));
  EXPECT_EQ(parse_timestamp("2024-08-13T15:58:20.353Z"),
            Timestamp(milliseconds(1'723'564'700'353)));
}

TEST(Timestamp, ReadsAnyNumberOfFractionalDigitsAndKeepsMilliseconds) {
  const Timestamp start = *parse_timestamp("2026-01-11T12:19:07Z");
  EXPECT_EQ(parse_timestamp("2026-01-11T12:19:07.5Z"), start + milliseconds(500));
  EXPECT_EQ(parse_timestamp("2026-01-11T12:19:07.05Z"), start + milliseconds(50));
  EXPECT_EQ(parse_timestamp("2026-01-11T12:19:07.123999999999999999999Z"),
            start + milliseconds(123));
}

TEST(Timestamp, AppliesTheOffset) {
  const Timestamp noon = *parse_timestamp("2026-03-01T12:00:00Z");
  EXPECT_EQ(parse_timestamp("2026-03-01T14:00:00+02:00"), noon);
  EXPECT_EQ(parse_timestamp("2026-03-01T14:00:00.000+0200"), noon);
  EXPECT_EQ(parse_timestamp("2026-03-01T06:30:00-05:30"), noon);
  EXPECT_EQ(parse_timestamp("2026-03-01T00:30:00+01:00"), parse_timestamp("2026-02-28T23:30:00Z"));
}

TEST(Timestamp, KnowsLeapDays) {
  EXPECT_TRUE(parse_timestamp("2024-02-29T00:00:00Z"));
  EXPECT_TRUE(parse_timestamp("2000-02-29T00:00:00Z"));
  EXPECT_FALSE(parse_timestamp("2025-02-29T00:00:00Z"));
  EXPECT_FALSE(parse_timestamp("1900-02-29T00:00:00Z"));
  EXPECT_EQ(*parse_timestamp("2024-03-01T00:00:00Z") - *parse_timestamp("2024-02-28T00:00:00Z"),
            std::chrono::hours(48));
}

TEST(Timestamp, ALeapSecondIsTheNextMinute) {
  EXPECT_EQ(parse_timestamp("2016-12-31T23:59:60Z"), parse_timestamp("2017-01-01T00:00:00Z"));
}

// What could not be written again the same way.
TEST(Timestamp, RefusesWhatLeavesTheYearsOfFourDigits) {
  EXPECT_FALSE(parse_timestamp("0000-01-01T00:00:00+00:01"));
  EXPECT_FALSE(parse_timestamp("9999-12-31T23:59:60Z"));
  EXPECT_FALSE(parse_http_date("Fri, 31 Dec 9999 23:59:60 GMT"));
  EXPECT_TRUE(parse_timestamp("0000-01-01T00:01:00+00:01"));
  EXPECT_TRUE(parse_timestamp("9999-12-31T23:59:59.999Z"));
}

TEST(Timestamp, RefusesEverythingElse) {
  for (const std::string_view text : {"",
                                      "null",
                                      "2026-01-11",
                                      "2026-01-11T12:19:07",
                                      "2026-01-11 12:19:07Z",
                                      "2026-13-11T12:19:07Z",
                                      "2026-00-11T12:19:07Z",
                                      "2026-01-32T12:19:07Z",
                                      "2026-01-11T24:00:00Z",
                                      "2026-01-11T12:60:07Z",
                                      "2026-01-11T12:19:61Z",
                                      "2026-01-11T12:19:07.Z",
                                      "2026-01-11T12:19:07Zx",
                                      " 2026-01-11T12:19:07Z",
                                      "2026-01-11T12:19:07+25:00",
                                      "2026-01-11T12:19:07+02",
                                      "2026-1-11T12:19:07Z",
                                      "+026-01-11T12:19:07Z",
                                      "2026-01-11T12:-9:07Z",
                                      "1768133947"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

TEST(Timestamp, IsWrittenTheWayOktaWritesIt) {
  EXPECT_EQ(format_timestamp(Timestamp(milliseconds(1'723'564'700'353))),
            "2024-08-13T15:58:20.353Z");
  EXPECT_EQ(format_timestamp(Timestamp(milliseconds(-1))), "1969-12-31T23:59:59.999Z");
}

TEST(Timestamp, ReadsBackWhatItWrote) {
  const auto first = parse_timestamp("0001-01-01T00:00:00.000Z")->time_since_epoch().count();
  const auto last = parse_timestamp("9999-12-31T23:59:59.999Z")->time_since_epoch().count();
  EXPECT_TRUE(rc::check([&] {
    const Timestamp time(milliseconds(*rc::gen::inRange(first, last)));
    RC_ASSERT(parse_timestamp(format_timestamp(time)) == time);
  }));
}

TEST(HttpDate, ReadsTheRfc7231Form) {
  EXPECT_EQ(parse_http_date("Thu, 11 Sep 2025 16:21:50 GMT"),
            parse_timestamp("2025-09-11T16:21:50Z"));
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Timestamp(seconds(784'111'777)));
}

TEST(HttpDate, RefusesEverythingElse) {
  for (const std::string_view text :
       {"", "Thu, 11 Sep 2025 16:21:50", "Thu, 11 Sep 2025 16:21:50 CET",
        "Thu, 31 Feb 2025 16:21:50 GMT", "11 Sep 2025 16:21:50 GMT", "1757607758",
        "Thursday, 11-Sep-25 16:21:50 GMT", "Thu, 11 Foo 2025 16:21:50 GMT",
        "Thu, 11 Sep 2025 16:21:50 GMT, Thu, 11 Sep 2025 16:21:50 GMT"}) {
    EXPECT_FALSE(parse_http_date(text)) << text;
  }
}

// The shape `NNNN-NN-NNT` occurs in no other place of the recordings.
TEST(Timestamp, ReadsEveryTimestampOfTheRecordings) {
  if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  std::size_t read = 0;
  for (const char* folder : {"oidc-apps", "authorization-servers", "policies", "put-exchanges"}) {
    for (const auto& file : tests::recorded_files(folder)) {
      const std::string text = tests::read_file(file);
      for (std::size_t at = text.find("\"20"); at != std::string::npos;
           at = text.find("\"20", at + 1)) {
        const std::string value = text.substr(at + 1, text.find('"', at + 1) - at - 1);
        if (value.size() < 12 || value[4] != '-' || value[10] != 'T') continue;
        EXPECT_TRUE(parse_timestamp(value)) << file << ": " << value;
        ++read;
      }
    }
  }
  EXPECT_GT(read, 500U);
}

}  // namespace
