#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/terminal.hpp"

// A person at a terminal.
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace tests;
using Json = nlohmann::ordered_json;

constexpr auto kMayIt = "May it be created and granted to this client? [y/N]";
constexpr auto kFinal = "make these 5 changes in ";

class Prompt : public Oktafix {
 protected:
  [[nodiscard]] TerminalProgram at_terminal(const mocks::FakeOrg& org,
                                            const std::vector<std::string>& arguments) const {
    ProgramCall made = call(org, arguments);
    made.environment["NO_COLOR"] = "1";
    return TerminalProgram(made);
  }

  mocks::FakeOrg org_ = started_with(orders_seed());
};

TEST_F(Prompt, ApprovesAScopeAndThenThePlan) {
  TerminalProgram program = at_terminal(org_, {"apply"});
  ASSERT_TRUE(program.wait_for("'Orders' (0oa1orders) asks for the scope orders.read."))
      << program.screen();
  ASSERT_TRUE(program.wait_for("illegal_custom_scope")) << "the evidence, " << program.screen();
  ASSERT_TRUE(program.wait_for(kMayIt)) << program.screen();
  program.type("y\n");
  ASSERT_TRUE(program.wait_for(kFinal)) << program.screen();
  EXPECT_THAT(writes(org_), IsEmpty()) << "before the last answer";
  program.type("y\n");
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_TRUE(has_scope(org_, "orders.read"));
}

TEST_F(Prompt, ShowsEffectsAndChangesBeforeTheFinalQuestion) {
  TerminalProgram program = at_terminal(org_, with_approval({"apply"}));
  ASSERT_TRUE(program.wait_for("What it does")) << program.screen();
  ASSERT_TRUE(program.wait_for("denied -> granted")) << program.screen();
  ASSERT_TRUE(program.wait_for("What it changes, in this order (5)")) << program.screen();
  ASSERT_TRUE(program.wait_for("create scope 'orders.read'")) << program.screen();
  ASSERT_TRUE(program.wait_for(kFinal)) << program.screen();
  program.type("n\n");
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.exit_code, 2) << result.out;
  EXPECT_THAT(result.out, HasSubstr("nothing was written"));
  EXPECT_THAT(result.out, Not(HasSubstr(kMayIt))) << "approved already";
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Prompt, TakesEveryAnswerButYesForNo) {
  for (const char* answer : {"n\n", "\n", "yo\n", "orders.read\n", "\x04"}) {
    TerminalProgram program = at_terminal(org_, {"apply"});
    ASSERT_TRUE(program.wait_for(kMayIt)) << program.screen();
    program.type(answer);
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.exit_code, 9) << answer << result.out;
    EXPECT_THAT(result.out, Not(HasSubstr(kFinal)));
  }
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Prompt, ApprovesForOneClientAndNotForTheNext) {
  const mocks::FakeOrg org = started_with(two_client_seed());
  TerminalProgram program = at_terminal(org, {"apply"});
  ASSERT_TRUE(program.wait_for("'Orders' (0oa1orders) asks for"));
  ASSERT_TRUE(program.wait_for(kMayIt));
  program.type("n\n");
  ASSERT_TRUE(program.wait_for("'Stock' (0oa2stock) asks for"));
  ASSERT_TRUE(program.wait_for(kMayIt));
  program.type("yes\n");
  ASSERT_TRUE(program.wait_for(kFinal)) << program.screen();
  program.type("y\n");
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.exit_code, 9) << result.out;
  EXPECT_FALSE(own_policy(org, kStock).is_null());
  EXPECT_TRUE(own_policy(org, kOrders).is_null());
}

TEST_F(Prompt, WantsTheNameOfASuspiciousScopeTyped) {
  Json seed = orders_seed();
  seed["logs"] = Json::array({Json::parse(failure_json(kOrders, "openid, Profile"))});
  for (const auto& [answer, wanted] : {std::pair("y\n", false), std::pair("Profile\n", true)}) {
    const mocks::FakeOrg org = started_with(seed);
    TerminalProgram program = at_terminal(org, {"apply"});
    ASSERT_TRUE(program.wait_for("It looks like a slip")) << program.screen();
    ASSERT_TRUE(program.wait_for("type its name:")) << program.screen();
    program.type(answer);
    if (wanted) {
      ASSERT_TRUE(program.wait_for(kFinal)) << program.screen();
      program.type("y\n");
    }
    EXPECT_EQ(program.wait().exit_code, wanted ? 0 : 9) << program.screen();
    EXPECT_EQ(has_scope(org, "Profile"), wanted);
  }
}

TEST_F(Prompt, AsksNothingWithYes) {
  TerminalProgram program = at_terminal(org_, {"apply", "--yes"});
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.exit_code, 9) << result.out;
  EXPECT_THAT(result.out, Not(HasSubstr("[y/N]")));
}

TEST_F(Prompt, AsksNothingWithNoInputOrDryRun) {
  const ProgramResult no_input = at_terminal(org_, with_approval({"apply", "--no-input"})).wait();
  EXPECT_EQ(no_input.exit_code, 2) << no_input.out;
  EXPECT_THAT(no_input.out, HasSubstr("nobody can be asked"));
  const ProgramResult dry_run = at_terminal(org_, with_approval({"apply", "--dry-run"})).wait();
  EXPECT_EQ(dry_run.exit_code, 3) << dry_run.out;
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Prompt, EndsAtOnceWithCtrlC) {
  TerminalProgram at_scope = at_terminal(org_, {"apply"});
  ASSERT_TRUE(at_scope.wait_for(kMayIt)) << at_scope.screen();
  at_scope.type(kCtrlC);
  EXPECT_EQ(at_scope.wait().exit_code, 130) << at_scope.screen();

  TerminalProgram at_plan = at_terminal(org_, with_approval({"apply"}));
  ASSERT_TRUE(at_plan.wait_for(kFinal)) << at_plan.screen();
  at_plan.type(kCtrlC);
  EXPECT_EQ(at_plan.wait().exit_code, 130) << at_plan.screen();
  EXPECT_THAT(at_plan.screen(), HasSubstr("nothing was written"));
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Prompt, ShowsWhatRollbackWouldUndo) {
  ASSERT_EQ(run(org_, with_approval({"apply", "--yes"})).exit_code, 0);
  org_.forget_requests();
  TerminalProgram program = at_terminal(org_, {"rollback", "last"});
  ASSERT_TRUE(program.wait_for("remove policy 'oktafix 0oa1orders'")) << program.screen();
  ASSERT_TRUE(program.wait_for("rollback: make these 5 changes in ")) << program.screen();
  program.type("n\n");
  EXPECT_EQ(program.wait().exit_code, 2);
  EXPECT_THAT(writes(org_), IsEmpty());
}

}  // namespace
