// A journal that is carried to another state folder, as from a CI runner to somebody's desk.
#include <string>
#include <vector>

#include "remediate/journal/writer_process.hpp"
#include "tests/remediate/journal/transfer_fixture.hpp"

namespace tests {
namespace {

using namespace remediate;
using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(Transfer, TellsThereWhatItToldHere) {
  const std::string id = partial_run(here_);
  clock_.tick(std::chrono::hours(1));
  Journal other = there();
  EXPECT_THAT(other.import_runs(exported(here_))->added, ElementsAre(id));
  const auto run = other.find(id).value();
  EXPECT_EQ(run.state, RunState::partial);
  EXPECT_EQ(run.ending, "nobody answered");
  EXPECT_EQ(run.started_at, here_.find(id)->started_at);
  EXPECT_EQ(run.plan.digest, sample_plan().digest);
  EXPECT_EQ(run.changes[0].state, ChangeState::applied);
  EXPECT_EQ(run.changes[0].made.id, "scp1");
  EXPECT_EQ(run.changes[0].sent, intent_of("c1").sent);
  EXPECT_EQ(run.changes[0].digest, "sha256:as-it-stands");
  EXPECT_EQ(run.changes[1].problem, "no answer came");
  EXPECT_EQ(exported(other), exported(here_)) << "and can be carried on";
}

TEST_F(Transfer, SaysNothingOfWhoWroteItAndWhere) {
  const std::string id = here_.begin(sample_run()).value();
  ASSERT_TRUE(here_.end(id, RunState::interrupted, "Ctrl-C"));
  ASSERT_TRUE(resumed(here_, id));
  ASSERT_TRUE(here_.end(id, RunState::done, ""));
  const Json document = Json::parse(exported(here_));
  EXPECT_EQ(document["runs"][0]["entries"][1]["kind"], "resumed");
  EXPECT_THAT(document.dump(), Not(HasSubstr("pid")));
  EXPECT_THAT(document.dump(), Not(HasSubstr("\"" + this_process().host + "\"")));
}

TEST_F(Transfer, ChangesNothingTheSecondTime) {
  const std::string id = partial_run(here_);
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  const auto again = other.import_runs(exported(here_)).value();
  EXPECT_THAT(again.added, IsEmpty());
  EXPECT_THAT(again.extended, IsEmpty());
  EXPECT_THAT(again.unchanged, ElementsAre(id));
  EXPECT_THAT(here_.import_runs(exported(other))->unchanged, ElementsAre(id)) << "where it is from";
}

TEST_F(Transfer, ExtendsARunThatWentOnHereAndLeavesOneThatIsFurtherThere) {
  const std::string id = partial_run(here_);
  const std::string earlier = exported(here_);
  Journal other = there();
  ASSERT_TRUE(other.import_runs(earlier));
  ASSERT_TRUE(resumed(here_, id));
  ASSERT_TRUE(here_.note(id, applied("c2")));
  ASSERT_TRUE(here_.end(id, RunState::done, ""));
  EXPECT_THAT(other.import_runs(exported(here_))->extended, ElementsAre(id));
  EXPECT_EQ(other.find(id)->state, RunState::done);
  EXPECT_THAT(other.import_runs(earlier)->unchanged, ElementsAre(id));
  EXPECT_EQ(other.find(id)->state, RunState::done);
}

TEST_F(Transfer, LeavesOutWhatStillGoesOnAndSaysSo) {
  const std::string over = begun_and_ended(here_);
  const std::string id = here_.begin(sample_run()).value();
  const Journal reader = opened_to_read();
  for (const Journal* each : std::vector<const Journal*>{&here_, &reader}) {
    const ExportedRuns all = each->export_runs({}).value();
    EXPECT_THAT(all.left_out, ElementsAre(id));
    EXPECT_EQ(all.document, exported(here_, over));
    const auto named = each->export_runs(id);
    ASSERT_FALSE(named);
    EXPECT_EQ(named.error().kind, okta::ErrorKind::invalid_input);
    EXPECT_THAT(named.error().message, HasSubstr("run " + id + " is still going on"));
  }
  ASSERT_TRUE(here_.end(id, RunState::done, ""));
  EXPECT_THAT(here_.export_runs({})->left_out, IsEmpty());
}

TEST_F(Transfer, TellsOfWhichRunNobodyThereHasNotedAnEnd) {
  const std::string id = cut_off_here();
  Journal other = there();
  EXPECT_THAT(other.import_runs(exported(here_, id))->unended, ElementsAre(id));
  EXPECT_EQ(other.find(id)->state, RunState::interrupted);
  EXPECT_TRUE(other.find(id)->came_unended);
  EXPECT_FALSE(here_.find(id)->came_unended) << "here everybody knows";
  const std::string stopped = begun_and_ended(here_, sample_run(), RunState::interrupted);
  EXPECT_THAT(other.import_runs(exported(here_, stopped))->unended, IsEmpty());
  EXPECT_FALSE(other.find(stopped)->came_unended) << "whoever stopped it said so";
}

TEST_F(Transfer, MakesNoRunningOneWhileAnotherGoesOnThere) {
  const std::string id = cut_off_here();
  Journal other = there();
  clock_.tick(std::chrono::minutes(1));
  const std::string own = other.begin(sample_run()).value();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  EXPECT_EQ(other.find(own)->state, RunState::running);
  EXPECT_EQ(other.find(id)->state, RunState::interrupted);
  const auto begun = there().begin(sample_run());
  ASSERT_FALSE(begun);
  EXPECT_THAT(begun.error().message, HasSubstr(own));
}

TEST_F(Transfer, PutsARunWhereItsTimeIs) {
  const std::string id = partial_run(here_);
  clock_.tick(std::chrono::minutes(1));
  Journal other = there();
  const std::string later = begun_and_ended(other);
  ASSERT_TRUE(other.import_runs(exported(here_)));
  EXPECT_THAT(ids_of(other), ElementsAre(id, later));
  EXPECT_EQ(other.find("last")->id, later);
  EXPECT_EQ(Json::parse(exported(other))["runs"][0]["id"], id);
}

TEST_F(Transfer, OfAnOlderRunHindersNoResumption) {
  (void)partial_run(here_);
  clock_.tick(std::chrono::minutes(1));
  Journal other = there();
  const std::string interrupted = begun_and_ended(other, sample_run(), RunState::interrupted);
  ASSERT_TRUE(other.import_runs(exported(here_)));
  EXPECT_TRUE(resumed(other, interrupted));
}

// The clock of the desk is behind that of the runner.
TEST_F(Transfer, KeepsARollbackAfterWhatItUndoes) {
  const std::string id = here_.begin(sample_run()).value();
  ASSERT_TRUE(here_.note(id, applied("c1")));
  ASSERT_TRUE(here_.end(id, RunState::partial, ""));
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  clock_.tick(std::chrono::minutes(-10));
  const std::string rollback = other.begin(planned_now(other, rollback_of(id, {"c1"}))).value();
  ASSERT_TRUE(other.note(rollback, applied("c1")));
  ASSERT_TRUE(other.note_read_back(rollback, "c1", ""));
  ASSERT_TRUE(other.end(rollback, RunState::done, ""));
  clock_.tick(std::chrono::minutes(-10));
  const std::string again = begun_and_ended(other, rollback_of(rollback, {}));
  EXPECT_THAT(ids_of(other), ElementsAre(id, rollback, again));
  EXPECT_EQ(other.find("last")->id, again);
  EXPECT_EQ(other.find(id)->state, RunState::rolled_back);
  EXPECT_THAT(here_.import_runs(exported(other))->added, ElementsAre(rollback, again));
  EXPECT_EQ(here_.find(id)->state, RunState::rolled_back);
}

TEST_F(Transfer, IsNotInTheWayOfWhoeverGoesOnThere) {
  const std::string id = cut_off_here();
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  clock_.tick(std::chrono::minutes(1));
  const std::string own = begun_and_ended(other);
  EXPECT_EQ(other.find(id)->state, RunState::interrupted) << "only its writer can end it";
  EXPECT_THAT(resumed(other, id).error().message, HasSubstr(own));

  ASSERT_TRUE(resumed(here_, id));
  ASSERT_TRUE(here_.note(id, applied("c1")));
  ASSERT_TRUE(here_.end(id, RunState::done, ""));
  EXPECT_THAT(other.import_runs(exported(here_))->extended, ElementsAre(id));
  EXPECT_EQ(other.find(id)->state, RunState::done);
}

TEST_F(Transfer, OfARunThatWasGoneOnWithThereIsClosedThere) {
  const std::string id = cut_off_here();
  {
    Journal other = there();
    ASSERT_TRUE(other.import_runs(exported(here_)));
    ASSERT_TRUE(resumed(other, id));
  }
  Journal other = there();
  ASSERT_EQ(other.find(id)->state, RunState::interrupted);
  EXPECT_FALSE(other.find(id)->came_unended);
  (void)begun_and_ended(other);
  EXPECT_EQ(other.find(id)->state, RunState::partial);
}

TEST_F(Transfer, LetsAnInterruptedRunBeResumedThereAndComeBack) {
  const std::string id = here_.begin(sample_run()).value();
  ASSERT_TRUE(here_.intend(id, intent_of("c1")));
  ASSERT_TRUE(here_.end(id, RunState::interrupted, "Ctrl-C"));
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  ASSERT_TRUE(resumed(other, id));
  EXPECT_EQ(other.find(id)->state, RunState::running);
  ASSERT_TRUE(other.note(id, applied("c1")));
  ASSERT_TRUE(other.end(id, RunState::done, ""));
  EXPECT_THAT(here_.import_runs(exported(other))->extended, ElementsAre(id));
  EXPECT_EQ(here_.find(id)->state, RunState::done);
}

TEST_F(Transfer, LetsNoRunBeResumedThatALaterOneThereCameAfter) {
  const std::string id = partial_run(here_);
  clock_.tick(std::chrono::minutes(1));
  Journal other = there();
  const std::string later = begun_and_ended(other);
  ASSERT_TRUE(other.import_runs(exported(here_)));
  const okta::Status refused = resumed(other, id);
  ASSERT_FALSE(refused) << "it stands after the other in the journal, and was before it in the org";
  EXPECT_THAT(refused.error().message, HasSubstr(later));
}

TEST_F(Transfer, LetsAResumptionCloseWhatWasCutOffThereBefore) {
  const std::string cut_off = there().begin(sample_run()).value();
  clock_.tick(std::chrono::minutes(1));
  const std::string id = partial_run(here_);
  Journal other = there();
  ASSERT_EQ(other.find(cut_off)->state, RunState::interrupted);
  ASSERT_TRUE(other.import_runs(exported(here_)));
  ASSERT_TRUE(resumed(other, id));
  EXPECT_EQ(other.find(cut_off)->state, RunState::partial);
  EXPECT_THAT(other.find(cut_off)->ending, HasSubstr(id));
  EXPECT_EQ(other.find(id)->state, RunState::running);
}

TEST_F(Transfer, OfOneRunTakesAlongWhatUndoesIt) {
  const std::string other_run = begun_and_ended(here_);
  const std::string id = partial_run(here_);
  const std::string rollback = begun_and_ended(here_, rollback_of(id, {"c1"}));
  const std::string undone_rollback = begun_and_ended(here_, rollback_of(rollback, {"c1"}));
  for (const std::string& named : {id, rollback, undone_rollback}) {
    const Json document = Json::parse(exported(here_, named));
    std::vector<std::string> ids;
    for (const Json& each : document["runs"]) ids.push_back(each["id"]);
    EXPECT_THAT(ids, ElementsAre(id, rollback, undone_rollback)) << "for " << named;
  }
  const Json alone = Json::parse(exported(here_, other_run));
  EXPECT_EQ(alone["runs"].size(), 1U);
}

TEST_F(Transfer, KeepsWhatWasRolledBackRolledBack) {
  const std::string id = here_.begin(sample_run()).value();
  ASSERT_TRUE(here_.note(id, applied("c1")));
  ASSERT_TRUE(here_.end(id, RunState::partial, ""));
  const std::string rollback = here_.begin(planned_now(here_, rollback_of(id, {"c1"}))).value();
  ASSERT_TRUE(here_.note(rollback, applied("c1")));
  ASSERT_TRUE(here_.note_read_back(rollback, "c1", ""));
  ASSERT_TRUE(here_.end(rollback, RunState::done, ""));
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_, id)));
  EXPECT_EQ(other.find(id)->state, RunState::rolled_back);
}

