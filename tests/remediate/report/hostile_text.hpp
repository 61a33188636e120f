// What an attacker would write into an org, and what of it must not be left in a report.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tests {

[[nodiscard]] const std::vector<std::string>& hostile_texts();

[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);
[[nodiscard]] bool acts_on_a_terminal(const std::string& report);

[[nodiscard]] std::size_t tags_in(const std::string& html);
// Characters that mean something to Markdown where they stand, outside code spans.
[[nodiscard]] std::string marks_in(const std::string& markdown);

}  // namespace tests
