// The other half of the fix: client configuration files that oktafix.yaml binds to apps.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/projects.hpp"

namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using namespace tests;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr auto kSpring = "0oaSpringOrders00001";
constexpr auto kAspnet = "0oaAspnetPortal00001";
constexpr auto kNode = "0oaNodeShop000000001";

Json projects_seed() {
  return Json::parse(seed_json({app_json(kSpring, "Spring Orders"),
                                app_json(kAspnet, "ASP.NET Portal"), app_json(kNode, "Node Shop")},
                               {failure_json(kSpring, "openid, profile, orders.read, orders.write"),
                                failure_json(kAspnet, "openid, profile, portal.admin"),
                                failure_json(kNode, "openid, profile, shop.buy")}));
}

ProjectFiles without_settings(ProjectFiles files) {
  files.erase("oktafix.yaml");
  return files;
}

class ClientFiles : public Oktafix {
 protected:
  void SetUp() override {
    write_files(folder(), before_);
    // The folder also has what the fixture puts there.
    for (const auto& [name, text] : before_) ASSERT_TRUE(fs::exists(folder() / name)) << name;
  }

  // The files of the projects as they are now.
  [[nodiscard]] ProjectFiles now() const {
    ProjectFiles files = files_in(folder());
    std::erase_if(files, [&](const auto& each) { return !before_.contains(each.first); });
    return files;
  }

  mocks::FakeOrg org_ = started_with(projects_seed());
  ProjectFiles before_ = projects("before", org_.base_url());
  ProjectFiles after_ = projects("after", org_.base_url());
};

// A Spring, an ASP.NET and a Node project, from failing to working configuration with one apply.
TEST_F(ClientFiles, MoveWithOneApplyAndBackByRollbackToTheByte) {
  const ProgramResult applied = run(org_, {"apply", "--yes"});
  ASSERT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  EXPECT_EQ(now(), after_);

  // A second apply does nothing.
  org_.forget_requests();
  const ProgramResult again = run(org_, {"apply", "--yes"});
  EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
  EXPECT_TRUE(writes(org_).empty());
  EXPECT_EQ(now(), after_);

  const Json shown = json_of(org_, {"runs", "show"});
  EXPECT_EQ(shown["state"], "done");
  const ProgramResult verified = run(org_, {"verify", "-v"});
  EXPECT_THAT(verified.out, HasSubstr("node-shop/.env")) << verified.err;

  const ProgramResult undone = run(org_, {"rollback", "last", "--yes"});
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_EQ(now(), before_);
}

TEST_F(ClientFiles, AreToldByTheAuditWithFileAndLine) {
  const Json audit = json_of(org_, {"audit"});
  const auto& findings = audit["findings"];
  const auto found = std::ranges::find_if(findings, [](const Json& each) {
    return each["rule"] == "issuer-points-to-org-server" &&
           each["subject"]["id"] == "node-shop/.env";
  });
  ASSERT_NE(found, findings.end()) << findings.dump(2);
  EXPECT_EQ((*found)["subject"]["kind"], "file");
  EXPECT_EQ((*found)["fixable"], true);
  EXPECT_EQ((*found)["location"]["file"], "node-shop/.env");
  EXPECT_GT((*found)["location"]["line"], 0);
  EXPECT_EQ(now(), before_);
}

TEST_F(ClientFiles, ComeLastInThePlanAndNothingOfThemButUrlsIsInIt) {
  const Json plan = json_of(org_, {"plan"});
  bool is_file = false;
  for (const Json& change : plan["changes"]) {
    if (change["target"]["kind"] == "file") {
      is_file = true;
      EXPECT_EQ(change["action"], "rewrite");
      EXPECT_FALSE(change["after"].empty());
      EXPECT_THAT(change["precondition"]["digest"].get<std::string>(), HasSubstr("sha256:"));
    } else {
      EXPECT_FALSE(is_file) << "a file comes before " << change["id"];
    }
  }
  EXPECT_TRUE(is_file);
  EXPECT_THAT(plan.dump(), Not(HasSubstr("nobody-sees")));
  const ProgramResult shown = run(org_, {"apply", "--dry-run"});
  EXPECT_EQ(shown.exit_code, 3) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("REWRITE node-shop/.env"));
  EXPECT_EQ(now(), before_);
}

TEST_F(ClientFiles, ThatSomebodyEditedSinceThePlanStopTheRunBeforeTheFirstWrite) {
  ASSERT_EQ(run(org_, {"plan", "--out", "plan.json"}).exit_code, 3);
  std::ofstream(folder() / "node-shop/.env", std::ios::app) << "# mine\n";
  org_.forget_requests();
  const ProgramResult applied = run(org_, {"apply", "plan.json", "--yes"});
  EXPECT_EQ(applied.exit_code, 7) << applied.out << applied.err;
  EXPECT_THAT(applied.err, HasSubstr("node-shop/.env"));
  EXPECT_TRUE(writes(org_).empty());
}

TEST_F(ClientFiles, ThatSomebodyEditedSinceTheRunStayAndAreTold) {
  ASSERT_EQ(run(org_, {"apply", "--yes"}).exit_code, 0);
  std::ofstream(folder() / "node-shop/.env", std::ios::app) << "# mine\n";
  const ProgramResult undone = run(org_, {"rollback", "last", "--yes"});
  EXPECT_THAT(undone.out + undone.err, HasSubstr("node-shop/.env"));
  ProjectFiles expected = before_;
  expected["node-shop/.env"] = after_.at("node-shop/.env") + "# mine\n";
  EXPECT_EQ(now(), expected);
}

TEST_F(ClientFiles, AreRefusedToAPlanThatNamesWhatNobodyBinds) {
  Json plan = json_of(org_, {"plan"});
  write("oktafix.yaml",
        "applications:\n  - match: 0oaSpringOrders00001\n    files: [\"none/*\"]\n");
  write("plan.json", plan.dump());
  org_.forget_requests();
  const ProgramResult applied = run(org_, {"apply", "plan.json", "--yes"});
  EXPECT_NE(applied.exit_code, 0);
  EXPECT_THAT(applied.err, HasSubstr("binds no such file"));
  EXPECT_TRUE(writes(org_).empty());
  ProjectFiles files = without_settings(now());
  EXPECT_EQ(files, without_settings(before_));
}

TEST_F(ClientFiles, ThatCannotBeReadAreAGapOfTheirClientAlone) {
  write("oktafix.yaml",
        "applications:\n  - match: 0oaSpringOrders00001\n    files: [\"gone/.env\"]\n");
  const Json audit = json_of(org_, {"audit"});
  const Json& gaps = audit["completeness"]["gaps"];
  ASSERT_EQ(gaps.size(), 1U) << gaps.dump(2);
  EXPECT_EQ(gaps[0]["source"], "clientFiles");
  EXPECT_EQ(gaps[0]["subject"], kSpring);
}

}  // namespace
