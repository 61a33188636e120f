#include "tests/remediate/report/hostile_text.hpp"

#include <algorithm>

#include "remediate/report/escape.hpp"

namespace tests {

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {"\x1b[2J\x1b]0;owned\x07",
                                                 "line\nbreak\r\ttab",
                                                 "<script>alert(1)</script>",
                                                 "\"><img src=x onerror=alert(1)>",
                                                 "[click](https://evil.example) ![x](y)",
                                                 "`code` | cell | <b>",
                                                 "\xe2\x80\xaetxt.exe \xe2\x80\x8b",
                                                 "\xff\xfe broken \xc3",
                                                 "--><!--",
                                                 "@everyone #1",
                                                 std::string("nul\0nul", 7),
                                                 std::string(5000, 'A'),
                                                 "\xc2\x9b"
                                                 "31m"};
  return texts;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

bool acts_on_a_terminal(const std::string& report) {
  return std::ranges::any_of(lines_of(report), [](const std::string& line) {
    return remediate::escape_terminal(line) != line;
  });
}

std::size_t tags_in(const std::string& html) {
  return static_cast<std::size_t>(std::ranges::count(html, '<'));
}

std::string marks_in(const std::string& markdown) {
  std::string left;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\') {
      ++i;
    } else if (markdown[i] == '`') {
      i = std::min(markdown.find('`', i + 1), markdown.size());
    } else if (std::string("<|[]*").find(markdown[i]) != std::string::npos) {
      left += markdown[i];
    }
  }
  return left;
}

}  // namespace tests
