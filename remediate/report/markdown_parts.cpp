#include "remediate/report/markdown_parts.hpp"

#include <fmt/format.h>

#include "remediate/report/escape.hpp"
#include "remediate/report/narrative.hpp"

namespace remediate::markdown_parts {

std::string codes(const std::vector<std::string>& names) {
  std::vector<std::string> spans;
  for (const std::string& each : names) spans.push_back(markdown_code(each));
  return joined(spans, ", ");
}

std::string row(const std::vector<std::string>& markdown) {
  return fmt::format("| {} |\n", joined(markdown, " | "));
}

std::string table_head(const std::vector<std::string>& markdown) {
  return row(markdown) + row(std::vector<std::string>(markdown.size(), "---"));
}

std::string folded(std::string_view title, const std::string& markdown) {
  if (markdown.empty()) return {};
  return fmt::format("\n<details><summary>{}</summary>\n\n{}\n</details>\n", title,
                     markdown.substr(markdown.find_first_not_of('\n')));
}

}  // namespace remediate::markdown_parts
