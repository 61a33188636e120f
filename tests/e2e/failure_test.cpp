#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

// What goes wrong in the middle of an apply, and how it goes on.
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using namespace tests;
using Json = nlohmann::ordered_json;

class Failure : public Oktafix {
 protected:
  [[nodiscard]] ProgramResult apply(const mocks::FakeOrg& org) const {
    return run(org, with_approval({"apply", "--yes"}));
  }

  [[nodiscard]] std::vector<std::string> states(const mocks::FakeOrg& org) const {
    std::vector<std::string> states;
    const Json shown = json_of(org, {"runs", "show"});
    for (const Json& each : shown["changes"]) states.push_back(each["state"]);
    return states;
  }

  static void expect_fired(const mocks::FakeOrg& org) {
    for (const auto& each : org.faults()) EXPECT_GT(each.fired, 0) << each.spec;
  }

  // Whatever stood there, each object was made once, and the client is granted what it needs.
  void expect_whole(const mocks::FakeOrg& org) const {
    EXPECT_EQ(own_policy(org, kOrders)["conditions"]["clients"]["include"], Json::array({kOrders}));
    EXPECT_THAT(own_policy(org, kOrders)["rules"], SizeIs(2));
    EXPECT_EQ(run(org, {"access", "--client", kOrders, "--grant", "authorization_code", "--scopes",
                        "openid orders.read"})
                  .exit_code,
              0);
  }
};

TEST_F(Failure, AWriteThatIsForbiddenEndsPartlyAndTheNextApplyCompletes) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 1 E0000006"});
  const ProgramResult first = apply(org);
  EXPECT_EQ(first.exit_code, 6) << first.out << first.err;
  expect_fired(org);
  EXPECT_THAT(first.err, HasSubstr("E0000006"));
  EXPECT_THAT(states(org), ElementsAre("applied", "applied", "failed", "planned", "planned"));
  EXPECT_EQ(own_policy(org, kOrders)["conditions"]["clients"]["include"], Json::array());

  const ProgramResult second = apply(org);
  EXPECT_EQ(second.exit_code, 0) << second.out << second.err;
  EXPECT_EQ(org.count_requests("POST", "/scopes$"), 1);
  EXPECT_EQ(org.count_requests("POST", "/policies$"), 1);
  expect_whole(org);
}

TEST_F(Failure, TheFirstWriteThatIsForbiddenLeavesNothing) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /scopes$ 1 E0000006"});
  const Json before = state_of(org);
  const ProgramResult refused = apply(org);
  EXPECT_EQ(refused.exit_code, 5) << refused.out << refused.err;
  expect_fired(org);
  EXPECT_THAT(refused.err, HasSubstr("nothing was written"));
  EXPECT_EQ(moves(before, state_of(org)), kNoMoves);
}

TEST_F(Failure, ABusyOrgIsWaitedFor) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /scopes$ 1 E0000239"});
  const ProgramResult applied = apply(org);
  EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  expect_fired(org);
  EXPECT_EQ(org.requests().empty(), false);
  EXPECT_EQ(org.count_requests("POST", "/scopes$"), 2);
  expect_whole(org);
}

TEST_F(Failure, AnAnswerThatIsLostIsLookedForAndNothingIsMadeTwice) {
  const mocks::FakeOrg org =
      started_with(orders_seed(), {"POST /scopes$ 1 lost", "POST /policies$ 1 lost",
                                   "POST /rules$ 2 truncate", "PUT /policies/ 1 lost"});
  const ProgramResult applied = apply(org);
  EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  expect_fired(org);
  EXPECT_THAT(states(org), Each("applied"));
  EXPECT_THAT(own_policy(org, kOrders)["rules"], SizeIs(2));
  expect_whole(org);
}

TEST_F(Failure, ARollbackOfAPartlyDoneRunLeavesNothing) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 2 E0000006"});
  const Json before = state_of(org);
  EXPECT_EQ(apply(org).exit_code, 6);
  const ProgramResult undone = run(org, {"rollback", "last", "--yes"});
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_EQ(moves(before, state_of(org)), kNoMoves);
}

TEST_F(Failure, AnOrgThatCannotBeReadWholeIsNotWrittenTo) {
  const mocks::FakeOrg org = started_with(
      orders_seed(), {"GET ^/api/v1/authorizationServers/[^/]+/policies 1-99 E0000006"});
  const ProgramResult refused = apply(org);
  EXPECT_EQ(refused.exit_code, 8) << refused.out << refused.err;
  EXPECT_THAT(writes(org), testing::IsEmpty());
}

TEST_F(Failure, ASecondApplyAtTheSameTimeWritesNothing) {
  const mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 1 hang"});
  RunningProgram first(call(org, with_approval({"apply", "--yes"})));
  ASSERT_TRUE(org.wait_for_request("POST", "/rules$"));
  const std::size_t before = writes(org).size();
  const ProgramResult second = apply(org);
  EXPECT_EQ(second.exit_code, 1) << second.out << second.err;
  EXPECT_THAT(second.err, HasSubstr("has been writing to " + org.base_url()));
  EXPECT_THAT(writes(org), SizeIs(before));
}

TEST_F(Failure, AJournalThatCannotBeWrittenStopsBeforeTheFirstRequest) {
  const mocks::FakeOrg org = started_with(orders_seed());
  write("state", "a file, where the folder should be");
  const ProgramResult refused = run(org, with_approval({"apply", "--yes", "--state-dir", "state"}));
  EXPECT_EQ(refused.exit_code, 1) << refused.out << refused.err;
  EXPECT_THAT(writes(org), testing::IsEmpty());
}

}  // namespace
