// A run undone while clients live on what it made: what the inverse plan promises them, over random
// small orgs; and in which words it tells who lives there and who changed what.
#include <algorithm>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/model/obstacle.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/inverse.hpp"
#include "tests/remediate/plan/applied_run.hpp"

namespace remediate {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using tests::Applied;
using tests::applied;
using tests::is_used_by_others;
using tests::plan_back;
using tests::states_of;

ServerUsage random_usage() {
  using tests::random_server_parts::happens;
  ServerUsage usage;
  for (const char* id : {"client_a", "client_b", "client_c"}) {
    if (!happens(40)) continue;
    LiveClient& live = usage.clients.emplace_back();
    live.client_id = id;
    live.holds_tokens = true;
    live.scopes_known = happens(80);
    for (const std::string& scope : tests::universe::kScopes) {
      if (happens(50)) live.scopes.push_back(scope);
    }
  }
  if (happens(15)) usage.gaps.push_back({"systemLog", "forbidden", "okta.logs.read", "", ""});
  if (happens(15)) usage.gaps.push_back({"systemLog", "truncated", "", "", "client_b"});
  return usage;
}

bool lives(const ServerUsage& usage, const std::string& client) {
  return usage.gap_about(client) != nullptr ||
         std::ranges::find(usage.clients, client, &LiveClient::client_id) != usage.clients.end();
}

bool uses(const ServerUsage& usage, const std::string& scope) {
  return !usage.gaps.empty() || std::ranges::any_of(usage.clients, [&](const LiveClient& each) {
    return each.may_use(scope);
  });
}

// Whom the policy served before its change.
std::vector<std::string> served_by(const ServerSnapshot& server, const ChangeTarget& target) {
  const std::string& id = target.kind == ObjectKind::rule ? target.policy : target.id;
  const auto found = std::ranges::find_if(
      server.policies, [&](const PolicySnapshot& each) { return each.policy.id == id; });
  return found == server.policies.end() ? std::vector<std::string>() : found->policy.clients;
}

KnownUse known(ServerUsage usage, bool even_if_used = false) {
  return {{{"aus1", std::move(usage)}}, std::nullopt, even_if_used};
}

RC_GTEST_PROP(InverseInUse, TakesNothingAwayThatSomebodyMayLiveOn, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  const Applied done = applied(random.server, plan, plan.changes.size());
  const ServerUsage usage = *rc::gen::exec(random_usage);
  const Plan back = plan_back(done.run, done.server, known(usage));
  for (const Change& each : back.changes) {
    if (each.target.kind == ObjectKind::scope) RC_ASSERT(!uses(usage, each.target.name));
    for (const std::string& client : served_by(done.server, each.target))
      RC_ASSERT(!lives(usage, client));
  }
}

// Whole policies stay, and every scope that their rules name.
RC_GTEST_PROP(InverseInUse, LeavesEveryLiveClientWhatItWasGranted, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  const Applied done = applied(random.server, plan, plan.changes.size());
  const ServerUsage usage = *rc::gen::exec(random_usage);
  const Plan back = plan_back(done.run, done.server, known(usage));
  RC_ASSERT(read_plan(plan_json(back)).has_value());
  const ServerSnapshot left = states_of(done.server, back).back();
  for (const PolicySnapshot& policy : left.policies) {
    const auto was = std::ranges::find_if(done.server.policies, [&](const PolicySnapshot& each) {
      return each.policy.id == policy.policy.id;
    });
    RC_ASSERT(was != done.server.policies.end());
    if (std::ranges::none_of(policy.policy.clients,
                             [&](const std::string& each) { return lives(usage, each); }))
      continue;
    RC_ASSERT(was->policy.content == policy.policy.content);
    RC_ASSERT(was->rules.size() == policy.rules.size());
  }
  for (const PolicySnapshot& policy : left.policies) {
    for (const okta::AccessPolicyRule& rule : policy.rules) {
      for (const std::string& scope : rule.scopes)
        RC_ASSERT(scope == "*" || !has_scope(done.server, scope) || has_scope(left, scope));
    }
  }
}

RC_GTEST_PROP(InverseInUse, TakesAllAwayWhenToldToEvenIfUsed, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  const Applied done = applied(random.server, plan, plan.changes.size());
  const ServerUsage usage = *rc::gen::exec(random_usage);
  const Plan back = plan_back(done.run, done.server, known(usage, true));
  RC_ASSERT(back.blocked.empty());
  RC_ASSERT(back.changes.size() == plan.changes.size());
}

RC_GTEST_PROP(InverseInUse, TakesNothingAwayWhereNobodyLooked, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  const Applied done = applied(random.server, plan, plan.changes.size());
  RC_ASSERT(plan_back(done.run, done.server, {}).changes.empty());
}

// One client that wants a scope of its own.
class InverseWords : public testing::Test {
 protected:
  InverseWords() {
    server_.server.id = "aus1";
    server_.server.status = "ACTIVE";
    server_.scopes.push_back({});
    server_.scopes.back().id = "scp_openid";
    server_.scopes.back().name = "openid";
    tests::fill_contents(server_);
    Desired desired;
    desired.servers.push_back({"aus1", "aus1", std::nullopt, false, {}});
    DesiredAccess access;
    access.app_id = access.client_id = "client_a";
    access.label = "Orders";
    access.server = "aus1";
    access.because = {"f1"};
    access.needs = {{"authorization_code", {"openid", "orders.read"}}};
    desired.access.push_back(access);
    const Plan plan = make_plan(desired, tests::snapshot_of(server_), tests::kPlannedAt);
    done_ = applied(server_, plan, plan.changes.size());
  }

