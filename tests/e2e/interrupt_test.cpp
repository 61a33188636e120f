#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

// Ctrl-C in the middle of an apply: the change in hand is finished, the journal knows how far it
// got, and the next apply takes it up.
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::Lt;
using testing::SizeIs;
using namespace tests;
using Json = nlohmann::ordered_json;

class Interrupt : public Oktafix {
 protected:
  // Interrupts an apply once the org has got that request.
  ProgramResult interrupted_at(const mocks::FakeOrg& org, const std::string& method,
                               const std::string& path) const {
    RunningProgram program(call(org, with_approval({"apply", "--yes", "--timeout", "1"})));
    EXPECT_TRUE(org.wait_for_request(method, path));
    program.send_signal(SIGINT);
    return program.wait();
  }

  [[nodiscard]] std::vector<std::string> states(const mocks::FakeOrg& org) const {
    std::vector<std::string> states;
    const Json shown = json_of(org, {"runs", "show"});
    for (const Json& each : shown["changes"]) states.push_back(each["state"]);
    return states;
  }

  void expect_next_apply_completes(const mocks::FakeOrg& org) const {
    const ProgramResult next = run(org, with_approval({"apply", "--yes"}));
    EXPECT_EQ(next.exit_code, 0) << next.out << next.err;
    EXPECT_EQ(own_policy(org, kOrders)["conditions"]["clients"]["include"], Json::array({kOrders}));
    EXPECT_THAT(own_policy(org, kOrders)["rules"], SizeIs(2));
    const Json runs = json_of(org, {"runs"});
    EXPECT_EQ(runs["runs"][0]["state"], "partial") << "closed by the later one";
    EXPECT_EQ(runs["runs"][1]["state"], "done");
  }
};

// A read-back that hangs until the request times out gives the signal all the time it needs.
constexpr auto kReadBackOfPolicyHangs = "GET /policies/(?!00p1default)[^/]+/rules$ 1 hang";
constexpr auto kRulesOfNewPolicy = "/policies/(?!00p1default)[^/]+/rules$";

TEST_F(Interrupt, FinishesTheChangeInHandAndStops) {
  const mocks::FakeOrg org = started_with(orders_seed(), {kReadBackOfPolicyHangs});
  const ProgramResult stopped = interrupted_at(org, "GET", kRulesOfNewPolicy);
  EXPECT_EQ(stopped.exit_code, 130) << stopped.out << stopped.err;
  EXPECT_EQ(org.faults().front().fired, 1);
  const std::size_t sent = writes(org).size();
  EXPECT_THAT(sent, AllOf(Ge(2U), Lt(5U)));
  std::vector<std::string> expected(sent, "applied");
  expected.resize(5, "planned");
  EXPECT_EQ(states(org), expected);
  EXPECT_EQ(own_policy(org, kOrders)["conditions"]["clients"]["include"], Json::array());
  expect_next_apply_completes(org);
}

TEST_F(Interrupt, OfAWriteThatGetsNoAnswerSaysThatItMayStillBeCarriedOut) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /policies$ 1 hang"});
  const ProgramResult stopped = interrupted_at(org, "POST", "/policies$");
  EXPECT_EQ(stopped.exit_code, 130) << stopped.out << stopped.err;
  EXPECT_EQ(org.faults().front().fired, 1);
  EXPECT_THAT(states(org), ElementsAre("applied", "unknown", "planned", "planned", "planned"));
  EXPECT_THAT(stopped.err, HasSubstr("may still be carried out"));
  expect_next_apply_completes(org);
}

TEST_F(Interrupt, BeforeTheFirstWriteWritesNothing) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"GET ^/api/v1/logs 1-9 hang"});
  RunningProgram program(call(org, with_approval({"apply", "--yes"})));
  ASSERT_TRUE(org.wait_for_request("GET", "^/api/v1/logs"));
  program.send_signal(SIGINT);
  EXPECT_EQ(program.wait().exit_code, 130);
  EXPECT_THAT(writes(org), testing::IsEmpty());
  EXPECT_THAT(json_of(org, {"runs"})["runs"], testing::IsEmpty());
}

TEST_F(Interrupt, ThenRollbackLeavesNothing) {
  const mocks::FakeOrg org = started_with(orders_seed(), {kReadBackOfPolicyHangs});
  const Json before = state_of(org);
  ASSERT_EQ(interrupted_at(org, "GET", kRulesOfNewPolicy).exit_code, 130);
  const ProgramResult undone = run(org, {"rollback", "last", "--yes"});
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_EQ(moves(before, state_of(org)), kNoMoves);
}

TEST_F(Interrupt, KilledAppliesTellTheTruthAndGoOn) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 1 hang"});
  RunningProgram program(call(org, with_approval({"apply", "--yes"})));
  ASSERT_TRUE(org.wait_for_request("POST", "/rules$"));
  program.send_signal(SIGKILL);
  (void)program.wait();
  EXPECT_EQ(json_of(org, {"runs", "show"})["state"], "interrupted");
  EXPECT_THAT(states(org), ElementsAre("applied", "applied", "intended", "planned", "planned"));
  expect_next_apply_completes(org);
}

}  // namespace
