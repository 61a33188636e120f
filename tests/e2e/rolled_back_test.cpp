// When the journal says that a run is rolled back, and what becomes of one that is not.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using namespace tests;
using Json = nlohmann::ordered_json;

class RolledBack : public Oktafix {
 protected:
  RolledBack() {
    const ProgramResult applied = run(org_, with_approval({"apply", "--yes"}));
    EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  }

  [[nodiscard]] ProgramResult rollback() const { return run(org_, {"rollback", "last", "--yes"}); }
  [[nodiscard]] Json runs(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), "runs");
    return json_of(org_, more)["runs"];
  }

  mocks::FakeOrg org_ = started_with(orders_seed());
};

TEST_F(RolledBack, IsNoRunWhoseRollbackStoppedHalfwayUntilAnotherTakesTheRest) {
  ASSERT_TRUE(org_.add_fault("DELETE /scopes/ 1 E0000006"));
  EXPECT_EQ(rollback().exit_code, 6);
  EXPECT_EQ(runs()[0]["state"], "done");
  EXPECT_EQ(runs()[1]["undoes"], runs()[0]["id"]);
  EXPECT_EQ(runs()[1]["left"], 1);
  EXPECT_THAT(run(org_, {"runs"}).out, HasSubstr("rollback of " + std::string(runs()[0]["id"])));

  const ProgramResult again = rollback();
  EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
  EXPECT_EQ(runs()[0]["state"], "rolledBack");
  EXPECT_EQ(runs()[2]["left"], 0);
  EXPECT_FALSE(has_scope(org_, "orders.read"));
}

// Undone from another machine, whose journal this one does not see.
TEST_F(RolledBack, IsARunThatWasFoundUndone) {
  std::filesystem::copy(folder() / ".local/state/oktafix", folder() / "elsewhere",
                        std::filesystem::copy_options::recursive);
  const std::vector<std::string> there = {"--state-dir", (folder() / "elsewhere").string()};
  ASSERT_EQ(rollback().exit_code, 0);
  org_.forget_requests();

  std::vector<std::string> rehearsal = {"rollback", "last", "--dry-run"};
  rehearsal.insert(rehearsal.end(), there.begin(), there.end());
  EXPECT_EQ(run(org_, rehearsal).exit_code, 0);
  EXPECT_EQ(runs(there)[0]["state"], "done") << "nothing is noted by a rehearsal";

  std::vector<std::string> again = {"rollback", "last", "--yes"};
  again.insert(again.end(), there.begin(), there.end());
  const ProgramResult found = run(org_, again);
  EXPECT_EQ(found.exit_code, 0) << found.out << found.err;
  EXPECT_THAT(writes(org_), IsEmpty());
  EXPECT_EQ(runs(there)[0]["state"], "rolledBack");
}

}  // namespace
