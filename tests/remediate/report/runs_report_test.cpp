#include "remediate/report/runs_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "remediate/model/plan_json.hpp"
#include "remediate/report/escape.hpp"
#include "tests/remediate/report/hostile_text.hpp"
#include "tests/remediate/report/sample_run.hpp"
#include "tests/support/golden.hpp"

namespace {

using namespace remediate;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using tests::lines_of;
using Json = nlohmann::ordered_json;

std::vector<remediate::Run> all_runs() {
  remediate::Run undone = tests::done_run();
  undone.state = RunState::rolled_back;
  return {undone, tests::rollback_run(), tests::interrupted_run(), tests::partial_run()};
}

std::vector<std::string> all_reports(const remediate::Run& run) {
  return {runs_text({run}, Detail::attention, {}),
          runs_json({run}),
          run_text(run, Detail::verdict_only, {}),
          run_text(run, Detail::everything, {}),
          run_json(run),
          run_markdown(run),
          run_html(run)};
}

std::string text_of(const remediate::Run& run) { return run_text(run, Detail::attention, {}); }

std::vector<std::string> members_of(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

TEST(RunsReport, LooksAsAgreed) {
  tests::expect_golden("runs.txt", runs_text(all_runs(), Detail::attention, {}));
  tests::expect_golden("runs.json", runs_json(all_runs()));
  tests::expect_golden("run.txt", text_of(tests::partial_run()));
  tests::expect_golden("run-verbose.txt", run_text(tests::partial_run(), Detail::everything, {}));
  tests::expect_golden("run-done.txt", text_of(tests::done_run()));
  tests::expect_golden("run-rollback.txt", text_of(tests::rollback_run()));
  tests::expect_golden("run-interrupted.txt", text_of(tests::interrupted_run()));
  tests::expect_golden("run.md", run_markdown(tests::partial_run()));
  tests::expect_golden("run.html", run_html(tests::partial_run()));
  Json run = Json::parse(run_json(tests::partial_run()));
  run["plan"] = "as plan_json() prints it";
  tests::expect_golden("run.json", run.dump(2) + "\n");
}

TEST(RunsText, SaysSoWhenThereIsNone) {
  EXPECT_EQ(runs_text({}, Detail::attention, {}), "There is no run in the journal yet.\n");
}

TEST(RunsText, IsOneLineWhenOnlyTheVerdictIsAsked) {
  EXPECT_EQ(lines_of(runs_text(all_runs(), Detail::verdict_only, {})).size(), 1U);
}

TEST(RunsText, AlignsItsColumnsWhateverStandsInThem) {
  std::vector<remediate::Run> runs = all_runs();
  runs[1].verb = "\xc3\xa9t\xc3\xa9";  // letters of two bytes
  const std::vector<std::string> lines = lines_of(runs_text(runs, Detail::attention, {}));
  const std::size_t column = lines[2].find("org");
  for (std::size_t i = 3; i < 3 + runs.size(); ++i)
    EXPECT_EQ(display_width(lines[i].substr(0, lines[i].find("https://"))), column) << lines[i];
}

TEST(RunsJson, HasTheMembersOfTheContractAndCountsAnIntentWithoutOutcomeAsUnknown) {
  const Json report = Json::parse(runs_json({tests::interrupted_run()}));
  EXPECT_EQ(report["schema"], "oktafix.runs/1");
  const Json& run = report["runs"][0];
  EXPECT_THAT(members_of(run), ElementsAre("id", "org", "verb", "state", "startedAt", "endedAt",
                                           "changes", "undoes", "left"));
  EXPECT_EQ(run["state"], "interrupted");
  EXPECT_EQ(run["endedAt"], nullptr);
  EXPECT_EQ(run["changes"], Json({{"planned", 2}, {"applied", 1}, {"failed", 0}, {"unknown", 1}}));
}

TEST(RunsReport, SaysWhichRunARollbackUndidAndHowMuchItLeft) {
  const remediate::Run rollback = tests::rollback_run();
  EXPECT_THAT(runs_text({rollback}, Detail::attention, {}),
              testing::ContainsRegex("rollback of " + rollback.undoes + " +done .* 1/1 +1 +https"));
  const Json told = Json::parse(runs_json({tests::done_run(), rollback}))["runs"];
  EXPECT_EQ(told[0]["left"], nullptr);
  EXPECT_EQ(told[1]["undoes"], rollback.undoes);
  EXPECT_EQ(told[1]["left"], 1);
  EXPECT_EQ(Json::parse(run_json(rollback))["left"], 1);
}

TEST(RunsReport, CountsAsLeftWhatARollbackDidNotGetTo) {
  remediate::Run rollback = tests::rollback_run();
  rollback.changes[0].state = ChangeState::failed;
  EXPECT_EQ(Json::parse(run_json(rollback))["left"], 2);
}

TEST(RunsJson, OfNoRunsIsAnEmptyList) {
  EXPECT_EQ(Json::parse(runs_json({}))["runs"], Json::array());
}

TEST(RunJson, EmbedsThePlanAsItIs) {
  const remediate::Run run = tests::partial_run();
  EXPECT_EQ(Json::parse(run_json(run))["plan"], Json::parse(plan_json(run.plan)));
}

TEST(RunText, NamesWhatWasMadeInPlaceOfReferences) {
  const std::string text = text_of(tests::partial_run());
  EXPECT_THAT(text, HasSubstr("create scope orders.read in aus1orders"));
  EXPECT_THAT(text, Not(HasSubstr("${")));
}

TEST(RunText, TellsWhatIsLeftOfARunThatStopped) {
  const std::string text = text_of(tests::partial_run());
  const std::string left = text.substr(text.find("What is left (3)"));
  for (const char* change : {"c3:", "c4:", "c5:"}) EXPECT_THAT(left, HasSubstr(change));
  EXPECT_THAT(left, Not(HasSubstr("c1:")));
}

TEST(RunText, TellsWhatARollbackLeftAndWhy) {
  const std::string text = text_of(tests::rollback_run());
  const std::string left = text.substr(text.find("What is left (1)"));
  EXPECT_THAT(left, HasSubstr("c1 of 20261120-090000-01ab, Orders API: delete it by hand"));
  EXPECT_THAT(left, Not(HasSubstr("Orders Portal")));  // gone is not left
  for (const std::string& report :
       {run_markdown(tests::rollback_run()), run_html(tests::rollback_run())})
    EXPECT_THAT(report, HasSubstr("delete it by hand"));
}

TEST(RunText, SaysOfAChangeWhichRunUndidIt) {
  remediate::Run run = tests::done_run();
  run.changes[0].undone_by = "20261121-101112-c0de";
  EXPECT_THAT(text_of(run), HasSubstr("undone by run 20261121-101112-c0de"));
  EXPECT_THAT(text_of(run), Not(HasSubstr("it stands as planned")));
  EXPECT_EQ(Json::parse(run_json(run))["changes"][0]["undoneBy"], "20261121-101112-c0de");
  EXPECT_EQ(Json::parse(run_json(tests::done_run()))["changes"][0]["undoneBy"], nullptr);
}

TEST(RunText, SaysHowMuchOfARunWasUndoneAndOffersToUndoTheRest) {
  remediate::Run run = tests::partial_run();
  run.changes[1].undone_by = "20261123-101112-c0de";
  EXPECT_THAT(text_of(run), HasSubstr("2 of 5 changes applied, 1 undone since, 1 failed"));
  EXPECT_THAT(text_of(run), HasSubstr("oktafix rollback " + run.id));
  EXPECT_THAT(text_of(run), Not(HasSubstr("cannot undo c2")));
}

TEST(RunText, OffersToFinishAndToUndoWhatStopped) {
  for (const remediate::Run& run : {tests::partial_run(), tests::interrupted_run()}) {
    EXPECT_THAT(text_of(run), HasSubstr("oktafix apply"));
    EXPECT_THAT(text_of(run), HasSubstr("oktafix rollback " + run.id));
  }
}

TEST(RunText, SaysWhatARollbackCannotUndo) {
  EXPECT_THAT(text_of(tests::partial_run()), HasSubstr("cannot undo c2."));
  EXPECT_THAT(text_of(tests::interrupted_run()), Not(HasSubstr("cannot undo")));
}

TEST(RunText, OffersNoRollbackOfWhatChangedNothing) {
  remediate::Run run = tests::partial_run();
  for (ChangeRecord& each : run.changes) each.state = ChangeState::planned;
  EXPECT_THAT(text_of(run), Not(HasSubstr("rollback")));
}

TEST(RunText, OffersTheSameRollbackAgainWhenOneStopped) {
  remediate::Run run = tests::rollback_run();
  run.state = RunState::partial;
  EXPECT_THAT(text_of(run), HasSubstr("oktafix rollback " + run.undoes));
  EXPECT_THAT(text_of(run), Not(HasSubstr("oktafix apply")));
}

TEST(RunText, OffersAnotherRollbackWhenOneLeftSomething) {
  remediate::Run rollback = tests::rollback_run();
  rollback.plan.blocked[0].by = "in-use";
  EXPECT_THAT(text_of(rollback), HasSubstr("oktafix rollback " + rollback.undoes));
}

TEST(RunText, OffersNothingAfterARollback) {
  EXPECT_THAT(text_of(tests::rollback_run()), Not(HasSubstr("How to go on")));
  EXPECT_THAT(text_of(all_runs().front()), HasSubstr("Nothing is left to do"));
}

TEST(RunText, StaysWithinTheWidthBetweenWords) {
  for (const std::string& line : lines_of(run_text(tests::partial_run(), Detail::everything, {})))
    EXPECT_LE(display_width(line), 100U) << line;
}

TEST(EveryRunReport, NeverActsOnATerminal) {
  for (const std::string& text : tests::hostile_texts()) {
    for (const std::string& report : all_reports(tests::run_full_of(text)))
      EXPECT_FALSE(tests::acts_on_a_terminal(report)) << report.substr(0, 400);
  }
}

TEST(EveryRunReport, IsValidJsonWhateverTheOrgSays) {
  for (const std::string& text : tests::hostile_texts()) {
    EXPECT_TRUE(Json::accept(runs_json({tests::run_full_of(text)})));
    EXPECT_TRUE(Json::accept(run_json(tests::run_full_of(text))));
  }
}

TEST(EveryRunReport, HasNoTagsLinksOrCellsButItsOwn) {
  const auto tags = tests::tags_in(run_html(tests::run_full_of("harmless")));
  const std::string marks = tests::marks_in(run_markdown(tests::run_full_of("harmless")));
  for (const std::string& text : tests::hostile_texts()) {
    EXPECT_EQ(tests::tags_in(run_html(tests::run_full_of(text))), tags) << text.substr(0, 60);
    EXPECT_EQ(tests::marks_in(run_markdown(tests::run_full_of(text))), marks) << text.substr(0, 60);
  }
}

RC_GTEST_PROP(EveryRunReport, SurvivesAnyBytes, (const std::string& text)) {
  for (const std::string& report : all_reports(tests::run_full_of(text)))
    RC_ASSERT(!tests::acts_on_a_terminal(report));
}

}  // namespace
