#include "remediate/engine/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_org_fixture.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;

class VerificationTest : public tests::FakeOrgFixture {
 protected:
  void SetUp() override {
    start_with_seed(
        R"({"apps":[],"authorizationServers":[{"id":"aus1","name":"Orders API","status":"ACTIVE",
            "issuer":"https://example.okta.com/oauth2/aus1","audiences":["api://orders"],
            "scopes":[{"id":"scp1","name":"orders.read"}],"policies":[]}]})");
    run_.id = "20260101-000000-aaaa";
    run_.org = org_->base_url();
    run_.changes = {made_scope("c1", "scp1", "orders.read"), made_scope("c2", "scp2", "gone")};
  }

  static ChangeRecord made_scope(const std::string& change, const std::string& id,
                                 const std::string& name) {
    ChangeRecord record;
    record.change.id = change;
    record.change.target = {ObjectKind::scope, "", name, "aus1", ""};
    record.change.body = R"({"name":")" + name + R"("})";
    record.state = ChangeState::applied;
    record.made = {change, id, ""};
    return record;
  }

  [[nodiscard]] std::vector<ReadBackState> read_back() {
    const okta::Client opened = client();
    const auto verification = verify_org(opened, directives_, run_, {}, {}, {});
    EXPECT_TRUE(verification) << verification.error().describe();
    std::vector<ReadBackState> states;
    for (const ReadBack& each : verification->read_back) states.push_back(each.state);
    return states;
  }

  remediate::Run run_;
};

TEST_F(VerificationTest, MissesWhatARunMadeAndIsNotThere) {
  EXPECT_THAT(read_back(), ElementsAre(ReadBackState::stands, ReadBackState::missing));
}

TEST_F(VerificationTest, DoesNotMissWhatALaterRunUndid) {
  run_.changes[1].undone_by = "20260102-000000-bbbb";
  EXPECT_THAT(read_back(), ElementsAre(ReadBackState::stands));
}

TEST_F(VerificationTest, WatchesNothingWhereThereIsNoRun) {
  const okta::Client opened = client();
  VerifyOptions watching;
  watching.watch = std::chrono::minutes{30};
  const auto refused = verify_org(opened, directives_, std::nullopt, {}, watching, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, okta::ErrorKind::invalid_input);
  EXPECT_EQ(opened.calls_made(), 0);
}

}  // namespace
}  // namespace remediate
