// Somebody is asked about a plan, and meanwhile somebody else goes on with its run.
#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/terminal.hpp"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;
using namespace tests;
using Json = nlohmann::ordered_json;

class WhileOneIsAsked : public Oktafix {
 protected:
  void SetUp() override {
    RunningProgram killed(call(org_, with_approval({"apply", "--yes"})));
    ASSERT_TRUE(org_.wait_for_request("POST", "/rules$"));
    killed.send_signal(SIGKILL);
    (void)killed.wait();
  }

  // Answers yes once `meanwhile` is done; nothing may be written then.
  template <typename Meanwhile>
  void asked(const std::string& verb, Meanwhile meanwhile) const {
    ProgramCall made = call(org_, {verb, "last"});
    made.environment["NO_COLOR"] = "1";
    TerminalProgram program(made);
    EXPECT_TRUE(program.wait_for(verb + ": make ")) << program.screen();
    meanwhile();
    const std::size_t sent = writes(org_).size();
    program.type("y\n");
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_THAT(result.out, AllOf(HasSubstr("somebody went on with run"), HasSubstr("Look again")));
    EXPECT_THAT(writes(org_), SizeIs(sent));
  }

  mocks::FakeOrg org_ = started_with(orders_seed(), {"POST /rules$ 1 hang"});
};

TEST_F(WhileOneIsAsked, AResumptionThatIsBehindIsRefused) {
  Json left;
  asked("resume", [&] {
    ASSERT_TRUE(org_.add_fault("POST /rules$ 1 500"));
    ASSERT_EQ(run(org_, {"resume", "last", "--yes", "--max-retries", "0"}).exit_code, 6);
    left = json_of(org_, {"runs", "show"});
  });
  EXPECT_EQ(json_of(org_, {"runs", "show"}), left) << "nothing was noted either";
  const ProgramResult finished = run(org_, {"resume", "last", "--yes"});
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_THAT(own_policy(org_, kOrders)["rules"], SizeIs(2));
}

TEST_F(WhileOneIsAsked, ARollbackThatIsBehindIsRefused) {
  asked("rollback", [&] {
    const ProgramResult finished = run(org_, {"resume", "last", "--yes"});
    ASSERT_EQ(finished.exit_code, 0) << finished.err;
  });
  EXPECT_THAT(json_of(org_, {"runs"})["runs"], SizeIs(1));
  EXPECT_EQ(json_of(org_, {"runs"})["runs"][0]["state"], "done");
  EXPECT_EQ(run(org_, {"rollback", "last", "--yes"}).exit_code, 0);
  EXPECT_EQ(json_of(org_, {"runs"})["runs"][0]["state"], "rolledBack");
}

}  // namespace
