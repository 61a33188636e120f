// A machine that has more installed than script/packages.txt says hides a missing line: so the list
// is resolved as if nothing were there.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/recorded.hpp"
#include "tests/tidy/source_tree.hpp"

namespace tests {
namespace {

std::vector<std::string> packages() {
  std::ifstream stream(source_folder() / "script" / "packages.txt");
  std::vector<std::string> names;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty() && line.front() != '#') names.push_back(line);
  }
  return names;
}

bool knows(const std::string& package) {
  return std::system(("apt-cache show " + package + " >/dev/null 2>&1").c_str()) == 0;
}

TEST(Packages, ResolveOnABareMachine) {
  if (!knows("libcurl4-openssl-dev"))
    GTEST_SKIP() << "apt-get has no package lists here: script/packages.txt is not resolved";
  std::string command =
      "apt-get -qq -o Dir::State::status=/dev/null --simulate install --no-install-recommends";
  for (const std::string& name : packages()) command += " " + name;
  EXPECT_EQ(std::system((command + " >/dev/null").c_str()), 0) << command;
}

TEST(Packages, AreNamedOnce) {
  std::vector<std::string> names = packages();
  ASSERT_FALSE(names.empty());
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

// What the sources include decides which -dev packages must be listed.
TEST(Packages, CoverEveryLibraryThatTheSourcesInclude) {
  const std::vector<std::pair<std::string, std::string>> owners{{"curl/", "libcurl4-openssl-dev"},
                                                                {"nlohmann/", "nlohmann-json3-dev"},
                                                                {"yaml-cpp/", "libyaml-cpp-dev"},
                                                                {"spdlog/", "libspdlog-dev"},
                                                                {"fmt/", "libfmt-dev"},
                                                                {"CLI/", "libcli11-dev"},
                                                                {"tl/", "libexpected-dev"},
                                                                {"httplib.h", "libcpp-httplib-dev"},
                                                                {"openssl/", "libssl-dev"},
                                                                {"gtest/", "libgtest-dev"},
                                                                {"gmock/", "libgmock-dev"},
                                                                {"rapidcheck", "librapidcheck-dev"},
                                                                {"SQLiteCpp/", "libsqlitecpp-dev"},
                                                                {"jose/", "libjose-dev"},
                                                                {"jansson.h", "libjansson-dev"}};
  const std::vector<std::string> listed = packages();
  for (const SourceFile& file : source_files()) {
    for (const std::string& included : file.system_includes()) {
      const auto owner = std::ranges::find_if(
          owners, [&](const auto& each) { return included.starts_with(each.first); });
      if (owner == owners.end()) {
        const bool standard_or_posix =
            included.find('/') == std::string::npos || included.starts_with("sys/") ||
            included.starts_with("netinet/") || included.starts_with("arpa/");
        EXPECT_TRUE(standard_or_posix)
            << file.path << " includes <" << included << ">, which no package is known to bring";
        continue;
      }
      EXPECT_NE(std::ranges::find(listed, owner->second), listed.end())
          << file.path << " needs " << owner->second;
    }
  }
}

}  // namespace
}  // namespace tests
