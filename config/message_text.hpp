// Pieces of messages: text from a file or an environment made fit to be shown, and the name that
// somebody probably meant. Pure. Nothing that may be a secret is ever passed here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace config {

// In double quotes, on one line, cut when long; controls, text-direction marks and bytes that are
// no UTF-8 are written as escapes.
[[nodiscard]] std::string in_quotes(std::string_view text);

// The candidate that differs by a slip of the fingers, if one does.
[[nodiscard]] std::optional<std::string_view> nearest_name(
    std::string_view text, std::span<const std::string_view> candidates);

// ` (did you mean "approve"?)`, or nothing.
[[nodiscard]] std::string suggestion(std::string_view text,
                                     std::span<const std::string_view> candidates);

// `a, b or c`
[[nodiscard]] std::string one_of(std::span<const std::string_view> names);

[[nodiscard]] std::string joined_lines(const std::vector<std::string>& lines);

}  // namespace config
