#include "remediate/files/find_files.hpp"

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/temporary_folder.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::string_view kText = "ISSUER=https://acme.okta.com\n";

class FindFiles : public testing::Test {
 protected:
  fs::path add(const std::string& name, std::string_view text = kText) const {
    return folder_.write(name, text);
  }
  void link(const std::string& name, const std::string& to) const {
    fs::create_directories((folder() / name).parent_path());
    fs::create_symlink(to, folder() / name);
  }
  [[nodiscard]] const fs::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::string below(const fs::path& path) const {
    return path.lexically_relative(folder()).generic_string();
  }

  FoundFiles find(const FileSearch& search) const {
    auto found = find_files(search, search_for(OrgHosts("https://acme.okta.com", {})), {});
    EXPECT_TRUE(found) << found.error().describe();
    return found.value_or(FoundFiles{});
  }
  FoundFiles find_below(const std::string& name = {}) const {
    return find({{folder() / name}, {}, 2});
  }
  FoundFiles find_matching(const std::string& pattern) const {
    return find({{}, {PathPattern(folder() / "oktafix", pattern)}, 2});
  }
  std::vector<std::string> names(const FoundFiles& found) const {
    std::vector<std::string> all;
    for (const FoundFile& each : found.files) all.push_back(below(each.path));
    return all;
  }
  // "name: reason"
  std::vector<std::string> left_out(const FoundFiles& found) const {
    std::vector<std::string> all;
    for (const LeftOutPath& each : found.left_out)
      all.push_back(below(each.path) + ": " + std::string(to_string(each.reason)));
    return all;
  }

 private:
  tests::TemporaryFolder folder_;
};

TEST_F(FindFiles, FindsWhatSpeaksOfTheOrgAndNothingElse) {
  add("app/.env");
  add("app/src/config.js", "export const issuer = `https://${host}`;");
  add("app/Program.cs", "Console.WriteLine(1);");
  add("app/upper.properties", "HOST=ACME.OKTA.COM");
  add("app/secret.yml", "data: {ISSUER: aHR0cHM6Ly9hY21lLm9rdGEuY29t}");
  const FoundFiles found = find_below();
  EXPECT_THAT(names(found), ElementsAre("app/.env", "app/secret.yml", "app/src/config.js",
                                        "app/upper.properties"));
  EXPECT_EQ(found.read, 5U);
  EXPECT_EQ(found.files[0].text.bytes, kText);
}

TEST_F(FindFiles, TellsWhatItLeavesOutOnceItSpeaksOfTheOrg) {
  add("package-lock.json");
  add("yarn.lock", "left-pad@1");
  add("README.md");
  add("tests/openid-configuration.json");
  add("plan.json", "{\n  \"schema\": \"oktafix.plan/1\", \"org\": \"https://acme.okta.com\"}");
  add("latin1.properties", "name=caf\xe9\nissuer=https://acme.okta.com");
  add("image.bin", std::string("\0\1", 2) + std::string(kText));
  add("node_modules/okta/.env");
  add("web/dist/app.js");
  add("web/bin/Release/appsettings.json");
  add("web/bin/start.sh");
  const FoundFiles found = find_below();
  EXPECT_THAT(names(found), ElementsAre("web/bin/start.sh"));
  EXPECT_THAT(left_out(found),
              UnorderedElementsAre("package-lock.json: generated", "README.md: documentation",
                                   "tests/openid-configuration.json: recorded", "plan.json: own",
                                   "latin1.properties: not-utf8", "node_modules: vendored",
                                   "web/dist: generated", "web/bin/Release: generated"));
}

TEST_F(FindFiles, ReadsWhateverIsNamed) {
  add("app/node_modules/.env");
  add("app/.gitignore", ".env*\n");
  add("app/.env");
  add("app/latin1.properties", "name=caf\xe9\nissuer=https://acme.okta.com");
  const fs::path app = folder() / "app";
  const FoundFiles found =
      find({{app / "node_modules" / ".env", app / ".env", app / "latin1.properties"}, {}, 2});
  EXPECT_THAT(names(found),
              ElementsAre("app/.env", "app/latin1.properties", "app/node_modules/.env"));
  EXPECT_THAT(names(find_below("app/node_modules")), ElementsAre("app/node_modules/.env"));
  EXPECT_THAT(left_out(find_below("app")),
              UnorderedElementsAre("app/.env: ignored-by-git", "app/latin1.properties: not-utf8",
                                   "app/node_modules: vendored"));
}

