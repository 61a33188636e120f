#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/model/plan_json.hpp"
#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/contents.hpp"
#include "tests/support/recorded.hpp"
#include "tests/support/third_party.hpp"

// A plan file is applied exactly, or not at all.
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace tests;
using Json = nlohmann::ordered_json;

class StalePlan : public Oktafix {
 protected:
  void SetUp() override {
    const ProgramResult planned = run(org_, with_approval({"plan", "--out", "plan.json"}));
    ASSERT_EQ(planned.exit_code, 3) << planned.out << planned.err;
    org_.forget_requests();
  }

  [[nodiscard]] Json plan_file() const { return Json::parse(read_file(folder() / "plan.json")); }

  void expect_refused(const mocks::FakeOrg& org, int exit_code, const std::string& words) const {
    const ProgramResult applied = run(org, {"apply", "plan.json", "--yes"});
    EXPECT_EQ(applied.exit_code, exit_code) << applied.out << applied.err;
    EXPECT_THAT(applied.err, HasSubstr(words));
    EXPECT_THAT(writes(org), IsEmpty());
  }

  mocks::FakeOrg org_ = started_with(orders_seed());
};

TEST_F(StalePlan, ThatWasEditedIsRefused) {
  Json plan = plan_file();
  plan["changes"][0]["body"]["name"] = "orders.write";
  write("plan.json", plan.dump(2));
  expect_refused(org_, 7, "this plan file was edited after it was made");
}

TEST_F(StalePlan, ThatWasOnlyPrintedAnewIsNotEdited) {
  write("plan.json", plan_file().dump());
  EXPECT_EQ(run(org_, {"apply", "plan.json", "--yes"}).exit_code, 0);
}

TEST_F(StalePlan, ForAnotherOrgIsRefused) {
  const mocks::FakeOrg other = started_with(orders_seed());
  expect_refused(other, 7,
                 "this plan is for " + org_.base_url() + ", the settings name " + other.base_url());
}

TEST_F(StalePlan, ThatIsTooOldIsRefused) {
  auto plan = remediate::read_plan(read_file(folder() / "plan.json"));
  ASSERT_TRUE(plan) << plan.error().message;
  plan->created_at -= std::chrono::hours{25};
  plan->valid_until -= std::chrono::hours{25};
  remediate::seal(*plan);
  write("plan.json", remediate::plan_json(*plan));
  expect_refused(org_, 7, "this plan is too old: it was made at ");
}

TEST_F(StalePlan, ThatClaimsToBeGoodForLongerIsRefused) {
  auto plan = remediate::read_plan(read_file(folder() / "plan.json"));
  ASSERT_TRUE(plan) << plan.error().message;
  plan->created_at -= std::chrono::hours{25};
  plan->valid_until += std::chrono::hours{24 * 365};
  remediate::seal(*plan);
  write("plan.json", remediate::plan_json(*plan));
  expect_refused(org_, 7, "this plan is too old: it was made at ");
}

TEST_F(StalePlan, ThatIsNoJsonIsRefused) {
  write("plan.json", "{\"schema\": \"oktafix.plan/1\", ");
  expect_refused(org_, 2, "plan.json: ");
}

TEST_F(StalePlan, OfAnotherSchemaOrNotThereIsRefused) {
  write("plan.json", R"({"schema": "oktafix.audit/1"})");
  expect_refused(org_, 2, "oktafix.plan/1");
  std::filesystem::remove(folder() / "plan.json");
  expect_refused(org_, 2, "plan.json: ");
}

TEST_F(StalePlan, OfAnOrgWhereSomebodyAddedAPolicyIsRefused) {
  ASSERT_TRUE(org_.add_seed(R"({"policies": [{
      "id": "00p2theirs", "type": "OAUTH_AUTHORIZATION_POLICY", "status": "ACTIVE",
      "name": "Theirs", "priority": 1, "conditions": {"clients": {"include": ["0oa9other"]}},
      "_links": {"self": {"href":
          "https://example.okta.com/api/v1/authorizationServers/aus1default/policies/00p2theirs"}}
      }]})"));
  expect_refused(org_, 7, "policy 'Theirs' (00p2theirs): is new");
  EXPECT_THAT(run(org_, {"runs", "show"}).out, HasSubstr("0 of 5 changes applied"));
}

TEST_F(StalePlan, OfAnAppThatSomebodyChangedIsRefusedBeforeAnythingIsWritten) {
  Json seed = orders_seed();
  seed["apps"][0]["profile"] = {{"issuer", "https://example.okta.com"}};
  mocks::FakeOrg org = started_with(seed);
  ASSERT_EQ(run(org, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  seed["apps"][0]["label"] = "Orders, renamed";
  ASSERT_TRUE(org.add_seed(Json({{"apps", seed["apps"]}}).dump()));
  const ProgramResult applied = run(org, {"apply", "plan.json", "--yes"});
  EXPECT_EQ(applied.exit_code, 7) << applied.out << applied.err;
  EXPECT_THAT(applied.err, HasSubstr("application 'Orders' (0oa1orders): changed"));
  EXPECT_THAT(writes(org), IsEmpty());
}

TEST_F(StalePlan, OfWhichARollbackTookAPartBackIsNotDone) {
  mocks::FakeOrg org = started_with(two_client_seed());
  ASSERT_EQ(run(org, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  ASSERT_EQ(run(org, {"apply", "plan.json", "--yes"}).exit_code, 0);
  ThirdParty(org.base_url()).sign_in(kOrders, "default/", "openid orders.read");
  ASSERT_EQ(run(org, {"rollback", "last", "--yes"}).exit_code, 9) << "Orders lives there";
  ASSERT_TRUE(own_policy(org, kStock).is_null());
  org.forget_requests();
  const ProgramResult again = run(org, {"apply", "plan.json", "--yes"});
  EXPECT_EQ(again.exit_code, 7) << again.out << again.err;
  EXPECT_THAT(again.err, HasSubstr("took a part of it back"));
  EXPECT_THAT(writes(org), IsEmpty());
}

TEST_F(StalePlan, ThatWasAppliedAndDoesNotStandAnyMoreIsNotDone) {
  ASSERT_EQ(run(org_, {"apply", "plan.json", "--yes"}).exit_code, 0);
  const Json policy = own_policy(org_, kOrders);
  ThirdParty(org_.base_url())
      .send(okta::Method::del,
            fmt::format("{}/policies/{}/rules/{}", kServerPath, policy["id"].get<std::string>(),
                        policy["rules"][0]["id"].get<std::string>()));
  org_.forget_requests();
  expect_refused(org_, 7, "not all of it stands any more");
}

}  // namespace
