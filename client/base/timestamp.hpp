// Points in time as Okta writes them: ISO 8601 in UTC with milliseconds,
// `2026-01-11T12:19:07.000Z`. Pure functions, no clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace okta {

using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

// Accepts any number of fractional digits and a numeric UTC offset: Okta answers other forms than
// it was sent.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

[[nodiscard]] std::string format_timestamp(Timestamp time);

// The RFC 7231 form of the HTTP `Date` header.
[[nodiscard]] std::optional<Timestamp> parse_http_date(std::string_view text);

}  // namespace okta
