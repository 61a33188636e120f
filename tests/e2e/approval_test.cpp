#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

// Anyone who knows a public client id can plant a scope in the System Log: only a person who knows
// better turns it into a scope and a grant.
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace tests;
using Json = nlohmann::ordered_json;

class Approval : public Oktafix {
 protected:
  void expect_granted(const ProgramResult& applied) const {
    EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
    EXPECT_TRUE(has_scope(org_, "orders.read"));
    EXPECT_EQ(own_policy(org_, kOrders)["conditions"]["clients"]["include"],
              Json::array({kOrders}));
  }

  mocks::FakeOrg org_ = started_with(orders_seed());
};

TEST_F(Approval, IsNotGivenByYes) {
  const Json before = state_of(org_);
  const ProgramResult applied = run(org_, {"apply", "--yes"});
  EXPECT_EQ(applied.exit_code, 9) << applied.out << applied.err;
  EXPECT_THAT(applied.out, HasSubstr("scope-not-approved"));
  EXPECT_THAT(applied.out, HasSubstr("orders.read")) << "what there is to approve";
  EXPECT_EQ(moves(before, state_of(org_)), kNoMoves);
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Approval, IsNotGivenByASavedPlanThatHadNone) {
  EXPECT_EQ(run(org_, {"plan", "--out", "plan.json", "--yes"}).exit_code, 9);
  EXPECT_EQ(run(org_, {"apply", "plan.json", "--yes"}).exit_code, 9);
  EXPECT_EQ(run(org_, with_approval({"apply", "plan.json", "--yes"})).exit_code, 9);
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Approval, IsGivenByScopesApproveInTheFile) {
  write("oktafix.yaml", "scopes:\n  approve: [\"orders.*\"]\n");
  expect_granted(run(org_, {"apply", "--yes"}));
}

TEST_F(Approval, IsGivenByTheOption) {
  expect_granted(run(org_, {"apply", "--yes", "--approve-scopes", "orders.read"}));
}

TEST_F(Approval, IsGivenByNamingTheScopeForTheApp) {
  write("oktafix.yaml", "applications:\n  - match: Orders\n    scopes: [openid, orders.read]\n");
  expect_granted(run(org_, {"apply", "--yes"}));
}

TEST_F(Approval, OfAnotherScopeIsNone) {
  write("oktafix.yaml", "scopes:\n  approve: [\"stock.*\"]\n");
  EXPECT_EQ(run(org_, {"apply", "--yes", "--approve-scopes", "order.*"}).exit_code, 9);
  EXPECT_THAT(writes(org_), IsEmpty());
}

TEST_F(Approval, ForOneAppIsNoneForAnother) {
  const mocks::FakeOrg org = started_with(two_client_seed());
  write("oktafix.yaml", "applications:\n  - match: Stock\n    scopes: [openid, orders.read]\n");
  const ProgramResult applied = run(org, {"apply", "--yes"});
  EXPECT_EQ(applied.exit_code, 9) << applied.out << applied.err;
  EXPECT_THAT(applied.out, HasSubstr("Orders"));
  EXPECT_FALSE(own_policy(org, kStock).is_null());
  EXPECT_TRUE(own_policy(org, kOrders).is_null());
}

TEST_F(Approval, ByAGlobDoesNotTakeASuspiciousScope) {
  Json seed = orders_seed();
  seed["logs"].push_back(Json::parse(failure_json(kOrders, "opendi, orders.read")));
  const mocks::FakeOrg org = started_with(seed);
  const ProgramResult by_glob = run(org, {"apply", "--yes", "--approve-scopes", "o*"});
  EXPECT_EQ(by_glob.exit_code, 9) << by_glob.out << by_glob.err;
  EXPECT_FALSE(has_scope(org, "opendi"));
  const ProgramResult by_name =
      run(org, {"apply", "--yes", "--approve-scopes", "o*", "--approve-scopes", "opendi"});
  EXPECT_EQ(by_name.exit_code, 0) << by_name.out << by_name.err;
  EXPECT_TRUE(has_scope(org, "opendi"));
}

}  // namespace
