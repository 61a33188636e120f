// The rules of the house that a machine can hold. CONTRIBUTING.md tells them to people.
#include <algorithm>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/recorded.hpp"
#include "tests/tidy/source_tree.hpp"

namespace tests {
namespace {

TEST(SourceRules, NoFileIsLongerThan400Lines) {
  for (const SourceFile& file : source_files()) {
    EXPECT_LE(file.lines.size(), 400U) << file.path << " is two rooms";
  }
}

TEST(SourceRules, EveryHeaderSaysFirstWhatItIsFor) {
  for (const SourceFile& file : source_files()) {
    if (!file.is_header()) continue;
    ASSERT_FALSE(file.lines.empty()) << file.path;
    EXPECT_TRUE(file.lines.front().starts_with("// ")) << file.path;
    EXPECT_NE(std::ranges::find(file.lines, "#pragma once"), file.lines.end()) << file.path;
  }
}

TEST(SourceRules, NoNameHidesWhatItIs) {
  const std::regex vague("(util|helper|manager|misc|common)", std::regex::icase);
  for (const SourceFile& file : source_files())
    EXPECT_FALSE(std::regex_search(file.path, vague)) << file.path;
}

// "file:line" of every line that contains one of the words.
std::vector<std::string> places_of(const SourceFile& file, const std::vector<std::string>& words) {
  std::vector<std::string> places;
  for (std::size_t line = 0; line < file.lines.size(); ++line) {
    const auto is_there = [&](const std::string& word) {
      return file.lines[line].find(word) != std::string::npos;
    };
    if (std::ranges::any_of(words, is_there)) {
      places.push_back(file.path + ":" + std::to_string(line + 1));
    }
  }
  return places;
}

// This file names the words that it looks for.
bool is_this_file(const SourceFile& file) {
  return file.path == "tests/tidy/source_rules_test.cpp";
}

TEST(SourceRules, NothingIsLeftForLater) {
  for (const SourceFile& file : source_files()) {
    if (is_this_file(file)) continue;
    EXPECT_EQ(places_of(file, {"TODO", "FIXME"}), std::vector<std::string>{});
  }
}

TEST(SourceRules, NoTestSleeps) {
  for (const SourceFile& file : source_files()) {
    if (is_this_file(file) || !file.path.starts_with("tests/")) continue;
    EXPECT_EQ(places_of(file, {"std::this_thread::sleep", "usleep(", " sleep("}),
              std::vector<std::string>{});
  }
}

TEST(SourceRules, EverythingIsFormatted) {
  const auto run = [](const std::string& command) { return std::system(command.c_str()); };
  if (run("clang-format-16 --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "clang-format-16 is not installed: formatting is not looked at";
  std::string command =
      "cd '" + source_folder().string() + "' && clang-format-16 --dry-run --Werror";
  for (const SourceFile& file : source_files()) command += " " + file.path;
  EXPECT_EQ(run(command), 0) << "run: clang-format-16 -i FILE";
}

}  // namespace
}  // namespace tests
