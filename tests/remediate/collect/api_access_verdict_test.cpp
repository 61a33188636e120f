#include <gtest/gtest.h>

#include "remediate/collect/read_servers.hpp"

namespace remediate {
namespace {

SourceReading failed_with(okta::ErrorKind kind, int status, std::string code) {
  SourceReading reading;
  okta::Error error{kind, "no", okta::HttpFacts{}, {}};
  error.http->status = status;
  error.http->error_code = std::move(code);
  reading.error = std::move(error);
  return reading;
}

TEST(ApiAccessVerdict, IsPresentWhenTheListIsAnsweredEvenIfItIsEmpty) {
  SourceReading reading;
  reading.coverage.pages = 1;
  EXPECT_EQ(api_access_verdict(reading, false).state, ApiAccessState::present);
}

TEST(ApiAccessVerdict, IsAbsentForE0000015WithEitherStatusWhenAnotherReadSucceeds) {
  for (const int status : {401, 403}) {
    const auto reading = failed_with(okta::ErrorKind::feature_missing, status, "E0000015");
    EXPECT_EQ(api_access_verdict(reading, true).state, ApiAccessState::absent) << status;
    EXPECT_EQ(api_access_verdict(reading, false).state, ApiAccessState::unknown) << status;
  }
}

TEST(ApiAccessVerdict, IsUnknownForEveryOtherFailure) {
  using okta::ErrorKind;
  EXPECT_EQ(api_access_verdict(failed_with(ErrorKind::forbidden, 403, "E0000006"), true).state,
            ApiAccessState::unknown);
  EXPECT_EQ(api_access_verdict(failed_with(ErrorKind::forbidden, 403, ""), true).state,
            ApiAccessState::unknown);
  EXPECT_EQ(api_access_verdict(failed_with(ErrorKind::not_found, 404, "E0000007"), true).state,
            ApiAccessState::unknown);
  EXPECT_EQ(api_access_verdict(failed_with(ErrorKind::server, 500, "E0000009"), true).state,
            ApiAccessState::unknown);
  SourceReading cut;
  cut.error = okta::Error{ErrorKind::network, "reset", std::nullopt, {}};
  EXPECT_EQ(api_access_verdict(cut, true).state, ApiAccessState::unknown);
}

}  // namespace
}  // namespace remediate