TEST_F(FindFiles, FailsWhenWhatIsNamedIsNotThere) {
  const auto found = find_files({{folder() / "missing"}, {}, 2}, ByteSearch({"okta"}, {}), {});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, okta::ErrorKind::invalid_input);
}

TEST_F(FindFiles, StopsWhenAsked) {
  add("app/.env");
  std::stop_source stop;
  stop.request_stop();
  const auto found = find_files({{folder()}, {}, 2}, ByteSearch({"okta"}, {}), stop.get_token());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, okta::ErrorKind::interrupted);
}

TEST_F(FindFiles, FollowsLinksInsideTheRootOnly) {
  add("root/shared/okta.env");
  add("elsewhere/okta.env");
  link("root/app/inside.env", "../shared/okta.env");
  link("root/app/outside.env", "../../elsewhere/okta.env");
  link("root/app/folder", "../../elsewhere");
  link("root/app/circle", "..");
  link("root/app/broken", "nowhere");
  link("root/app/self", "self");
  const FoundFiles found = find_below("root");
  EXPECT_THAT(names(found), ElementsAre("root/shared/okta.env"));
  EXPECT_THAT(found.files[0].other_names,
              ElementsAre(place_of(folder() / "root" / "app") / "inside.env"));
  EXPECT_THAT(left_out(found),
              UnorderedElementsAre("root/app/outside.env: outside", "root/app/folder: outside",
                                   "root/app/self: unreadable"));
}

TEST_F(FindFiles, KnowsTwoNamesOfOneFile) {
  const fs::path file = add("app/.env");
  fs::create_hard_link(file, folder() / "app" / "copy.env");
  link("app/link.env", ".env");
  const FoundFiles found = find({{folder() / "app" / "link.env", folder() / "app", file}, {}, 2});
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(below(found.files[0].path), "app/.env");
  EXPECT_EQ(found.files[0].place, place_of(file));
}

TEST_F(FindFiles, FindsByThePatternsOfOktafixYaml) {
  add("oktafix/oktafix.yaml", "applications: []");
  add("web/src/main/resources/application.yml");
  add("web/src/main/resources/application-prod.yml");
  add("web/src/other.yml");
  add("web/node_modules/application.yml");
  add("web/.env");
  EXPECT_THAT(names(find_matching("../web/**/application*.yml")),
              ElementsAre("web/src/main/resources/application-prod.yml",
                          "web/src/main/resources/application.yml"));
  EXPECT_THAT(names(find_matching("../web/.env")), ElementsAre("web/.env"));
  EXPECT_THAT(names(find_matching("../web/*/other.yml")), ElementsAre("web/src/other.yml"));
  EXPECT_THAT(names(find_matching("../we?/.env")), ElementsAre("web/.env"));
  EXPECT_THAT(names(find_matching("../gone/*.yml")), IsEmpty());
}

TEST_F(FindFiles, TellsWhatItMayNotRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  ASSERT_EQ(::chmod(add("app/.env").c_str(), 0), 0);
  EXPECT_THAT(left_out(find_below()), ElementsAre("app/.env: unreadable"));
}

TEST_F(FindFiles, TellsWhatAKilledRunLeft) {
  add("app/.oktafix-0123456789abcdef.tmp");
  EXPECT_THAT(left_out(find_below()), ElementsAre("app/.oktafix-0123456789abcdef.tmp: leftover"));
}

TEST_F(FindFiles, PassesOverPipesWithoutWaiting) {
  add("app/.env");
  ASSERT_EQ(::mkfifo((folder() / "app" / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(names(find_below()), ElementsAre("app/.env"));
  EXPECT_THAT(left_out(find({{folder() / "app" / "pipe"}, {}, 2})),
              ElementsAre("app/pipe: special"));
}

}  // namespace
}  // namespace remediate
