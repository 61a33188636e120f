// What one answer says about Okta's rate limit (Okta docs, "Monitor rate limits": the headers
// X-Rate-Limit-Limit, -Remaining and -Reset). Times are differences between two headers of the same
// answer: the local clock may be wrong and is never asked. Pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "client/http/transport.hpp"

namespace okta {

struct RateLimit {
  std::optional<std::int64_t> limit;
  std::optional<std::int64_t> remaining;
  // Absent when the answer does not say it, or says something that cannot be: a reset that is over
  // or more than an hour ahead. Recorded answers contain resets two years in the past.
  std::optional<std::chrono::seconds> until_reset;
  // The same moment by the org's clock, in seconds since 1970: which window it is. Comparable only
  // with what another answer of the same org says.
  std::optional<std::int64_t> reset = {};
};

// Headers may be repeated or joined by commas (Okta, OKTA-112507): the smallest value that makes
// sense counts.
[[nodiscard]] RateLimit read_rate_limit(const Headers& headers);

// Too many requests at the same moment, not too many in this window: Okta answers with a limit and
// a remaining of 0, and its reset is only a suggestion.
[[nodiscard]] bool is_concurrency_limit(const RateLimit& limit);

}  // namespace okta
