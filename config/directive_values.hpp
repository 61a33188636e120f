// The small languages inside oktafix.yaml: durations, dates, grant types, group ids, scopes and
// allowances. Each fails with the clause that follows the key in a message, e.g. `must be ...`.
// Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace config {

template <class T>
using Parsed = tl::expected<T, std::string>;

// `12h`, `30d`, from 1h to 90d (what Okta keeps); nothing for `off`, also where a YAML 1.1 tool
// wrote it as `false`.
[[nodiscard]] Parsed<std::optional<std::chrono::hours>> parse_lookback(std::string_view text);

[[nodiscard]] Parsed<std::chrono::year_month_day> parse_date(std::string_view text);

// What is wrong, or nothing.
[[nodiscard]] std::optional<std::string> objection_to_grant_type(std::string_view text);
[[nodiscard]] std::optional<std::string> objection_to_group(std::string_view text);
[[nodiscard]] std::optional<std::string> objection_to_scope(std::string_view text);
[[nodiscard]] std::optional<std::string> objection_to_approval(std::string_view text);
[[nodiscard]] std::optional<std::string> objection_to_consent(std::string_view text);
[[nodiscard]] std::optional<std::string> objection_to_server(std::string_view text);
[[nodiscard]] std::optional<std::string> objection_to_allowance(std::string_view text);

}  // namespace config
