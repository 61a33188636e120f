// The words that options take, and what they mean. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "remediate/cli/options.hpp"

namespace remediate::cli {

// What this verb can print; otherwise the names of what it can.
[[nodiscard]] tl::expected<Format, std::vector<std::string_view>> format_for(const Options& options,
                                                                             std::string_view name);

// Of words that were checked before.
[[nodiscard]] ColorChoice color_named(std::string_view name);
[[nodiscard]] LogLevel log_level_named(std::string_view name);

}  // namespace remediate::cli
