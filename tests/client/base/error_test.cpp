#include "client/base/error.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "client/base/clock.hpp"
#include "client/base/result.hpp"

namespace {

using okta::Error;
using okta::ErrorKind;

TEST(Error, TellsTheWayDownAndTheSentence) {
  Error error{ErrorKind::network, "connection refused", std::nullopt, {}};
  error = std::move(error).while_doing("list apps").while_doing("audit");
  EXPECT_EQ(error.describe(), "audit: list apps: connection refused");
}

TEST(Error, TellsTheHttpFactsThatAreThere) {
  okta::HttpFacts facts;
  facts.status = 403;
  facts.error_code = "E0000006";
  facts.causes = {"first cause", "second cause"};
  facts.request_id = "5168be8d5f54ca5371398055415254ff";
  const Error error{ErrorKind::forbidden, "not allowed", facts, {"list apps"}};
  EXPECT_EQ(error.describe(),
            "list apps: not allowed (HTTP 403, E0000006, first cause; second cause, request id "
            "5168be8d5f54ca5371398055415254ff)");
}

TEST(Error, HasNoEmptyParenthesesWithoutFacts) {
  const Error error{ErrorKind::timeout, "no answer", okta::HttpFacts{}, {}};
  EXPECT_EQ(error.describe(), "no answer");
}

TEST(Error, EveryKindHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::io); ++kind)
    names.insert(to_string(static_cast<ErrorKind>(kind)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorKind::io) + 1);
  EXPECT_FALSE(names.contains("unknown"));
}

TEST(Result, AFailureCarriesItsError) {
  const okta::Status failed = okta::failure(ErrorKind::io, "disk full");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::io);
  EXPECT_EQ(failed.error().describe(), "disk full");
}

TEST(SystemClock, AWaitEndsAtOnceWhenAStopIsRequested) {
  std::stop_source stop;
  stop.request_stop();
  okta::SystemClock clock;
  const okta::Status waited = clock.sleep_for(std::chrono::hours(1), stop.get_token());
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.error().kind, ErrorKind::interrupted);
}

}  // namespace
