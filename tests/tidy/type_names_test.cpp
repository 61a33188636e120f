// Two types of one name in one namespace are undefined behaviour that no compiler and no linker
// tells: each file sees its own.
#include <map>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/tidy/source_tree.hpp"

namespace tests {
namespace {

// The types that a file defines at the outermost level of a named namespace, as `okta::Client`.
std::set<std::string> types_of(const SourceFile& file) {
  static const std::regex opening(R"(^namespace ([\w:]+) \{$)");
  static const std::regex definition(
      R"(^(?:struct|class|enum class) (\w+)(?: final)?(?: :.*)? \{.*$)");
  std::set<std::string> types;
  std::string name;
  bool is_private = false;
  for (const std::string& line : file.lines) {
    std::smatch found;
    if (line == "namespace {") is_private = true;
    if (line == "}  // namespace") is_private = false;
    if (std::regex_match(line, found, opening)) name = found[1];
    if (!is_private && std::regex_match(line, found, definition))
      types.insert(name + "::" + found[1].str());
  }
  return types;
}

TEST(TypeNames, AreDefinedOnceInTheirNamespace) {
  std::map<std::string, std::string> first_place;
  for (const SourceFile& file : source_files()) {
    if (file.path.starts_with("tests/")) continue;  // programs of their own
    for (const std::string& type : types_of(file)) {
      const auto [known, is_new] = first_place.emplace(type, file.path);
      EXPECT_TRUE(is_new) << type << " is defined in " << known->second << " and in " << file.path;
    }
  }
  EXPECT_TRUE(first_place.contains("okta::Client"));
}

}  // namespace
}  // namespace tests
