// What the System Log shows after an apply: effects that were seen, and whom the run may have
// broken.
#include <csignal>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/third_party.hpp"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace tests;
using Json = nlohmann::ordered_json;

class Watch : public Oktafix {
 protected:
  void apply() {
    org_.emplace(started_with(orders_seed()));
    others_.emplace(org_->base_url());
    const ProgramResult applied = run(*org_, with_approval({"apply", "--yes"}));
    ASSERT_EQ(applied.exit_code, 0) << applied.out << applied.err;
    org_->forget_requests();
  }
  void move() const { others_->sign_in(kOrders, "default/", "openid orders.read"); }
  // Of a client that has nothing to do with the run.
  void log_of_other(const std::string& published, const std::string& reason) {
    Json event = {
        {"eventType", "app.oauth2.as.token.grant"},
        {"published", published},
        {"client", {{"id", "0oa9batch"}, {"ipAddress", "192.0.2.9"}}},
        {"actor",
         {{"id", "00uada"},
          {"type", "User"},
          {"alternateId", "ada@example.com"},
          {"displayName", "Ada Lovelace"}}},
        {"outcome", {{"result", "FAILURE"}, {"reason", reason}}},
        {"debugContext",
         {{"debugData", {{"requestUri", "/oauth2/default/v1/token"}, {"grantType", "password"}}}}}};
    if (reason.empty()) {
      event["eventType"] = "app.oauth2.as.token.grant.access_token";
      event["outcome"] = {{"result", "SUCCESS"}, {"reason", nullptr}};
    }
    ASSERT_TRUE(org_->add_log_event(event.dump()));
  }
  [[nodiscard]] Json verify(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"verify", "last"});
    return json_of(*org_, more);
  }

  std::optional<mocks::FakeOrg> org_;
  std::optional<ThirdParty> others_;
};

TEST_F(Watch, EffectsAreComputedUntilTheClientIsSeen) {
  apply();
  const ProgramResult before = run(*org_, {"verify", "last"});
  EXPECT_EQ(before.exit_code, 8) << "not probed";
  EXPECT_THAT(before.out,
              AllOf(HasSubstr("computed, not observed"), Not(HasSubstr("observed at"))));
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/logs$"), 1);
  for (const Json& each : verify()["effects"]) EXPECT_EQ(each["state"], "computed");

  move();
  const ProgramResult after = run(*org_, {"verify", "last"});
  EXPECT_EQ(after.exit_code, 0) << after.out << after.err;
  EXPECT_THAT(after.out, AllOf(HasSubstr("observed at"), HasSubstr("Clients: 1 shown")));
  const Json report = verify();
  EXPECT_EQ(report["clients"][0]["state"], "shown");
  const Json& effects = report["effects"];
  ASSERT_FALSE(effects.empty());
  bool is_seen = false;
  for (const Json& each : effects) {
    is_seen = is_seen || (each["clientId"] == kOrders && each["state"] == "observed" &&
                          !each["observedAt"].is_null());
  }
  EXPECT_TRUE(is_seen) << effects;
  EXPECT_TRUE(report["watch"].is_null());
}

TEST_F(Watch, ALogThatCannotBeReadIsNoPass) {
  apply();
  move();
  ASSERT_TRUE(org_->add_fault("GET ^/api/v1/logs$ 1-9 403"));
  const ProgramResult unread = run(*org_, {"verify", "last", "--probe"});
  EXPECT_GE(org_->faults().back().fired, 1);
  EXPECT_EQ(unread.exit_code, 8) << unread.out << unread.err;
  EXPECT_THAT(unread.out, AllOf(HasSubstr("computed, not observed"), HasSubstr("okta.logs.read")));
}

TEST_F(Watch, OfAQuietServerSaysThatNothingIsNew) {
  apply();
  move();
  const ProgramResult quiet = run(*org_, {"verify", "last", "--watch", "0s"});
  EXPECT_EQ(quiet.exit_code, 0) << quiet.out << quiet.err;
  EXPECT_THAT(quiet.out, HasSubstr("nothing is new"));
  EXPECT_THAT(quiet.err, HasSubstr("oktafix: observed: "));
}

TEST_F(Watch, InVainSaysThatTheClientHasNotMoved) {
  apply();
  const ProgramResult vain = run(*org_, {"verify", "last", "--watch", "0s"});
  EXPECT_EQ(vain.exit_code, 3) << vain.out << vain.err;
  EXPECT_THAT(vain.out, HasSubstr("not yet"));
}

TEST_F(Watch, ShowsWhomElseTheRunMayHaveBroken) {
  apply();
  move();
  log_of_other("-2h", "");
  log_of_other("", "no_matching_policy");
  const ProgramResult broken = run(*org_, {"verify", "last", "--watch", "0s"});
  EXPECT_EQ(broken.exit_code, 9) << broken.out << broken.err;
  EXPECT_THAT(broken.out, AllOf(HasSubstr("0oa9batch"), HasSubstr("no_matching_policy"),
                                HasSubstr("password")));
  EXPECT_THAT(broken.err, HasSubstr("0oa9batch had successes before the run and fails now"));
  for (const char* personal : {"Ada", "ada@example.com", "00uada", "192.0.2.9"}) {
    EXPECT_THAT(broken.out, Not(HasSubstr(personal)));
    EXPECT_THAT(broken.err, Not(HasSubstr(personal)));
  }
  const Json watch = verify({"--watch", "0s"})["watch"];
  ASSERT_THAT(watch["failures"], SizeIs(1));
  EXPECT_EQ(watch["failures"][0]["trend"], "stopped");
  EXPECT_EQ(watch["failures"][0]["successesBefore"], 1);
  EXPECT_EQ(watch["failures"][0]["ofRun"], false);
}

TEST_F(Watch, DoesNotTakeItsOwnProbesForFailures) {
  apply();
  move();
  const Json report = verify({"--probe", "--watch", "0s"});
  EXPECT_EQ(report["exitCode"], 0);
  EXPECT_THAT(report["watch"]["failures"], IsEmpty());
}

TEST_F(Watch, EndsAtOnceOnCtrlCWithTheReportSoFar) {
  apply();
  move();
  RunningProgram program(call(*org_, {"verify", "last", "--watch", "30m"}));
  ASSERT_TRUE(program.wait_for_stderr("every effect of the run was observed"));
  program.send_signal(SIGINT);
  const ProgramResult stopped = program.wait();
  EXPECT_EQ(stopped.exit_code, 130) << stopped.out << stopped.err;
  EXPECT_THAT(stopped.out, AllOf(HasSubstr("it was interrupted"), HasSubstr("observed at")));
}

TEST_F(Watch, SendsNothingButReads) {
  apply();
  ASSERT_EQ(run(*org_, {"verify", "last", "--watch", "0s"}).exit_code, 3);
  EXPECT_THAT(writes(*org_), IsEmpty());
}

TEST_F(Watch, NeedsARun) {
  org_.emplace(started_with(orders_seed()));
  const ProgramResult refused = run(*org_, {"verify", "--watch", "30m"});
  EXPECT_EQ(refused.exit_code, 2) << refused.out << refused.err;
  EXPECT_THAT(refused.err, HasSubstr("no run to watch"));
}

}  // namespace
