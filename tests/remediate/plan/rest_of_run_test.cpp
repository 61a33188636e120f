// How a run that was cut off is finished: from every prefix, whatever was noted of the last change,
// over random small orgs.
#include "remediate/plan/rest_of_run.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/kinds/server_set.hpp"
#include "remediate/model/plan_json.hpp"
#include "tests/remediate/plan/applied_run.hpp"
#include "tests/remediate/plan/everybody.hpp"

namespace remediate {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using tests::Applied;
using tests::applied;

Resumption rest_on(const Run& run, const ServerSnapshot& server) {
  return rest_of_run(run, {{{server.server.id, server}}, {}, {}}, tests::kPlannedAt);
}

// What the rest makes of the server; ids as a whole run would have given them.
ServerSnapshot finished(ServerSnapshot server, const Plan& rest) {
  std::vector<Made> made;
  for (const Change& change : rest.changes) {
    const Change sent = resolved(change, made);
    auto next = after(server, sent, tests::made_id(change));
    RC_ASSERT(next.has_value());
    server = std::move(*next);
    if (change.action == Action::create) made.push_back({change.id, tests::made_id(change), ""});
  }
  return server;
}

Plan plan_of(const tests::Case& random) {
  return make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
}

RC_GTEST_PROP(RestOfRun, MakesOfAnyPrefixWhatTheWholeRunWouldHaveMade, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = plan_of(random);
  const ServerSnapshot whole = applied(random.server, plan, plan.changes.size()).server;
  for (std::size_t count = 0; count <= plan.changes.size(); ++count) {
    const Applied done = applied(random.server, plan, count);
    const Resumption resumption = rest_on(done.run, done.server);
    RC_ASSERT(resumption.moved.empty());
    RC_ASSERT(resumption.rest.changes.size() == plan.changes.size() - count);
    RC_ASSERT(read_plan(plan_json(resumption.rest)).has_value());
    RC_ASSERT(set_of(finished(done.server, resumption.rest)) == set_of(whole));
  }
}

RC_GTEST_PROP(RestOfRun, TellsTheEffectsThatAreLeft, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = plan_of(random);
  const auto count = *rc::gen::inRange<std::size_t>(0, plan.changes.size() + 1);
  const Applied done = applied(random.server, plan, count);
  const Plan rest = rest_on(done.run, done.server).rest;
  std::set<std::pair<std::string, std::string>> listed;
  for (const Effect& each : rest.effects) listed.insert({each.client_id, each.grant_type});
  const ServerSnapshot last = finished(done.server, rest);
  for (const auto& [asked, was] : tests::answers_of(done.server)) {
    if (tests::answer(last, asked) == was) continue;
    const bool is_named = listed.contains({asked.client_id, asked.grant_type});
    RC_ASSERT((is_named || listed.contains({"*", asked.grant_type})));
  }
  if (rest.changes.empty()) RC_ASSERT(rest.effects.empty());
}

RC_GTEST_PROP(RestOfRun, FindsOutWhatCameOfTheLastRequest, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = plan_of(random);
  for (std::size_t count = 0; count < plan.changes.size(); ++count) {
    for (const bool was_carried_out : {true, false}) {
      Applied done = applied(random.server, plan, count + (was_carried_out ? 1 : 0));
      ChangeRecord& last = done.run.changes[count];
      last.state = was_carried_out ? ChangeState::intended : ChangeState::unknown;
      const std::string id = last.made.id;
      last.made.id.clear();
      last.digest.clear();
      const Resumption resumption = rest_on(done.run, done.server);
      RC_ASSERT(resumption.moved.empty());
      RC_ASSERT(resumption.found.size() == 1U);
      RC_ASSERT(resumption.found[0].change == last.change.id);
      RC_ASSERT((resumption.found[0].state == ChangeState::applied) == was_carried_out);
      RC_ASSERT(resumption.found[0].made.id == (was_carried_out ? id : ""));
    }
  }
}

// Whatever somebody else did to the server meanwhile: nothing is added to it.
RC_GTEST_PROP(RestOfRun, StopsWhereAnythingElseHasMoved, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = plan_of(random);
  RC_PRE(!plan.changes.empty());
  const auto count = *rc::gen::inRange<std::size_t>(0, plan.changes.size() + 1);
  const Applied done = applied(random.server, plan, count);
  ServerSnapshot now = done.server;
  switch (*rc::gen::inRange(0, 6)) {
    case 0: {
      okta::Scope theirs;
      theirs.id = "scpTheirs";
      theirs.name = "theirs";
      theirs.content = R"({"name":"theirs"})";
      now.scopes.push_back(std::move(theirs));
      break;
    }
    case 1:
      RC_PRE(!now.policies.empty());
      now.policies.erase(now.policies.begin());
      break;
    case 2:
      RC_PRE(!now.policies.empty());
      now.policies.back().policy.content = R"({"name":"edited by somebody"})";
      break;
    case 3:
      RC_PRE(!now.scopes.empty());
      now.scopes.back().content = R"({"name":"edited by somebody"})";
      break;
    case 4:
      RC_PRE(!now.policies.empty() && !now.policies.back().rules.empty());
      now.policies.back().rules.back().content = R"({"name":"edited by somebody"})";
      break;
    default:
      now.server.status = now.server.is_active() ? "INACTIVE" : "ACTIVE";
  }
  RC_ASSERT(!rest_on(done.run, now).moved.empty());
}

Run run_that_makes_a_server(ChangeState state) {
  Run run;
  run.id = "r1";
  run.org = run.plan.org = "https://acme.okta.com";
  run.plan.valid_until = tests::kPlannedAt + kPlanValidity;
  Change change;
  change.id = "c1";
  change.target = {ObjectKind::authorization_server, "", "Orders", "", ""};
  change.precondition.absent = true;
  change.body = R"({"name":"Orders","audiences":["api://orders"]})";
  run.plan.changes = {change};
  Change scope = change;
  scope.id = "c2";
  scope.target = {ObjectKind::scope, "", "orders.read", "${c1.id}", ""};
  scope.body = R"({"name":"orders.read"})";
  run.plan.changes.push_back(scope);
  for (const Change& each : run.plan.changes) {
    ChangeRecord& record = run.changes.emplace_back();
    record.change = each;
  }
  run.changes[0].state = state;
  run.changes[0].sent = change.body;
  return run;
}

okta::AuthorizationServer server_named(const std::string& id, const std::string& audience) {
  okta::AuthorizationServer server;
  server.id = id;
  server.name = "Orders";
  server.audiences = {audience};
  server.issuer = "https://acme.okta.com/oauth2/" + id;
  server.status = "ACTIVE";
  return server;
}

Resumption rest_with(const std::vector<okta::AuthorizationServer>& listed) {
  OrgNow now;
  now.listed = listed;
  for (const okta::AuthorizationServer& each : listed) now.servers[each.id].server = each;
  return rest_of_run(run_that_makes_a_server(ChangeState::intended), now, tests::kPlannedAt);
}

TEST(RestOfARunThatMakesItsServer, FindsTheServerByNameAndAudience) {
  const Resumption resumption = rest_with({server_named("aus1", "api://orders")});
  EXPECT_THAT(resumption.moved, testing::IsEmpty());
  ASSERT_THAT(resumption.found, SizeIs(1));
  EXPECT_EQ(resumption.found[0].made.id, "aus1");
  EXPECT_EQ(resumption.found[0].made.issuer, "https://acme.okta.com/oauth2/aus1");
  ASSERT_THAT(resumption.rest.changes, SizeIs(1));
  EXPECT_EQ(resumption.rest.changes[0].target.server, "aus1");
}

TEST(RestOfARunThatMakesItsServer, TakesNoServerOfAnotherAudienceForIt) {
  const Resumption resumption = rest_with({server_named("aus1", "api://stock")});
  EXPECT_THAT(resumption.rest.changes, SizeIs(2));
}

TEST(RestOfARunThatMakesItsServer, LeavesTwoOfThatNameToAPerson) {
  const Resumption resumption =
      rest_with({server_named("aus1", "api://orders"), server_named("aus2", "api://orders")});
  EXPECT_THAT(resumption.moved, testing::ElementsAre(HasSubstr("nobody can tell")));
}

TEST(RestOfARunThatMakesItsServer, BuildsOnNoServerThatSomebodyChangedSince) {
  auto run = run_that_makes_a_server(ChangeState::applied);
  run.changes[0].made = {"c1", "aus1", "https://acme.okta.com/oauth2/aus1"};
  OrgNow now;
  now.servers["aus1"].server = server_named("aus1", "api://orders");
  EXPECT_THAT(rest_of_run(run, now, tests::kPlannedAt).moved, testing::IsEmpty());
  OrgNow of_another_audience = now;
  of_another_audience.servers["aus1"].server.audiences = {"api://stock"};
  OrgNow switched_off = now;
  switched_off.servers["aus1"].server.status = "INACTIVE";
  for (const OrgNow& each : {of_another_audience, switched_off})
    EXPECT_THAT(rest_of_run(run, each, tests::kPlannedAt).moved,
                testing::ElementsAre(HasSubstr("'Orders' (aus1): changed")));
}

// Okta answered with an id and showed nothing for a while.
TEST(RestOfARunThatMakesItsServer, KnowsAServerByTheIdOfTheAnswer) {
  auto run = run_that_makes_a_server(ChangeState::unknown);
  run.changes[0].made.id = "aus1";
  OrgNow now;
  EXPECT_THAT(rest_of_run(run, now, tests::kPlannedAt).moved,
              testing::ElementsAre(HasSubstr("nobody can tell")));
  now.servers["aus1"].server = server_named("aus1", "api://orders");
  const Resumption resumption = rest_of_run(run, now, tests::kPlannedAt);
  EXPECT_THAT(resumption.moved, testing::IsEmpty());
  ASSERT_THAT(resumption.found, SizeIs(1));
  EXPECT_EQ(resumption.found[0].state, ChangeState::applied);
}

TEST(RestOfARunThatMakesItsServer, WaitsForARequestThatMayStillBeCarriedOut) {
  auto run = run_that_makes_a_server(ChangeState::unknown);
  run.changes[0].at = tests::kPlannedAt - std::chrono::seconds{20};
  EXPECT_THAT(rest_of_run(run, {}, tests::kPlannedAt).moved,
              testing::ElementsAre(HasSubstr("wait a minute")));
  run.changes[0].at = tests::kPlannedAt - std::chrono::seconds{61};
  EXPECT_THAT(rest_of_run(run, {}, tests::kPlannedAt).moved, testing::IsEmpty());
}

TEST(RestOfARunThatMakesItsServer, IsNotFinishedOnAPlanThatIsTooOld) {
  const auto run = run_that_makes_a_server(ChangeState::planned);
  const okta::Timestamp late = run.plan.valid_until + std::chrono::seconds{1};
  EXPECT_THAT(rest_of_run(run, {}, late).moved,
              testing::ElementsAre(HasSubstr("older than a day")));
}

// Nobody read it back, so there is no digest: all that decides about access must be as it was sent.
TEST(RestOfARun, TakesNoRuleThatSomebodySwitchedOffForItsOwn) {
  const std::string body =
      R"({"name":"staff","conditions":{"grantTypes":{"include":["authorization_code"]},)"
      R"("people":{"groups":{"include":["EVERYONE"]}},"scopes":{"include":["orders.read"]}}})";
  remediate::Run run;
  run.plan.valid_until = tests::kPlannedAt;
  ChangeRecord& record = run.changes.emplace_back();
  record.change.id = "c1";
  record.change.target = {ObjectKind::rule, "", "staff", "aus1", "00p1"};
  record.change.body = record.sent = body;
  record.state = ChangeState::applied;
  record.made = {"c1", "0pr1", ""};
  OrgNow now;
  ServerSnapshot& server = now.servers["aus1"];
  server.server.id = "aus1";
  okta::AccessPolicyRule& rule =
      server.policies.emplace_back(PolicySnapshot{{}, {}, true}).rules.emplace_back();
  server.policies[0].policy.id = "00p1";
  rule.id = "0pr1";
  rule.name = "staff";
  const auto with = [&](const std::string& members) {
    rule.content = R"({"type":"RESOURCE_ACCESS",)" + members + "," + body.substr(1);
    return rest_of_run(run, now, tests::kPlannedAt).moved;
  };
  EXPECT_THAT(with(R"("status":"ACTIVE")"), testing::IsEmpty());
  EXPECT_THAT(with(R"("status":"INACTIVE")"), SizeIs(1));
  EXPECT_THAT(with(R"("actions":{"token":{"inlineHook":{"id":"calTheirs"}}})"), SizeIs(1));
}

}  // namespace
}  // namespace remediate
