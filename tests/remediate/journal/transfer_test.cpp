// A journal that is carried to another state folder, as from a CI runner to somebody's desk.
#include <algorithm>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "client/base/digest.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/journal/writer_process.hpp"
#include "tests/remediate/journal/journal_fixture.hpp"
#include "tests/remediate/journal/other_process.hpp"

namespace tests {
namespace {

using namespace remediate;
using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Whoever edits a document by hand does not do that; here it lets everything else be tried.
std::string with_digest(Json document) {
  document["digest"] = okta::digest_of(nlohmann::json(document["runs"]).dump());
  return document.dump();
}

class Transfer : public JournalTest {
 protected:
  [[nodiscard]] Journal there() {
    return std::move(Journal::open(folder_.path() / "there", clock_).value());
  }

  // Partial, with c1 applied and c2 unknown.
  static std::string partial_run(Journal& journal, const NewRun& run = sample_run()) {
    std::string id = journal.begin(run).value();
    EXPECT_TRUE(journal.intend(id, intent_of("c1")));
    EXPECT_TRUE(journal.note(id, applied("c1")));
    EXPECT_TRUE(journal.note_read_back(id, "c1", "sha256:as-it-stands"));
    EXPECT_TRUE(journal.note(id, {"c2", ChangeState::unknown, {}, "", "no answer came"}));
    EXPECT_TRUE(journal.end(id, RunState::partial, "nobody answered"));
    return id;
  }

  static std::string exported(const Journal& journal) { return journal.export_runs({}).value(); }

  // Why it is not taken over; nothing of it may be in the journal then.
  std::string refusal(const std::string& document) {
    Journal journal = there();
    const std::string before = exported(journal);
    const auto imported = journal.import_runs(document);
    EXPECT_EQ(exported(journal), before);
    if (imported) return "";
    EXPECT_EQ(imported.error().kind, okta::ErrorKind::invalid_input);
    return imported.error().message;
  }

  std::string refusal_of_edited(const std::function<void(Json& document)>& edit) {
    Json document = Json::parse(exported(here_));
    edit(document);
    return refusal(with_digest(document));
  }