TEST_F(Transfer, NamesRunsAsFindDoes) {
  const std::string id = begun_and_ended(here_);
  EXPECT_EQ(exported(here_, "last"), exported(here_, id));
  EXPECT_THAT(here_.export_runs("2027").error().message, HasSubstr("no run has an id"));
  const Journal nothing =
      std::move(Journal::open_to_read(folder_.path() / "nowhere", clock_).value());
  EXPECT_FALSE(nothing.export_runs("last"));
  EXPECT_THAT(Json::parse(exported(nothing))["runs"], IsEmpty());
}

TEST_F(Transfer, RefusesARunThatWentAnotherWayThere) {
  const std::string id = here_.begin(sample_run()).value();
  ASSERT_TRUE(here_.end(id, RunState::interrupted, "Ctrl-C"));
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  for (Journal* each : {&here_, &other}) {
    ASSERT_TRUE(resumed(*each, id));
    clock_.tick(std::chrono::minutes(1));
    ASSERT_TRUE(each->note(id, applied("c1")));
    ASSERT_TRUE(each->end(id, RunState::partial, ""));
  }
  EXPECT_THAT(refusal(exported(here_)), HasSubstr("run " + id + " went another way here"));
}

TEST_F(Transfer, RefusesToExtendARunThatGoesOnThere) {
  const std::string id = partial_run(here_);
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  ASSERT_TRUE(resumed(here_, id));
  ASSERT_TRUE(resumed(other, id));  // at the same moment, so that the entries are the same
  ASSERT_TRUE(here_.note(id, applied("c2")));
  ASSERT_TRUE(here_.end(id, RunState::done, ""));
  EXPECT_THAT(refusal(exported(here_)), HasSubstr("still going on here"));
}

TEST_F(Transfer, RefusesAnotherRunOfTheSameId) {
  const std::string id = begun_and_ended(here_);
  NewRun other = sample_run();
  other.org = "https://other.okta.com";
  Journal elsewhere = there();
  ASSERT_EQ(begun_and_ended(elsewhere, other), id);
  EXPECT_THAT(refusal(exported(here_)), HasSubstr("began otherwise"));
}

TEST_F(Transfer, RefusesARollbackWithoutTheRunThatItUndoes) {
  const std::string id = partial_run(here_);
  (void)begun_and_ended(here_, rollback_of(id, {"c1"}));
  EXPECT_THAT(refusal_of_edited([](Json& document) { document["runs"].erase(0); }),
              HasSubstr("undoes run " + id));
  EXPECT_THAT(refusal_of_edited(
                  [](Json& document) { std::swap(document["runs"][0], document["runs"][1]); }),
              HasSubstr("undoes run " + id));
}

}  // namespace
}  // namespace tests
