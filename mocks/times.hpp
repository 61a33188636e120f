// Points in time as Okta writes them: ISO 8601 in UTC with milliseconds, and the HTTP Date header.
// Also "-3d", "-2h", "-15m", "-30s": ages, so that a seed never grows old.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mocks {

using TimePoint = std::chrono::system_clock::time_point;

[[nodiscard]] std::string iso_text(TimePoint time);  // 2026-01-31T23:59:59.123Z
[[nodiscard]] std::string stamp_text(
    TimePoint time);  // as `created` and `lastUpdated` have it: 2026-01-31T23:59:59.000Z
[[nodiscard]] std::string http_date(TimePoint time);  // Sat, 31 Jan 2026 23:59:59 GMT
[[nodiscard]] std::int64_t epoch_seconds(TimePoint time);

// "2026-01-31", "2026-01-31T23:59:59Z", with a fraction, with "+02:00".
[[nodiscard]] std::optional<TimePoint> parse_iso(std::string_view text);
[[nodiscard]] std::optional<TimePoint> parse_age(std::string_view text, TimePoint now);

}  // namespace mocks