  Journal here_ = opened();
};

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

TEST_F(Transfer, OfARunThatIsGoingOnMakesNoneThatGoesOn) {
  const std::string id = here_.begin(sample_run()).value();
  ASSERT_TRUE(here_.intend(id, intent_of("c1")));
  Journal other = there();
  ASSERT_TRUE(other.import_runs(exported(here_)));
  EXPECT_EQ(here_.find(id)->state, RunState::running);
  EXPECT_EQ(other.find(id)->state, RunState::interrupted);
}

TEST_F(Transfer, MakesNoRunningOneWhileAnotherGoesOnThere) {
  const std::string id = here_.begin(sample_run()).value();
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
    const Json document = Json::parse(here_.export_runs(named).value());
    std::vector<std::string> ids;
    for (const Json& each : document["runs"]) ids.push_back(each["id"]);
    EXPECT_THAT(ids, ElementsAre(id, rollback, undone_rollback)) << "for " << named;
  }
  const Json alone = Json::parse(here_.export_runs(other_run).value());
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
  ASSERT_TRUE(other.import_runs(here_.export_runs(id).value()));
  EXPECT_EQ(other.find(id)->state, RunState::rolled_back);
}

TEST_F(Transfer, NamesRunsAsFindDoes) {
  const std::string id = begun_and_ended(here_);
  EXPECT_EQ(here_.export_runs("last").value(), here_.export_runs(id).value());
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

TEST_F(Transfer, RefusesAllWhenOneRunIsRefused) {
  (void)begun_and_ended(here_);
  (void)begun_and_ended(here_);
  EXPECT_THAT(refusal_of_edited([](Json& document) { document["runs"][1]["id"] = "x"; }),
              HasSubstr("no id of a run"));
}

TEST_F(Transfer, RefusesWhatWasCutOrEdited) {
  (void)partial_run(here_);
  const std::string document = exported(here_);
  for (const std::size_t length : {std::size_t{0}, document.size() / 3, document.size() - 3})
    EXPECT_THAT(refusal(document.substr(0, length)), HasSubstr("JSON")) << length;
  std::string edited = document;
  edited.replace(edited.find("no answer came"), 2, "an");
  EXPECT_THAT(refusal(edited), HasSubstr("damaged or edited"));
}

// Whatever byte is another, nothing is taken over that was not written.
TEST_F(Transfer, RefusesEveryByteThatIsAnother) {
  (void)partial_run(here_);
  const std::string document = exported(here_);
  for (std::size_t i = 0; i < document.size(); i += 13) {
    std::string edited = document;
    edited[i] = edited[i] == '7' ? '8' : '7';
    EXPECT_FALSE(refusal(edited).empty()) << "byte " << i;
  }
}

TEST_F(Transfer, RefusesWhatIsOfAnotherSchema) {
  EXPECT_THAT(refusal("{}"), HasSubstr("no journal of `oktafix runs export`"));
  EXPECT_THAT(refusal("[1]"), HasSubstr("no journal"));
  EXPECT_THAT(refusal_of_edited([](Json& document) { document["schema"] = "oktafix.journal/2"; }),
              HasSubstr("\"oktafix.journal/2\", this oktafix reads oktafix.journal/1"));
  EXPECT_THAT(refusal(std::string(100'000, '[')), HasSubstr("nest"));
}

TEST_F(Transfer, RefusesAPlanThatWasEdited) {
  (void)partial_run(here_);
  EXPECT_THAT(refusal_of_edited([](Json& document) {
                document["runs"][0]["plan"]["changes"][0]["body"]["name"] = "admin";
              }),
              HasSubstr("its plan was edited"));
  EXPECT_THAT(refusal_of_edited([](Json& document) { document["runs"][0]["plan"] = 3; }),
              HasSubstr("its plan"));
}

TEST_F(Transfer, RefusesWhatExportDoesNotWrite) {
  (void)partial_run(here_);
  const auto refused_run = [&](const std::string& pointer, const Json& value) {
    return refusal_of_edited(
        [&](Json& document) { document["runs"][0][Json::json_pointer(pointer)] = value; });
  };
  EXPECT_THAT(refused_run("/pid", 4711), HasSubstr("unknown member \"pid\""));
  EXPECT_THAT(refused_run("/org", nullptr), HasSubstr("org is no text"));
  EXPECT_THAT(refused_run("/at", "yesterday"), HasSubstr("at is no time"));
  EXPECT_THAT(refused_run("/id", "../../etc/passwd"), HasSubstr("no id of a run"));
  EXPECT_THAT(refused_run("/entries", "none"), HasSubstr("entries is no list"));
  EXPECT_THAT(refused_run("/entries/0", 7), HasSubstr("entry 1: it is no object"));
  EXPECT_THAT(refused_run("/entries/1/kind", "deleted"), HasSubstr("unknown kind \"deleted\""));
  EXPECT_THAT(refused_run("/entries/1/change", ""), HasSubstr("entry 2: it must say which change"));
  EXPECT_THAT(refused_run("/entries/1/change", "c9"), HasSubstr("c9, which is not in the plan"));
  EXPECT_THAT(refused_run("/entries/4/change", "c1"), HasSubstr("entry 5: it must say"));
  EXPECT_THAT(refused_run("/entries/1/content/state", "great"), HasSubstr("no known state"));
  EXPECT_THAT(refused_run("/entries/1/content/state", 1), HasSubstr("state is no text"));
  EXPECT_THAT(refused_run("/entries/1/content/writer", "x"), HasSubstr("unknown member"));
  EXPECT_THAT(refused_run("/entries/4/content/state", "interrupted"), HasSubstr("no known state"));
  EXPECT_THAT(
      refusal_of_edited([](Json& document) { document["runs"].push_back(document["runs"][0]); }),
      HasSubstr("is in it twice"));
  EXPECT_THAT(refusal_of_edited([](Json& document) {
                Json& entries = document["runs"][0]["entries"];
                entries.push_back(entries[0]);
              }),
              HasSubstr("after the end"));
}

TEST_F(Transfer, TakesNothingIntoAJournalThatIsOnlyRead) {
  const std::string id = begun_and_ended(here_);
  Journal reader = opened_to_read();
  EXPECT_TRUE(reader.export_runs(id));
  const auto imported = reader.import_runs(exported(here_));
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().kind, okta::ErrorKind::io);
}

}  // namespace
}  // namespace tests
