// Who may include whom. docs/architecture.md draws it, docs/adr/0004-rooms-and-includes.md says
// why; here it is held.
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/tidy/source_tree.hpp"

namespace tests {
namespace {

using Rooms = std::set<std::string>;

// A room may always include itself.
const std::map<std::string, Rooms>& allowed() {
  static const std::map<std::string, Rooms> rooms = [] {
    const Rooms client{"client/client", "client/api",    "client/auth",
                       "client/http",   "client/models", "client/base"};
    const auto with = [](Rooms some, const Rooms& more) {
      some.insert(more.begin(), more.end());
      return some;
    };
    std::map<std::string, Rooms> dag{
        {"client/base", {}},
        {"client/models", {"client/base"}},
        {"client/http", {"client/base"}},
        {"client/auth", {"client/http", "client/base"}},
        {"client/api", {"client/http", "client/models", "client/base"}},
        {"client/client", client},
        {"config", {"client/base"}},
        {"mocks", {}},
        {"remediate/model", {"client/base", "client/models"}},
        {"remediate/access", {"remediate/model", "client/base", "client/models"}},
        {"remediate/evidence",
         {"remediate/model", "remediate/issuer", "config", "client/base", "client/models"}},
        {"remediate/formats", {"remediate/model"}},
        {"remediate/issuer", {"remediate/formats", "remediate/model", "client/base"}},
        {"remediate/files", {"remediate/issuer", "remediate/model", "client/base"}},
        {"remediate/checks",
         {"remediate/model", "remediate/evidence", "remediate/access", "remediate/issuer", "config",
          "client/base", "client/models"}},
        {"remediate/kinds", {"remediate/model", "client/base", "client/models"}},
        {"remediate/journal", {"remediate/model", "client/base"}},
        {"remediate/explain", {"remediate/model", "client/base"}},
        {"remediate/plan",
         {"remediate/model", "remediate/kinds", "remediate/checks", "remediate/access",
          "remediate/evidence", "remediate/issuer", "config", "client/base", "client/models"}},
        {"remediate/apply",
         with({"remediate/model", "remediate/kinds", "remediate/journal", "remediate/collect",
               "remediate/files", "remediate/issuer", "remediate/formats"},
              client)},
        {"remediate/verify",
         with({"remediate/model", "remediate/kinds", "remediate/collect", "remediate/files"},
              client)},
        {"remediate/collect",
         with({"remediate/model", "remediate/kinds", "remediate/evidence", "remediate/files",
               "remediate/issuer", "remediate/formats", "config"},
              client)},
    };
    dag["remediate/engine"] = with(
        {"remediate/model", "remediate/access", "remediate/evidence", "remediate/issuer",
         "remediate/checks", "remediate/collect", "remediate/kinds", "remediate/plan",
         "remediate/journal", "remediate/apply", "remediate/verify", "remediate/files", "config"},
        client);
    dag["remediate/report"] = {
        "remediate/engine", "remediate/explain", "remediate/files", "remediate/model",
        "config",           "client/base",       "client/models"};
    dag["remediate/cli"] =
        with({"remediate/report", "remediate/engine", "remediate/explain", "remediate/model",
              "remediate/evidence", "remediate/journal", "remediate/apply", "config"},
             client);
    return dag;
  }();
  return rooms;
}

TEST(IncludeDag, EveryRoomIncludesOnlyTheRoomsBelowIt) {
  for (const SourceFile& file : source_files()) {
    const std::string room = room_of(file.path);
    if (room == "tests") continue;
    ASSERT_TRUE(allowed().contains(room))
        << file.path << " lies in no room: open one in docs/architecture.md and here";
    for (const std::string& included : file.own_includes()) {
      const std::string target = room_of(included);
      EXPECT_TRUE(target == room || allowed().at(room).contains(target))
          << file.path << " includes " << included << ", but " << room << " may not include "
          << target << " (docs/adr/0004-rooms-and-includes.md)";
    }
  }
}

TEST(IncludeDag, HasNoCircle) {
  // Rooms are taken away once everything below them is gone; what remains stands in a circle.
  std::map<std::string, Rooms> left = allowed();
  for (bool progress = true; progress;) {
    progress = std::erase_if(left, [&](const auto& room) {
                 for (const std::string& below : room.second) {
                   if (below != room.first && left.contains(below)) return false;
                 }
                 return true;
               }) > 0;
  }
  EXPECT_TRUE(left.empty()) << left.begin()->first << " stands in a circle";
}

TEST(IncludeDag, NamesOnlyRoomsThatAreThere) {
  Rooms open;
  for (const SourceFile& file : source_files()) open.insert(room_of(file.path));
  for (const auto& [room, below] : allowed())
    EXPECT_TRUE(open.contains(room)) << room << " is empty";
}

// Headers of ours that pull these in would cost every file that includes them seconds
// (docs/adr/0004-rooms-and-includes.md).
TEST(IncludeDag, KeepsHeavyLibrariesOutOfOurHeaders) {
  const std::set<std::string> heavy{"nlohmann/json.hpp", "httplib.h",    "spdlog/spdlog.h",
                                    "yaml-cpp/yaml.h",   "curl/curl.h",  "CLI/CLI.hpp",
                                    "CLI/App.hpp",       "fmt/format.h", "fmt/ranges.h",
                                    "openssl/evp.h",     "fmt/core.h",   "regex"};
  for (const SourceFile& file : source_files()) {
    if (!file.is_header() || file.path.starts_with("tests/")) continue;
    for (const std::string& included : file.system_includes()) {
      EXPECT_FALSE(heavy.contains(included)) << file.path << " includes <" << included << ">";
    }
  }
}

std::set<std::string> users_of(const std::set<std::string>& prefixes) {
  std::set<std::string> users;
  for (const SourceFile& file : source_files()) {
    if (room_of(file.path) == "tests") continue;
    for (const std::string& included : file.system_includes()) {
      for (const std::string& prefix : prefixes) {
        if (included.starts_with(prefix)) users.insert(file.path);
      }
    }
  }
  return users;
}

TEST(IncludeDag, KeepsCurlInTheFilesThatWrapIt) {
  EXPECT_EQ(users_of({"curl/"}),
            (std::set<std::string>{"client/base/url.cpp", "client/http/curl_handle.cpp"}));
}

TEST(IncludeDag, KeepsLibjoseInTheFileThatWrapsIt) {
  EXPECT_EQ(users_of({"jose/", "jansson.h"}),
            (std::set<std::string>{"client/auth/jwt_signer.cpp"}));
}

}  // namespace
}  // namespace tests
