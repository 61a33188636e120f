// Client configuration files among the changes: planned, taken back, and gone on with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/model/obstacle.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/rest_of_run.hpp"
#include "tests/remediate/plan/planned.hpp"

namespace remediate {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kPath = "orders/.env";

BoundFile bound_file(const std::string& app_id, std::vector<Splice> splices,
                     const std::string& server = "aus1") {
  BoundFile file;
  file.path = kPath;
  file.digest = "sha256:before";
  file.app_ids = {app_id};
  file.urls = {{"ISSUER", "https://acme.okta.com", 2, FileUrlState::names_org, "", "", ""}};
  file.moves = {{app_id, server, std::move(splices), {{"audience", "validate api://x", 7}}, ""}};
  return file;
}

AuditBuilder with_file(const std::string& server = "aus1") {
  AuditBuilder builder = failing_app();
  builder.default_server();
  builder.snapshot.files = {bound_file("0oa1", {{27, "", "/oauth2/default"}}, server)};
  return builder;
}

TEST(PlannedFile, ComesAfterAllThatItsClientNeedsAtTheServer) {
  AuditBuilder builder = with_file();
  const Plan plan = plan_of(builder);
  const Change& file = plan.changes.back();
  EXPECT_EQ(file.action, Action::rewrite);
  EXPECT_EQ(file.target.kind, ObjectKind::file);
  EXPECT_EQ(file.target.name, kPath);
  EXPECT_EQ(file.precondition.digest, "sha256:before");
  EXPECT_THAT(file.splices, ElementsAre(Splice{27, "", "/oauth2/default"}));
  ASSERT_GT(plan.changes.size(), 1U);
  EXPECT_THAT(file.after, SizeIs(plan.changes.size() - 1));
  EXPECT_THAT(file.because, SizeIs(1));
  EXPECT_TRUE(read_plan(plan_json(plan)).has_value());
  EXPECT_THAT(plan.handover.at(0).notes, Contains("orders/.env:7: validate api://x"));
}

TEST(PlannedFile, NamesTheServerThatThePlanMakesByReference) {
  AuditBuilder builder = failing_app();
  builder.directives.target = {"Orders API", config::CreateServer{"Orders API", "api://orders"}};
  builder.snapshot.files = {
      bound_file("0oa1", {{27, "", "/oauth2/" + std::string(kServerToMake)}}, "")};
  const Plan plan = plan_of(builder);
  ASSERT_EQ(plan.changes.back().target.kind, ObjectKind::file);
  EXPECT_EQ(plan.changes.back().splices[0].after, "/oauth2/${c1.id}");
  EXPECT_TRUE(read_plan(plan_json(plan)).has_value());
}

TEST(PlannedFile, StaysWhereItsClientIsBlockedOrIgnored) {
  AuditBuilder builder = with_file();
  builder.not_approved("0oa1", "orders.read");
  EXPECT_THAT(changes_of(plan_of(builder), ObjectKind::file), IsEmpty());
  builder = with_file();
  builder.demand("0oa1").ignored_because = "retired";
  EXPECT_THAT(changes_of(plan_of(builder), ObjectKind::file), IsEmpty());
}

TEST(PlannedFile, StaysAsLongAsTheClientIsGrantedInPart) {
  AuditBuilder builder = with_file();
  builder.fails("0oa1", {"openid", "groups", "orders.read"});
  const Plan plan = plan_of(builder);
  EXPECT_THAT(changes_of(plan, ObjectKind::file), IsEmpty());
}

TEST(PlannedFile, StaysWhereTheMoveWasReadForAnotherServer) {
  AuditBuilder builder = with_file("ausOther");
  const Plan plan = plan_of(builder);
  EXPECT_THAT(changes_of(plan, ObjectKind::file), IsEmpty());
  EXPECT_THAT(blockers_of(plan), Contains("incomplete:clientFiles"));
}

TEST(PlannedFile, MovesForAClientThatIsGrantedEverythingAlready) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid", "orders.read"});
  builder.snapshot.files = {bound_file("0oa1", {{27, "", "/oauth2/default"}})};
  const Plan plan = plan_of(builder);
  ASSERT_THAT(plan.changes, SizeIs(1));
  EXPECT_EQ(plan.changes[0].target.kind, ObjectKind::file);
  EXPECT_THAT(plan.changes[0].after, IsEmpty());
}

