// Over files of real applications, which lie beside the checkout: every edit that their index
// expects, and not one other byte.
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/remediate/issuer/moved_file.hpp"
#include "tests/support/recorded.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path configurations() {
  const fs::path folder = tests::source_folder() / ".." / "shared" / "client-configs";
  return fs::is_directory(folder) ? folder : fs::path();
}

constexpr const char* kNoConfigurations =
    "no client configurations: they lie in ../shared/client-configs";

std::string string_or_empty(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The hosts that the index calls Okta's in this file.
OrgHosts hosts_of(const json& file) {
  std::vector<std::string> hosts;
  for (const json& each : file["occurrences"]) {
    const std::string kind = each["kind"];
    if (kind == "other" || kind == "placeholder") continue;
    std::string value = each["value"];
    if (value.find("://") != std::string::npos) value = value.substr(value.find("://") + 3);
    value = value.substr(0, value.find_first_of("/:"));
    if (!value.empty() && value.find_first_of("{}$=") == std::string::npos) hosts.push_back(value);
  }
  const std::string own = hosts.empty() ? "https://acme.okta.com" : "https://" + hosts.front();
  return {own, hosts};
}

struct Expectation {
  std::string bytes;
  std::size_t edits = 0;
};

// What the index says, carried out. `member` of an occurrence is its new value.
Expectation expected(const json& file, const std::string& bytes, bool with_custom) {
  std::vector<std::size_t> lines{bytes.starts_with("\xEF\xBB\xBF") ? 3U : 0U};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') lines.push_back(i + 1);
  }
  std::vector<Splice> splices;
  for (const json& each : file["occurrences"]) {
    std::string after = string_or_empty(each, "expected_after");
    if (after.empty() && with_custom && !each.value("in_comment", false))
      after = string_or_empty(each, "retarget_after");
    const std::string before = each["value"];
    if (after.empty() || after == before) continue;
    const std::size_t at =
        lines[each["line"].get<std::size_t>() - 1] + each["col"].get<std::size_t>() - 1;
    splices.push_back({at, before, after});
  }
  return {spliced(bytes, splices).value_or("(the index does not fit)"), splices.size()};
}

struct Score {
  std::size_t expected = 0;
  std::size_t made = 0;
  std::size_t right = 0;
};

// Edits are the same when they leave the same bytes behind; they are counted by the lines that
// change.
std::set<std::pair<std::size_t, std::string>> changed_lines(const std::string& before,
                                                            const std::string& after) {
  std::set<std::pair<std::size_t, std::string>> changed;
  std::istringstream was(before);
  std::istringstream is(after);
  std::string old_line;
  std::string new_line;
  for (std::size_t line = 1; std::getline(is, new_line); ++line) {
    if (!std::getline(was, old_line)) old_line.clear();
    if (old_line != new_line) changed.emplace(line, new_line);
  }
  return changed;
}

Score compare(const std::string& folder, bool with_custom) {
  Score score;
  const json index = json::parse(tests::read_file(configurations() / folder / "index.json"));
  for (const json& file : index["files"]) {
    const std::string name = file["file"];
    SCOPED_TRACE(name);
    const std::string bytes = tests::read_file(configurations() / folder / name);
    const OrgHosts hosts = hosts_of(file);
    const Expectation wanted = expected(file, bytes, with_custom);
    const std::string made = moved(name, bytes, {.hosts = &hosts, .with_custom = with_custom});
    EXPECT_EQ(made, wanted.bytes);
    const auto right_lines = changed_lines(bytes, wanted.bytes);
    const auto made_lines = changed_lines(bytes, made);
    score.expected += right_lines.size();
    score.made += made_lines.size();
    for (const auto& line : made_lines) score.right += right_lines.count(line);
    if (file.contains("expected_file")) {
      EXPECT_EQ(wanted.bytes, tests::read_file(configurations() / folder /
                                               file["expected_file"].get<std::string>()));
    }
  }
  return score;
}

void show(const std::string& what, const Score& score) {
  const auto share = [](std::size_t part, std::size_t all) {
    return std::to_string(100.0 * static_cast<double>(part) / static_cast<double>(all));
  };
  std::cout << what << ": " << score.right << " of " << score.expected << " edits, " << score.made
            << " made; precision " << share(score.right, score.made) << " %, recall "
            << share(score.right, score.expected) << " %\n";
  EXPECT_GT(score.expected, 0U);
  EXPECT_EQ(score.right, score.made);
  EXPECT_EQ(score.right, score.expected);
}

TEST(Corpus, MovesWhatNamesTheOrgServerAndNothingElse) {
  if (configurations().empty()) GTEST_SKIP() << kNoConfigurations;
  show("corpus", compare("corpus", false));
}

TEST(Corpus, PointsWhatNamesACustomServerAtAnotherWhenAsked) {
  if (configurations().empty()) GTEST_SKIP() << kNoConfigurations;
  show("corpus, with custom servers", compare("corpus", true));
}

TEST(OrgVariants, MoveToTheExpectedFiles) {
  if (configurations().empty()) GTEST_SKIP() << kNoConfigurations;
  show("org-variants", compare("org-variants", false));
}

}  // namespace
}  // namespace remediate
