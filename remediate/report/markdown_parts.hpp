// Pieces that the Markdown reports share. Parameters named `markdown` must be escaped already.
// Internal to this room. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remediate::markdown_parts {

[[nodiscard]] std::string codes(const std::vector<std::string>& names);  // escaped here
[[nodiscard]] std::string row(const std::vector<std::string>& markdown);
[[nodiscard]] std::string table_head(const std::vector<std::string>& markdown);
// Folded below its title, which is our own word; empty when there is nothing to fold.
[[nodiscard]] std::string folded(std::string_view title, const std::string& markdown);

}  // namespace remediate::markdown_parts
