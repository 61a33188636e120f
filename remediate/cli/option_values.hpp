// The words that options take, and what they mean. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "remediate/cli/options.hpp"

namespace remediate::cli {

// What this verb can print; otherwise the names of what it can.
[[nodiscard]] tl::expected<Format, std::vector<std::string_view>> format_for(const Options& options,
                                                                             std::string_view name);

// `90s`, `30m`, `2h`: up to a day. The error is what it must be.
[[nodiscard]] tl::expected<std::chrono::seconds, std::string_view> watch_named(
    std::string_view text);

// Options that do not go together: what is wrong, or nothing.
[[nodiscard]] std::optional<std::string> objection_to(const Options& options);

// Of words that were checked before.
[[nodiscard]] ColorChoice color_named(std::string_view name);
[[nodiscard]] LogLevel log_level_named(std::string_view name);

}  // namespace remediate::cli