  [[nodiscard]] static const Blocked& only(const Plan& plan, const std::string& by) {
    static const Blocked none;
    const auto found = std::ranges::find(plan.blocked, by, &Blocked::by);
    return found == plan.blocked.end() ? none : *found;
  }

  [[nodiscard]] static LiveClient orders() {
    LiveClient live;
    live.client_id = "client_a";
    live.name = "Orders";
    live.scopes = {"openid", "orders.read"};
    live.holds_tokens = true;
    live.last_grant = tests::kPlannedAt;
    return live;
  }

  // Somebody else gives the policy another description.
  void edit_policy() {
    std::string& content = done_.server.policies.front().policy.content;
    content.insert(content.size() - 1, R"(,"description":"mine")");
  }

  [[nodiscard]] static RecentChange edit_of(const std::string& policy, const std::string& event) {
    RecentChange change;
    change.event_type = "policy.lifecycle.update";
    change.at = tests::kPlannedAt;
    change.event_id = event;
    change.actor_type = "User";
    change.objects = {{"PolicyEntity", policy, "", ""}};
    return change;
  }

  ServerSnapshot server_;
  Applied done_;
};

TEST_F(InverseWords, NameTheLiveClientEvenThatOfTheRun) {
  const Plan back = plan_back(done_.run, done_.server, known({{}, {orders()}, {}}));
  EXPECT_TRUE(back.changes.empty());
  EXPECT_THAT(only(back, "in-use").advice,
              AllOf(HasSubstr("client_a 'Orders' (holds refresh tokens, was granted access last at "
                              "2026-05-28T20:26:40.000Z) lives on it"),
                    HasSubstr("--even-if-used")));
}

TEST_F(InverseWords, SayWhyItCannotBeToldWhoLivesThere) {
  const Gap gap{"systemLog", "forbidden", "okta.logs.read", "", "client_a"};
  const Plan back = plan_back(done_.run, done_.server, known({{}, {}, {gap}}));
  EXPECT_TRUE(back.changes.empty());
  EXPECT_THAT(only(back, "usage-unknown").advice,
              AllOf(HasSubstr("systemLog (forbidden) of client_a could not be read"),
                    HasSubstr("okta.logs.read is needed"), HasSubstr("--even-if-used")));
}

TEST_F(InverseWords, SayWhomAForcedRollbackCutsOff) {
  const Plan back = plan_back(done_.run, done_.server, known({{}, {orders()}, {}}, true));
  EXPECT_EQ(back.changes.size(), done_.run.changes.size());
  const auto told = std::ranges::find(back.assumes, assumption::kClientsCutOff, &Assumption::id);
  ASSERT_NE(told, back.assumes.end());
  EXPECT_THAT(told->detail, HasSubstr("client_a 'Orders'"));
}

// Of another client nobody needs to know.
TEST_F(InverseWords, CareOnlyForGapsAboutTheClientsConcerned) {
  const std::string& policy = done_.server.policies.front().policy.name;
  const Gap other{"refreshTokens", "undecodable", "", "", "client_z"};
  const Plan back = plan_back(done_.run, done_.server, known({{}, {}, {other}}));
  EXPECT_TRUE(std::ranges::none_of(back.blocked,
                                   [&](const Blocked& each) { return each.subject == policy; }));
  const Gap own{"refreshTokens", "undecodable", "", "", "client_a"};
  const Plan kept = plan_back(done_.run, done_.server, known({{}, {}, {own}}));
  EXPECT_TRUE(std::ranges::any_of(kept.blocked, [&](const Blocked& each) {
    return each.subject == policy && each.by == obstacle::kUsageUnknown;
  }));
}

// What the run made for one request only may go while the client lives on another.
TEST_F(InverseWords, OfAScopeAreAboutThoseWhoMayUseIt) {
  LiveClient other = orders();
  other.client_id = "client_z";
  other.scopes = {"openid"};
  const Plan back = plan_back(done_.run, done_.server, known({{}, {other}, {}}));
  EXPECT_TRUE(back.blocked.empty());
  other.scopes_known = false;
  EXPECT_EQ(only(plan_back(done_.run, done_.server, known({{}, {other}, {}})), "in-use").subject,
            "orders.read");
}

// URLs that name the new server are of use as long as the client lives there.
TEST_F(InverseWords, OfAnAppStandWhileItsClientLivesOnTheServer) {
  ChangeRecord edit;
  edit.change.id = "c99";
  edit.change.action = Action::update;
  edit.change.target = {ObjectKind::application, "app_a", "Orders", {}, {}};
  edit.change.diff = {{"/profile/issuer", R"("https://o")", R"("https://o/oauth2/aus1")"}};
  edit.state = ChangeState::applied;
  remediate::Run run;
  run.org = done_.run.org;
  run.changes = {edit};
  run.plan.handover.push_back({});
  run.plan.handover.back().client_id = "client_a";
  run.plan.handover.back().label = "Orders";
  const OrgNow now{{{"aus1", done_.server}}, {{"app_a", {"sha256:1", {}, false}}}};
  EXPECT_EQ(inverse_of(run, {}, now, tests::kUnused, tests::kPlannedAt).changes.size(), 1U);
  const Plan back = inverse_of(run, {}, now, known({{}, {orders()}, {}}), tests::kPlannedAt);
  EXPECT_TRUE(back.changes.empty());
  EXPECT_EQ(only(back, "in-use").finding, "c99");
}

// Its client would go back to a server that grants it less than it lives on.
TEST_F(InverseWords, OfAFileStandWhileItsClientLivesOnTheServer) {
  ChangeRecord rewrite;
  rewrite.change.id = "c99";
  rewrite.change.action = Action::rewrite;
  rewrite.change.target = {ObjectKind::file, {}, "web/.env", {}, {}};
  rewrite.change.splices = {{28, "", "/oauth2/aus1"}};
  rewrite.state = ChangeState::applied;
  remediate::Run run;
  run.org = done_.run.org;
  run.changes = {rewrite};
  run.plan.handover.push_back({});
  run.plan.handover.back().client_id = "client_a";
  OrgNow now{{{"aus1", done_.server}}, {}};
  now.files["web/.env"] = {"", "sha256:after", false, true};
  EXPECT_EQ(inverse_of(run, {}, now, tests::kUnused, tests::kPlannedAt).changes.size(), 1U);
  const Plan back = inverse_of(run, {}, now, known({{}, {orders()}, {}}), tests::kPlannedAt);
  EXPECT_TRUE(back.changes.empty());
  EXPECT_EQ(only(back, "in-use").finding, "c99");
  const Plan forced =
      inverse_of(run, {}, now, known({{}, {orders()}, {}}, true), tests::kPlannedAt);
  EXPECT_EQ(forced.changes.size(), 1U);
}

TEST_F(InverseWords, OfAServerThatTheRunSwitchedOnAreAboutAnybody) {
  ChangeRecord on;
  on.change.id = "c1";
  on.change.action = Action::activate;
  on.change.target = {ObjectKind::authorization_server, "aus1", "Orders API", {}, {}};
  on.state = ChangeState::applied;
  remediate::Run run;
  run.org = done_.run.org;
  run.changes = {on};
  const Plan off = plan_back(run, server_);
  ASSERT_EQ(off.changes.size(), 1U);
  EXPECT_EQ(off.changes[0].action, Action::deactivate);
  LiveClient stranger = orders();
  stranger.client_id = "client_z";
  EXPECT_EQ(only(plan_back(run, server_, known({{}, {stranger}, {}})), "in-use").subject,
            "Orders API");
}

TEST_F(InverseWords, SayWhoChangedThePolicyWhenTheLogTells) {
  edit_policy();
  KnownUse use = known({});
  EXPECT_THAT(only(plan_back(done_.run, done_.server, use), "changed-since").advice,
              Not(HasSubstr("System Log")));
  use.recent = RecentChanges{tests::kPlannedAt, {}, {}};
  EXPECT_THAT(only(plan_back(done_.run, done_.server, use), "changed-since").advice,
              HasSubstr("the System Log names nobody since 2026-05-28T20:26:40.000Z"));
  const std::string policy = done_.server.policies.front().policy.id;
  use.recent->changes = {edit_of(policy, "e1"), edit_of("00pZ", "e2")};
  EXPECT_THAT(only(plan_back(done_.run, done_.server, use), "changed-since").advice,
              AllOf(HasSubstr("policy.lifecycle.update by User at 2026-05-28T20:26:40.000Z (who: "
                              "event e1 in the System Log)"),
                    Not(HasSubstr("e2")), Not(HasSubstr("read whole"))));
}

// The one who did it may be in what was not read.
TEST_F(InverseWords, SayThatItCannotBeToldWhoItWasWhenTheLogWasCut) {
  edit_policy();
  const Gap cut{"systemLog", "truncated", "", "only the first pages were read", ""};
  const Gap refused{"systemLog", "forbidden", "okta.logs.read", "", ""};
  KnownUse use = known({});
  for (const Gap& gap : {cut, refused}) {
    for (const bool others : {false, true}) {
      use.recent = RecentChanges{tests::kPlannedAt, {}, {gap}};
      if (others) use.recent->changes = {edit_of("00pZ", "e2")};
      EXPECT_THAT(only(plan_back(done_.run, done_.server, use), "changed-since").advice,
                  AllOf(HasSubstr("could not be read whole (" + gap.reason + ")"),
                        HasSubstr("who it was cannot be told"), Not(HasSubstr("names nobody"))));
    }
  }
  use.recent->changes = {edit_of(done_.server.policies.front().policy.id, "e1")};
  EXPECT_THAT(only(plan_back(done_.run, done_.server, use), "changed-since").advice,
              AllOf(HasSubstr("event e1"), HasSubstr("but it could not be read whole")));
}

}  // namespace
}  // namespace remediate
