#include "remediate/apply/unknown_outcome.hpp"

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
  Change server;
  server.id = "c1";
  server.target = {ObjectKind::authorization_server, "", "Stock API", "", ""};
  server.precondition.absent = true;
  server.body = R"({"name":"Stock API","audiences":["api://stock"]})";
  Change scope = create_scope("c2", "stock.read");
  scope.target.server = "${c1.id}";
  const ApplyOutcome outcome = apply(plan({server, scope}));
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
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::failed);
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
  Change server;
  server.id = "c1";
  server.target = {ObjectKind::authorization_server, "", "Stock API", "", ""};
  server.precondition.absent = true;
  server.body = R"({"name":"Stock API","audiences":["api://stock"]})";
  const Plan wanted = plan({server});
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
  start_org({"POST /scopes$ 1 lost", "GET ^/api/v1/authorizationServers/aus1$ 3 503"});
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

TEST(IsUnknown, ARemovalThatFindsNothingMayHaveBeenCarriedOutBefore) {
  const okta::Error gone{okta::ErrorKind::not_found, "gone", std::nullopt, {}};
  EXPECT_TRUE(is_unknown(gone, Action::remove));
  EXPECT_FALSE(is_unknown(gone, Action::update));
}

}  // namespace
}  // namespace remediate
