#include "remediate/engine/watched_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

Effect effect(const std::string& client, const std::string& server,
              Answer after = Answer::granted) {
  Effect effect;
  effect.client_id = client;
  effect.authorization_server = server;
  effect.grant_type = "authorization_code";
  effect.scopes = {"orders.read"};
  effect.after = after;
  return effect;
}

Run run_with(std::vector<Effect> effects) {
  Run run;
  run.started_at = okta::Timestamp{std::chrono::seconds{1'780'000'000}};
  run.plan.effects = std::move(effects);
  return run;
}

std::vector<std::string> names_of(const LogQuestion& question) {
  std::vector<std::string> names;
  for (const ServerName& each : question.servers) names.push_back(each.id + " " + each.reference);
  return names;
}

TEST(WatchedRun, LooksAtTheServersThatItMadeOrWroteOnOrSendsClientsTo) {
  remediate::Run run = run_with({effect("0oa1", "${c1.id}")});
  ChangeRecord made;
  made.change.id = "c1";
  made.change.action = Action::create;
  made.change.target.kind = ObjectKind::authorization_server;
  made.made = {"c1", "ausNew", ""};
  ChangeRecord written;
  written.change.id = "c2";
  written.change.target = {ObjectKind::scope, "scp1", "orders.read", "ausWritten", ""};
  ChangeRecord application;
  application.change.id = "c3";
  application.change.target = {ObjectKind::application, "0oa1", "Orders", "", ""};
  run.changes = {made, written, application};
  Handover handover;
  handover.client_id = "0oa1";
  handover.authorization_server = "ausDefault";
  run.plan.handover = {handover};
  Snapshot snapshot;
  snapshot.servers.emplace_back();
  snapshot.servers[0].server.id = "ausDefault";
  snapshot.servers[0].server.is_default = true;

  const LogQuestion question = question_about_log(run, snapshot);
  EXPECT_THAT(names_of(question),
              ElementsAre("ausDefault default", "ausNew ausNew", "ausWritten ausWritten"));
  EXPECT_EQ(question.effects.at(0).authorization_server, "ausNew");
  EXPECT_EQ(question.run_started, run.started_at);
  EXPECT_THAT(question.clients, ElementsAre("0oa1"));
}

TEST(WatchedRun, ExpectsNoSuccessWhereItRefusesOrMadeNoServer) {
  const LogQuestion question = question_about_log(
      run_with({effect("0oa1", "aus1", Answer::denied), effect("0oa2", "${c1.id}")}), {});
  ASSERT_THAT(question.effects, SizeIs(2));
  EXPECT_THAT(question.effects[0].why, HasSubstr("refusal"));
  EXPECT_THAT(question.effects[1].why, HasSubstr("not made"));
  EXPECT_THAT(names_of(question), ElementsAre("aus1 aus1"));
}

TEST(WatchedRun, TellsEffectsThatDifferInPeopleOnlyAsOne) {
  Effect some = effect("0oa1", "aus1");
  some.people = {"00g1"};
  Effect others = effect("0oa1", "aus1");
  others.people = {"00g2"};
  EXPECT_THAT(question_about_log(run_with({some, others}), {}).effects, SizeIs(1));
}

class SettleByLog : public testing::Test {
 protected:
  [[nodiscard]] ClientState settled(ClientState state, const LogFindings& findings) {
    ClientToVerify client;
    client.client_id = "0oa1";
    client.authorization_server = "aus1";
    client.requests = {{"authorization_code", {"openid", "orders.read"}}};
    Verification verification;
    verification.clients.emplace_back();
    verification.clients[0].state = state;
    settle_by_log(verification, {client}, findings);
    why_ = verification.clients[0].why;
    return verification.clients[0].state;
  }

  static LogFindings seen(ScopeSet scopes) {
    ServerEvent event;
    event.server = "aus1";
    event.request.client_id = "0oa1";
    event.request.grant_type = "authorization_code";
    event.request.outcome = Outcome::success;
    event.request.scopes = std::move(scopes);
    event.request.scopes_known = true;
    LogFindings findings;
    findings.grants.add(event);
    return findings;
  }

  std::string why_;
};

TEST_F(SettleByLog, AClientThatGotWhatItAsksForIsShown) {
  EXPECT_EQ(settled(ClientState::not_probed, seen({"openid", "orders.read"})), ClientState::shown);
  EXPECT_THAT(why_, HasSubstr("System Log"));
  EXPECT_EQ(settled(ClientState::not_applicable, seen({"openid", "orders.read"})),
            ClientState::shown);
  EXPECT_EQ(settled(ClientState::not_probed, seen({"openid"})), ClientState::not_probed);
}

TEST_F(SettleByLog, AProbeThatWasRefusedStands) {
  EXPECT_EQ(settled(ClientState::not_yet, seen({"openid", "orders.read"})), ClientState::not_yet);
}

TEST_F(SettleByLog, AClientThatWasWatchedInVainHasNotMoved) {
  LogFindings findings;
  EXPECT_EQ(settled(ClientState::not_probed, findings), ClientState::not_probed);
  findings.watch.emplace();
  EXPECT_EQ(settled(ClientState::not_probed, findings), ClientState::not_yet);
  EXPECT_EQ(settled(ClientState::shown, findings), ClientState::shown);
  findings.watch->interrupted = true;
  EXPECT_EQ(settled(ClientState::not_probed, findings), ClientState::not_probed);
  findings.watch->interrupted = false;
  findings.gaps.emplace_back();
  EXPECT_EQ(settled(ClientState::not_probed, findings), ClientState::not_probed)
      << "a log that was not read is no proof";
}

}  // namespace
}  // namespace remediate
