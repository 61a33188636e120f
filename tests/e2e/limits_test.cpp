#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/third_party.hpp"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace tests;

class Limits : public Oktafix {
 protected:
  mocks::FakeOrg org_ = started_with(two_client_seed());
};

TEST_F(Limits, OverTheLimitNothingIsWrittenAndTheNumberIsTold) {
  const ProgramResult refused = run(org_, with_approval({"apply", "--yes", "--max-changes", "8"}));
  EXPECT_EQ(refused.exit_code, 2) << refused.out;
  EXPECT_THAT(refused.err, HasSubstr("9 changes are planned and 8 are allowed"));
  EXPECT_THAT(refused.err, HasSubstr("--max-changes 9"));
  EXPECT_THAT(writes(org_), IsEmpty());

  write("oktafix.yaml", "limits: {maxChanges: 3}\n");
  EXPECT_EQ(run(org_, with_approval({"apply", "--yes"})).exit_code, 2);
  EXPECT_THAT(writes(org_), IsEmpty());
  const ProgramResult allowed = run(org_, with_approval({"apply", "--yes", "--max-changes", "9"}));
  EXPECT_EQ(allowed.exit_code, 0) << allowed.out << allowed.err;
  EXPECT_THAT(writes(org_), SizeIs(9));
}

TEST_F(Limits, HoldForAPlanFileToo) {
  ASSERT_EQ(run(org_, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  EXPECT_EQ(run(org_, {"apply", "plan.json", "--yes", "--max-changes", "3"}).exit_code, 2);
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Limits, OfPlanningAreNoneOfASavedPlan) {
  ASSERT_EQ(run(org_, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  const std::vector<std::vector<std::string>> options = {
      {"--canary", "1"}, {"--include", "Orders"}, {"--exclude", "Stock"}};
  for (const auto& each : options) {
    std::vector<std::string> arguments = {"apply", "plan.json", "--yes"};
    arguments.insert(arguments.end(), each.begin(), each.end());
    const ProgramResult refused = run(org_, arguments);
    EXPECT_EQ(refused.exit_code, 2) << refused.out;
    EXPECT_THAT(refused.err, HasSubstr(each.front() + " is for `oktafix plan`"));
  }
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Limits, NobodyCanBeAskedWithoutATerminal) {
  for (const std::vector<std::string>& each :
       {with_approval({"apply"}), with_approval({"apply", "--no-input"})}) {
    const ProgramResult refused = run(org_, each);
    EXPECT_EQ(refused.exit_code, 2) << refused.out;
    EXPECT_THAT(refused.err, HasSubstr("nobody can be asked"));
    EXPECT_THAT(refused.err, HasSubstr("--yes"));
  }
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Limits, CanaryTakesOneClientAtATime) {
  const ProgramResult first = run(org_, with_approval({"apply", "--yes", "--canary", "1"}));
  EXPECT_EQ(first.exit_code, 9) << first.out << first.err;
  EXPECT_THAT(first.out, HasSubstr("--canary"));
  EXPECT_FALSE(own_policy(org_, kOrders).is_null());
  EXPECT_TRUE(own_policy(org_, kStock).is_null());

  org_.forget_requests();
  const ProgramResult waits = run(org_, with_approval({"apply", "--yes", "--canary", "1"}));
  EXPECT_EQ(waits.exit_code, 9) << waits.out << waits.err;
  EXPECT_THAT(writes(org_), IsEmpty()) << "the first client was not seen at the target yet";

  ThirdParty(org_.base_url()).sign_in(kOrders, "default/", "openid orders.read");
  const ProgramResult second = run(org_, with_approval({"apply", "--yes", "--canary", "1"}));
  EXPECT_EQ(second.exit_code, 0) << second.out << second.err;
  EXPECT_FALSE(own_policy(org_, kStock).is_null());
  org_.forget_requests();
  EXPECT_EQ(run(org_, with_approval({"apply", "--yes", "--canary", "1"})).exit_code, 0);
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Limits, ConfirmOrgMustNameTheOrg) {
  const ProgramResult refused =
      run(org_, with_approval({"apply", "--yes", "--confirm-org", "acme"}));
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--confirm-org acme does not name this org"));
  EXPECT_THAT(writes(org_), IsEmpty());
}

// An org so small that an apply goes over several windows of a second each. By one program only:
// the next could not know what is left of the window that it starts in.
TEST_F(Oktafix, KeepsToSmallRatesWithoutOneRefusal) {
  mocks::Options options;
  options.seed_json = two_client_seed().dump();
  options.rate_limits = {"/api/v1=20/1", "apps=2/1", "apps/{id}=3/1"};
  const mocks::FakeOrg org = started(std::move(options));
  const ProgramResult applied = run(org, with_approval({"apply", "--yes", "--rate-share", "100"}));
  EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  EXPECT_THAT(writes(org), SizeIs(9));
  for (const auto& each : org.requests()) EXPECT_NE(each.answered_status, 429) << each.path;
}

}  // namespace
