#include "remediate/apply/unknown_outcome.hpp"

#include <algorithm>
#include <functional>

#include <gmock/gmock.h>

#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using tests::create_policy;
using tests::create_rule;
using tests::create_scope;
using tests::create_server;
using tests::kClientSecret;
using tests::move_app;
using tests::name_client;

class UnknownOutcome : public tests::ApplyFixture {
 protected:
  [[nodiscard]] int scopes_named(const std::string& name) {
    return static_cast<int>(std::ranges::count(server_now().scopes, name, &okta::Scope::name));
  }
};

TEST_F(UnknownOutcome, AdoptsAScopeWhoseAnswerWasLost) {
  start_org({"POST /scopes$ 1 lost"});
  const ApplyOutcome outcome =
      apply(plan({create_scope("c1", "orders.read"), create_scope("c2", "orders.write")}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::applied);
  EXPECT_TRUE(outcome.run.changes[0].read_back);
  const ServerSnapshot server = server_now();
  const auto made = std::ranges::find(server.scopes, "orders.read", &okta::Scope::name);
  ASSERT_NE(made, server.scopes.end());
  EXPECT_EQ(outcome.run.changes[0].made.id, made->id);
  EXPECT_EQ(scopes_named("orders.read"), 1);
  EXPECT_EQ(org_->count_requests("POST", "/scopes$"), 2);
}

TEST_F(UnknownOutcome, AdoptsAPolicyAndARuleWhoseAnswersWereLostAndGoesOnWithTheirIds) {
  start_org({"POST /policies$ 1 lost", "POST /rules$ 1 truncate"});
  const ApplyOutcome outcome =
      apply(plan({create_policy("c1", "Orders Web"), create_rule("c2", "${c1.id}", "sign in"),
                  name_client("c3", "${c1.id}", "0oa1")}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  const ServerSnapshot server = server_now();
  ASSERT_THAT(server.policies, SizeIs(2));
  EXPECT_THAT(server.policies[1].rules, SizeIs(1));
  EXPECT_THAT(server.policies[1].policy.clients, ElementsAre("0oa1"));
  EXPECT_THAT(writes(), SizeIs(3));
}

TEST_F(UnknownOutcome, AdoptsAServerWhoseAnswerWasLost) {
  start_org({"POST ^/api/v1/authorizationServers$ 1 lost"});
  Change scope = create_scope("c2", "stock.read");
  scope.target.server = "${c1.id}";
  const ApplyOutcome outcome = apply(plan({create_server("c1", "Stock API"), scope}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_FALSE(outcome.run.changes[0].made.issuer.empty());
  EXPECT_EQ(writes().at(1),
            "POST /api/v1/authorizationServers/" + outcome.run.changes[0].made.id + "/scopes");
}

TEST_F(UnknownOutcome, SaysThatNothingWasDoneAfterA500AndSendsItNoSecondTime) {
  start_org({"POST /scopes$ 1 500"});
  max_retries_ = std::nullopt;
  const ApplyOutcome outcome = apply(plan({create_scope("c1", "orders.read")}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::failed);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->kind, okta::ErrorKind::server);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::failed);
  EXPECT_EQ(scopes_named("orders.read"), 0);
  EXPECT_EQ(writes(), std::vector<std::string>{"POST /api/v1/authorizationServers/aus1/scopes"});
}

TEST_F(UnknownOutcome, LooksAgainForWhatMayStillBeUnderWay) {
  start_org({"POST /scopes$ 1 reset"});
  const Plan wanted = plan({create_scope("c1", "orders.read")});
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::unknown);
  EXPECT_THAT(outcome.why, HasSubstr("look for a scope named 'orders.read'"));
  EXPECT_THAT(clock_.sleeps(), ElementsAre(std::chrono::seconds{1}, std::chrono::seconds{3}));
  EXPECT_EQ(org_->count_requests("GET", "/scopes$"), 4);
}

TEST_F(UnknownOutcome, LeavesToAPersonWhatIsThereAndNotAsItWasSent) {
  start_org({"POST /policies$ 1 reset"});
  const Plan wanted = plan({create_policy("c1", "Orders Web")});
  on_progress_ = [&](const std::string& line) {
    if (line.find("looking for it") == std::string::npos) return;
    std::string body = tests::policy_body("Orders Web");
    body.replace(body.find("[]"), 2, R"(["ALL_CLIENTS"])");
    EXPECT_TRUE(client().policies("aus1").create(body, {}));
  };
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::unknown);
  EXPECT_THAT(outcome.moved, ElementsAre(HasSubstr("Orders Web")));
}

TEST_F(UnknownOutcome, TakesNoServerOfAnotherAudienceForItsOwn) {
  start_org({"POST ^/api/v1/authorizationServers$ 1 reset"});
  const Plan wanted = plan({create_server("c1", "Stock API")});
  on_progress_ = [&](const std::string& line) {
    if (line.find("looking for it") == std::string::npos) return;
    EXPECT_TRUE(client().authorization_servers().create(
        R"({"name":"Stock API","audiences":["api://somebody-else"]})", {}));
  };
  const ApplyOutcome outcome = apply(wanted);
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::drifted);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::unknown);
}

TEST_F(UnknownOutcome, DecidesAPutByReadingBack) {
  start_org({"PUT /policies/ 1 lost"});
  const ApplyOutcome outcome =
      apply(plan({create_policy("c1", "Orders Web"), name_client("c2", "${c1.id}", "0oa1")}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::done) << outcome.why;
  EXPECT_EQ(outcome.run.changes[1].state, ChangeState::applied);

  ASSERT_TRUE(org_->add_fault("PUT /apps/ 1 503"));
  const ApplyOutcome second = apply(plan(
      {move_app("c1", "0oa1", "/profile/issuer", R"("https://acme.example")", R"("https://x")")}));
  expect_faults_fired();
  EXPECT_EQ(second.ending, Ending::failed);
  EXPECT_EQ(second.run.changes[0].state, ChangeState::failed);
}

TEST_F(UnknownOutcome, StaysUnknownWhenTheOrgCannotBeRead) {
  start_org({"POST /scopes$ 1 lost", "GET /scopes$ 3 503"});
  const ApplyOutcome outcome = apply(plan({create_scope("c1", "orders.read")}));
  expect_faults_fired();
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::unknown);
  EXPECT_THAT(outcome.why, HasSubstr("whether it was done is not known"));
}

TEST(IsUnknown, ARefusalIsNoneAndARequestThatNeverLeftNeither) {
  okta::Error error{okta::ErrorKind::forbidden, "no", std::nullopt, {}};
  EXPECT_FALSE(is_unknown(error, Action::create));
  error.kind = okta::ErrorKind::network;
  EXPECT_TRUE(is_unknown(error, Action::create));
  error.not_sent = true;
  EXPECT_FALSE(is_unknown(error, Action::create));
}

// A journal and a client that ask what time it is give somebody the chance to undo what was made
// before it is looked for.
class VanishingClock final : public okta::Clock {
 public:
  explicit VanishingClock(okta::Clock& clock) : clock_(clock) {}

  [[nodiscard]] okta::Timestamp now() const override {
    if (on_now) on_now();
    return clock_.now();
  }
  [[nodiscard]] okta::Status sleep_for(std::chrono::milliseconds duration,
                                       std::stop_token stop) override {
    return clock_.sleep_for(duration, std::move(stop));
  }

  std::function<void()> on_now;

 private:
  okta::Clock& clock_;
};

class AnsweredAndAbsent : public UnknownOutcome {
 protected:
  [[nodiscard]] okta::Clock& clock() override { return vanishing_; }

  VanishingClock vanishing_{clock_};
};

TEST_F(AnsweredAndAbsent, IsUnknownAndNeverFailed) {
  start_org();
  const Plan wanted = plan({create_scope("c1", "orders.read"), create_scope("c2", "orders.write")});
  bool is_gone = false;
  vanishing_.on_now = [&] {
    if (is_gone || org_->count_requests("POST", "/scopes$") == 0) return;
    is_gone = true;
    const ServerSnapshot server = server_now();
    EXPECT_TRUE(client().scopes("aus1").remove(server.scopes.back().id, {}));
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::failed);
  const ChangeRecord& made = outcome.run.changes[0];
  EXPECT_EQ(made.state, ChangeState::unknown);
  EXPECT_FALSE(made.made.id.empty());
  EXPECT_THAT(made.problem, HasSubstr("look for a scope named 'orders.read'"));
  EXPECT_EQ(outcome.run.changes[1].state, ChangeState::planned);
  EXPECT_EQ(org_->count_requests("GET", "/scopes/" + made.made.id + "$"), 1);
}

TEST(MayStillLand, WhatOktaAnsweredItselfMayNot) {
  okta::Error error{okta::ErrorKind::timeout, "late", std::nullopt, {}};
  EXPECT_TRUE(may_still_land(error));
  error.http = okta::HttpFacts{};
  error.http->status = 504;
  EXPECT_TRUE(may_still_land(error)) << "a gateway gave up waiting";
  error.http->error_code = "E0000009";
  EXPECT_FALSE(may_still_land(error));
  okta::Error unsent{okta::ErrorKind::network, "no connection", std::nullopt, {}};
  unsent.not_sent = true;
  EXPECT_FALSE(may_still_land(unsent));
}

TEST(IsUnknown, ARemovalThatFindsNothingMayHaveBeenCarriedOutBefore) {
  const okta::Error gone{okta::ErrorKind::not_found, "gone", std::nullopt, {}};
  EXPECT_TRUE(is_unknown(gone, Action::remove));
  EXPECT_FALSE(is_unknown(gone, Action::update));
}

}  // namespace
}  // namespace remediate
