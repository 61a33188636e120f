// The C++ of docs/client.md is compiled and run: each of its examples stands word for word in
// tests/consumer/guide.cpp.
#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/recorded.hpp"

namespace tests {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& path) {
  Lines lines;
  std::ifstream stream(source_folder() / path);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The blocks of a page that are C++.
std::vector<Lines> examples_of(const Lines& page) {
  std::vector<Lines> examples;
  bool inside = false;
  for (const std::string& line : page) {
    if (line == "```cpp") {
      inside = true;
      examples.emplace_back();
    } else if (line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      examples.back().push_back(line);
    }
  }
  return examples;
}

// Whether the example begins at that line of the code, indented as deep as the code is there.
bool stands_at(const Lines& code, std::size_t at, const Lines& example) {
  if (at + example.size() > code.size()) return false;
  const std::string indent(std::min(code[at].find_first_not_of(' '), code[at].size()), ' ');
  for (std::size_t line = 0; line < example.size(); ++line) {
    if (code[at + line] != (example[line].empty() ? "" : indent + example[line])) return false;
  }
  return true;
}

bool contains(const Lines& code, const Lines& example) {
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (stands_at(code, at, example)) return true;
  }
  return false;
}

TEST(Guide, ShowsOnlyWhatIsCompiled) {
  Lines code = lines_of("tests/consumer/guide.hpp");
  for (const std::string& line : lines_of("tests/consumer/guide.cpp")) code.push_back(line);
  const std::vector<Lines> examples = examples_of(lines_of("docs/client.md"));
  EXPECT_GE(examples.size(), 8U);
  for (const Lines& example : examples) {
    ASSERT_FALSE(example.empty());
    EXPECT_TRUE(contains(code, example))
        << "docs/client.md shows an example that tests/consumer/guide.cpp does not have: "
        << example.front();
  }
}

}  // namespace
}  // namespace tests
