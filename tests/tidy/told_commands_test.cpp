// Whoever is told to run something must be able to.
#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/tidy/source_tree.hpp"

namespace tests {
namespace {

std::string text_of(const SourceFile& file) {
  std::string text;
  for (const std::string& line : file.lines) text += line + "\n";
  return text;
}

std::set<std::string> captures(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (auto each = std::sregex_iterator(text.begin(), text.end(), pattern);
       each != std::sregex_iterator(); ++each)
    found.insert((*each)[1]);
  return found;
}

// As the command line declares them.
std::set<std::string> verbs() {
  const auto& files = source_files();
  const auto options = std::ranges::find(files, "remediate/cli/options.cpp",
                                         [](const auto& each) { return each.path; });
  if (options == files.end()) return {};
  std::set<std::string> names =
      captures(text_of(*options), std::regex(R"re(add_verb\(\s*Verb::\w+,\s*"([a-z]+)")re"));
  names.merge(captures(text_of(*options), std::regex(R"re(add_subcommand\("([a-z]+)")re")));
  return names;
}

// Commands in a text stand between backticks.
TEST(ToldCommands, HaveVerbsThatAreThere) {
  const std::set<std::string> known = verbs();
  ASSERT_TRUE(known.contains("rollback") && known.contains("access"));
  int told = 0;
  for (const SourceFile& file : source_files()) {
    if (!file.path.starts_with("remediate/")) continue;
    for (const std::string& verb : captures(text_of(file), std::regex(R"(`oktafix ([a-z]+))"))) {
      ++told;
      EXPECT_TRUE(known.contains(verb)) << file.path << " tells of `oktafix " << verb << "`";
    }
  }
  EXPECT_GT(told, 10);
}

}  // namespace
}  // namespace tests
