#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/third_party.hpp"

// What a run left undone is finished under its own id, or not touched at all.
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace tests;
using Json = nlohmann::ordered_json;

class Resume : public Oktafix {
 protected:
  // Kills an apply with SIGKILL once the org has got that request, which hangs.
  void kill_apply_at(const mocks::FakeOrg& org, const std::string& method,
                     const std::string& path) const {
    RunningProgram program(call(org, with_approval({"apply", "--yes"})));
    ASSERT_TRUE(org.wait_for_request(method, path));
    program.send_signal(SIGKILL);
    (void)program.wait();
  }

  // All of it once, and nothing is left that a new plan would want. (tests/crash compares whole
  // orgs.)
  void expect_done(mocks::FakeOrg& org) const {
    const Json policy = own_policy(org, kOrders);
    EXPECT_EQ(policy["conditions"]["clients"]["include"], Json::array({kOrders}));
    EXPECT_THAT(policy["rules"], SizeIs(2));
    org.forget_requests();
    EXPECT_EQ(run(org, with_approval({"apply", "--yes"})).exit_code, 0);
    EXPECT_THAT(writes(org), IsEmpty());
  }
};

constexpr auto kFirstRuleHangs = "POST /rules$ 1 hang";

TEST_F(Resume, FinishesAKilledRunUnderItsOwnId) {
  mocks::FakeOrg org = started_with(orders_seed(), {kFirstRuleHangs});
  kill_apply_at(org, "POST", "/rules$");
  const Json before = json_of(org, {"runs", "show"});
  ASSERT_EQ(before["state"], "interrupted");

  const ProgramResult resumed = run(org, {"resume", "last", "--yes"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.out << resumed.err;
  const Json after = json_of(org, {"runs", "show"});
  EXPECT_EQ(after["id"], before["id"]);
  EXPECT_EQ(after["state"], "done");
  EXPECT_THAT(json_of(org, {"runs"})["runs"], SizeIs(1));
  for (const Json& each : after["changes"]) EXPECT_EQ(each["state"], "applied") << each;
  expect_done(org);
}

TEST_F(Resume, FinishesARunThatAFaultEnded) {
  mocks::FakeOrg org = started_with(orders_seed(), {"POST /rules$ 1 500"});
  const ProgramResult failed = run(org, with_approval({"apply", "--yes", "--max-retries", "0"}));
  ASSERT_EQ(failed.exit_code, 6) << failed.out << failed.err;
  EXPECT_EQ(org.faults().front().fired, 1);
  const ProgramResult resumed = run(org, {"resume", "last", "--yes"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.out << resumed.err;
  expect_done(org);
}

TEST_F(Resume, AdoptsWhatWasMadeWithoutAnAnswer) {
  // The policy is made and answered; nobody is there any more to note it.
  mocks::FakeOrg org = started_with(orders_seed(), {"POST /policies$ 1 lost"});
  kill_apply_at(org, "POST", "/policies$");
  const ProgramResult resumed = run(org, {"resume", "last", "--yes"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.out << resumed.err;
  expect_done(org);
}

TEST_F(Resume, TouchesNothingWhereSomebodyElseHasBeenSince) {
  mocks::FakeOrg org = started_with(orders_seed(), {kFirstRuleHangs});
  kill_apply_at(org, "POST", "/rules$");
  ThirdParty(org.base_url())
      .send(okta::Method::post, std::string(kServerPath) + "/scopes", R"({"name":"theirs"})");
  org.forget_requests();
  const ProgramResult resumed = run(org, {"resume", "last", "--yes"});
  EXPECT_EQ(resumed.exit_code, 6) << resumed.out << resumed.err;
  EXPECT_THAT(resumed.err, HasSubstr("scope 'theirs'"));
  EXPECT_THAT(writes(org), IsEmpty());
}

TEST_F(Resume, ShowsWhatIsLeftAndSendsNothingWhenDry) {
  mocks::FakeOrg org = started_with(orders_seed(), {kFirstRuleHangs});
  kill_apply_at(org, "POST", "/rules$");
  org.forget_requests();
  const ProgramResult shown = run(org, {"resume", "last", "--dry-run"});
  EXPECT_EQ(shown.exit_code, 3) << shown.out << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("/rules"));
  EXPECT_THAT(shown.out, Not(HasSubstr("POST " + std::string(kServerPath) + "/scopes")));
  EXPECT_THAT(writes(org), IsEmpty());
  EXPECT_EQ(json_of(org, {"runs", "show"})["state"], "interrupted");
}

TEST_F(Resume, OfARunThatIsDoneDoesNothing) {
  mocks::FakeOrg org = started_with(orders_seed());
  ASSERT_EQ(run(org, with_approval({"apply", "--yes"})).exit_code, 0);
  org.forget_requests();
  const ProgramResult resumed = run(org, {"resume", "last", "--yes"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.out << resumed.err;
  EXPECT_THAT(resumed.out, HasSubstr("nothing is left to do"));
  EXPECT_THAT(writes(org), IsEmpty());
}

TEST_F(Resume, OfARunThatWasUndoneIsRefused) {
  mocks::FakeOrg org = started_with(orders_seed());
  ASSERT_EQ(run(org, with_approval({"apply", "--yes"})).exit_code, 0);
  const std::string applied = json_of(org, {"runs", "show"})["id"];
  ASSERT_EQ(run(org, {"rollback", "last", "--yes"}).exit_code, 0);
  const ProgramResult resumed = run(org, {"resume", applied, "--yes"});
  EXPECT_EQ(resumed.exit_code, 2) << resumed.out << resumed.err;
  EXPECT_THAT(resumed.err, HasSubstr("was rolled back"));
}

TEST_F(Resume, GoesOnWithARollback) {
  mocks::FakeOrg org = started_with(orders_seed());
  const Json before = state_of(org);
  ASSERT_EQ(run(org, with_approval({"apply", "--yes"})).exit_code, 0);
  ASSERT_TRUE(org.add_fault("DELETE /rules/ 1 500"));
  ASSERT_EQ(run(org, {"rollback", "last", "--yes", "--max-retries", "0"}).exit_code, 6);
  EXPECT_EQ(org.faults().front().fired, 1);
  const ProgramResult resumed = run(org, {"resume", "last", "--yes"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.out << resumed.err;
  EXPECT_EQ(moves(before, state_of(org)), kNoMoves);
}

TEST_F(Resume, IsWhatAPlanThatWasBegunIsReferredTo) {
  mocks::FakeOrg org = started_with(orders_seed(), {kFirstRuleHangs});
  ASSERT_EQ(run(org, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  RunningProgram program(call(org, {"apply", "plan.json", "--yes"}));
  ASSERT_TRUE(org.wait_for_request("POST", "/rules$"));
  program.send_signal(SIGKILL);
  (void)program.wait();
  org.forget_requests();
  const ProgramResult again = run(org, {"apply", "plan.json", "--yes"});
  EXPECT_EQ(again.exit_code, 6) << again.out << again.err;
  EXPECT_THAT(again.err, HasSubstr("oktafix resume"));
  EXPECT_THAT(writes(org), IsEmpty());
}

}  // namespace
