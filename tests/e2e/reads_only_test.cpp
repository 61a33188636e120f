#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using namespace tests;

class ReadsOnly : public Oktafix {};

TEST_F(ReadsOnly, IsEveryVerbButApplyAndRollback) {
  mocks::FakeOrg org = started_with(orders_seed());
  ASSERT_EQ(run(org, with_approval({"apply", "--yes"})).exit_code, 0);
  org.forget_requests();
  const std::vector<std::vector<std::string>> commands = {
      {"check"},
      with_approval({"audit", "--yes"}),
      with_approval({"plan", "--yes", "--out", "plan.json"}),
      {"verify", "--probe", "--yes"},
      {"runs"},
      {"runs", "show"},
      {"access", "--client", kOrders, "--grant", "authorization_code", "--scopes", "openid"},
      {"explain", "invalid_scope"},
      with_approval({"apply", "--dry-run", "--yes"}),
      {"rollback", "last", "--dry-run", "--yes"}};
  for (const auto& each : commands) {
    const ProgramResult result = run(org, each);
    EXPECT_NE(result.exit_code, 2) << each.front() << result.err;
    EXPECT_THAT(writes(org), IsEmpty()) << each.front();
  }
}

TEST_F(ReadsOnly, AreTheVerbsOfTheJournalAndOfExplanationsWithoutAnyRequest) {
  mocks::FakeOrg org = started_with(orders_seed());
  EXPECT_EQ(run(org, {"runs"}).exit_code, 0);
  EXPECT_EQ(run(org, {"explain", "E0000015"}).exit_code, 0);
  EXPECT_THAT(org.requests(), IsEmpty());
}

TEST_F(ReadsOnly, IsEverythingWithoutApiAccessManagement) {
  mocks::Options options;
  options.seed_json = orders_seed().dump();
  options.api_am = false;
  const mocks::FakeOrg org = started(std::move(options));
  for (const std::vector<std::string>& each :
       {with_approval({"plan", "--out", "plan.json"}), with_approval({"apply", "--yes"}),
        with_approval({"apply", "--dry-run"})}) {
    const ProgramResult result = run(org, each);
    EXPECT_EQ(result.exit_code, 4) << result.out << result.err;
    EXPECT_THAT(result.out, HasSubstr("api-access-management-missing"));
  }
  EXPECT_EQ(run(org, {"apply", "plan.json", "--yes"}).exit_code, 4) << "and its empty plan";
  EXPECT_THAT(writes(org), IsEmpty());
}

TEST_F(ReadsOnly, IsAVerifyThatWasNotAskedToProbe) {
  mocks::FakeOrg org = started_with(orders_seed());
  ASSERT_EQ(run(org, with_approval({"apply", "--yes"})).exit_code, 0);
  org.forget_requests();
  ASSERT_EQ(run(org, {"verify"}).exit_code, 8);
  EXPECT_EQ(org.count_requests("*", "/v1/authorize$"), 0) << "each leaves an event in the log";
}

}  // namespace