// A run of one change that rewrites a file, as far as it got.
Run run_over_file(ChangeState state) {
  Run run;
  run.id = "r1";
  run.plan.valid_until = hour(72);
  Change change;
  change.id = "c1";
  change.action = Action::rewrite;
  change.target = {ObjectKind::file, {}, kPath, {}, {}};
  change.precondition.digest = "sha256:before";
  change.splices = {{27, "", "/oauth2/default"}, {60, "/oauth2/v1", "/oauth2/default/v1"}};
  run.plan.changes = {change};
  run.changes.emplace_back().change = change;
  run.changes[0].state = state;
  return run;
}

OrgNow org_with(FileNow file) {
  OrgNow now;
  now.files[kPath] = std::move(file);
  return now;
}

const FileNow kBack{"", "sha256:before", true, false};
const FileNow kStands{"", "sha256:after", false, true};
const FileNow kOther{"", "sha256:other", false, false};

TEST(FileOfARun, IsPutBackByItsSplicesReversed) {
  const Plan plan =
      inverse_of(run_over_file(ChangeState::applied), {}, org_with(kStands), {}, hour(49));
  ASSERT_THAT(plan.changes, SizeIs(1));
  EXPECT_EQ(plan.changes[0].action, Action::rewrite);
  EXPECT_EQ(plan.changes[0].precondition.digest, "sha256:after");
  EXPECT_THAT(plan.changes[0].splices, ElementsAre(Splice{27, "/oauth2/default", ""},
                                                   Splice{75, "/oauth2/default/v1", "/oauth2/v1"}));
  EXPECT_THAT(plan.blocked, IsEmpty());
}

TEST(FileOfARun, ThatIsBackNeedsNothing) {
  const Plan plan =
      inverse_of(run_over_file(ChangeState::applied), {}, org_with(kBack), {}, hour(49));
  EXPECT_THAT(plan.changes, IsEmpty());
  EXPECT_THAT(plan.blocked, IsEmpty());
}

TEST(FileOfARun, ThatSomebodyChangedOrNobodyCanReadIsLeftAndTold) {
  const remediate::Run run = run_over_file(ChangeState::applied);
  EXPECT_THAT(blockers_of(inverse_of(run, {}, org_with(kOther), {}, hour(49))),
              ElementsAre(obstacle::kChangedSince));
  EXPECT_THAT(blockers_of(inverse_of(run, {}, org_with({"no such folder", "", false, false}), {},
                                     hour(49))),
              ElementsAre(obstacle::kFileUnread));
  EXPECT_THAT(blockers_of(inverse_of(run, {}, {}, {}, hour(49))), ElementsAre(obstacle::kGone));
}

// Killed between intent and outcome: the file itself tells, by its digest.
TEST(FileOfARun, ThatNobodyNotedTheOutcomeOfIsSettledByItsDigest) {
  const remediate::Run cut = run_over_file(ChangeState::intended);
  Resumption done = rest_of_run(cut, org_with(kStands), hour(49));
  ASSERT_THAT(done.found, SizeIs(1));
  EXPECT_EQ(done.found[0].state, ChangeState::applied);
  EXPECT_THAT(done.rest.changes, IsEmpty());
  EXPECT_THAT(done.moved, IsEmpty());

  Resumption undone = rest_of_run(cut, org_with(kBack), hour(49));
  EXPECT_EQ(undone.found.at(0).state, ChangeState::failed);
  EXPECT_THAT(undone.rest.changes, SizeIs(1));
  EXPECT_THAT(undone.moved, IsEmpty());

  EXPECT_THAT(rest_of_run(cut, org_with(kOther), hour(49)).moved,
              ElementsAre(HasSubstr("file 'orders/.env': nobody can tell")));
}

TEST(FileOfARun, ThatSomebodyChangedStopsAResumption) {
  remediate::Run run = run_over_file(ChangeState::applied);
  EXPECT_THAT(rest_of_run(run, org_with(kOther), hour(49)).moved,
              ElementsAre("file 'orders/.env': changed"));
}

}  // namespace
}  // namespace remediate
