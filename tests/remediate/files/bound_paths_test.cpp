// What a plan may name on this disk, and how a rewritten file is known again.
#include "remediate/files/bound_paths.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "client/base/digest.hpp"
#include "remediate/files/file_standing.hpp"
#include "tests/support/temporary_folder.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

class BoundFiles : public testing::Test {
 protected:
  BoundFiles() {
    folder_.write("settings/oktafix.yaml", "");
    folder_.write("web/.env", kText);
    folder_.write("web/deep/app.yml", kText);
  }

  static constexpr auto kText = "ISSUER=https://acme.okta.com\n";
  tests::TemporaryFolder folder_;
  BoundPaths paths_{folder_.path() / "settings", {"../web/.env", "../web/**/*.yml"}};
};

TEST_F(BoundFiles, AreFoundByTheirNamesFromTheFolderOfTheSettings) {
  const auto exact = paths_.find("../web/.env");
  ASSERT_TRUE(exact.has_value());
  EXPECT_TRUE(fs::equivalent(exact->path, folder_.path() / "web/.env"));
  const auto matched = paths_.find("../web/deep/app.yml");
  ASSERT_TRUE(matched.has_value());
  EXPECT_TRUE(fs::equivalent(matched->root, folder_.path() / "web"));
}

TEST_F(BoundFiles, AreNoOthersWhateverTheirNameLooksLike) {
  for (const char* name : {"", "../web/deep/.env", "../settings/oktafix.yaml", "/etc/passwd",
                           "../web/deep/../../settings/a.yml", "../web/.env/../../x"})
    EXPECT_FALSE(paths_.find(name).has_value()) << name;
  EXPECT_FALSE((BoundPaths{{}, {"**"}}).find("web/.env").has_value()) << "there are no settings";
}

// By its name it is web/.env, on the disk it is the file of somebody else.
TEST_F(BoundFiles, AreNotReachedThroughALinkAndBack) {
  folder_.write("elsewhere/.env", kText);
  folder_.write("elsewhere/deep/x", "");
  fs::create_directory_symlink(folder_.path() / "elsewhere/deep", folder_.path() / "web/link");
  EXPECT_FALSE(paths_.find("../web/link/../.env").has_value());
  EXPECT_FALSE(paths_.find((folder_.path() / "web/link/../.env").string()).has_value());
  EXPECT_TRUE(paths_.find("./../web/.env").has_value());
  EXPECT_TRUE(paths_.find((folder_.path() / "web/.env").string()).has_value());
}

TEST_F(BoundFiles, HaveTheNameByWhichTheyAreFound) {
  for (const char* file : {"web/.env", "web/deep/app.yml"}) {
    const std::string name = name_from(paths_.folder, folder_.path() / file);
    EXPECT_EQ(name, std::string("../") + file);
    EXPECT_TRUE(paths_.find(name).has_value());
  }
}

TEST_F(BoundFiles, AreKnownAgainByDigestsAlone) {
  const std::vector<Splice> splices = {{28, "", "/oauth2/default"}};
  const std::string before = okta::digest_of(kText);
  FileStanding state = standing_of_file(paths_, "../web/.env", splices, before);
  EXPECT_TRUE(state.is_back);
  EXPECT_FALSE(state.stands);
  folder_.write("web/.env", *spliced(kText, splices));
  state = standing_of_file(paths_, "../web/.env", splices, before);
  EXPECT_FALSE(state.is_back);
  EXPECT_TRUE(state.stands);
  folder_.write("web/.env", *spliced(kText, splices) + "#");
  state = standing_of_file(paths_, "../web/.env", splices, before);
  EXPECT_FALSE(state.is_back || state.stands);
  fs::remove(folder_.path() / "web/.env");
  EXPECT_FALSE(standing_of_file(paths_, "../web/.env", splices, before).is_there);
  EXPECT_FALSE(standing_of_file(paths_, "../other", splices, before).is_bound);
}

}  // namespace
}  // namespace remediate
