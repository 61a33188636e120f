// What a run's entries add up to.
#include "remediate/journal/journal.hpp"

#include <algorithm>
#include <set>

#include "tests/remediate/journal/journal_fixture.hpp"

namespace tests {
namespace {

using namespace remediate;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::chrono::minutes kMinute{1};

TEST_F(JournalTest, TellsOfARunWhatItWasGiven) {
  Journal journal = opened();
  const std::string undone = begun_and_ended(journal);
  const std::string id = journal.begin(planned_now(journal, sample_run(undone))).value();
  const auto run = journal.find(id).value();
  EXPECT_EQ(run.id, id);
  EXPECT_EQ(run.org, "https://acme.okta.com");
  EXPECT_EQ(run.verb, "rollback");
  EXPECT_EQ(run.tool_version, "0.1.0");
  EXPECT_EQ(run.undoes, undone);
  EXPECT_EQ(run.started_at, clock_.now());
  EXPECT_EQ(run.ended_at, std::nullopt);
  EXPECT_EQ(run.plan.digest, sample_plan().digest);
  ASSERT_EQ(run.changes.size(), 2U);
  EXPECT_EQ(run.changes[1].change.target.name, "orders.write");
  EXPECT_EQ(run.changes[1].change.body, sample_plan().changes[1].body);
  EXPECT_EQ(run.changes[1].state, ChangeState::planned);
  EXPECT_EQ(run.changes[1].at, std::nullopt);
}

TEST_F(JournalTest, FollowsAChangeFromItsIntentToItsReadBack) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();

  ASSERT_TRUE(journal.intend(id, intent_of("c1")));
  ChangeRecord record = journal.find(id)->changes[0];
  EXPECT_EQ(record.state, ChangeState::intended);
  EXPECT_EQ(record.request, "POST /api/v1/authorizationServers/aus1/scopes");
  EXPECT_EQ(record.sent, R"({"name":"orders.read"})");

  clock_.tick(kMinute);
  ASSERT_TRUE(journal.note(id, applied("c1")));
  record = journal.find(id)->changes[0];
  EXPECT_EQ(record.state, ChangeState::applied);
  EXPECT_EQ(record.made.id, "scp1");
  EXPECT_EQ(record.request_id, "Xreq1");
  EXPECT_EQ(record.at, clock_.now());
  EXPECT_FALSE(record.read_back);
  EXPECT_THAT(record.request, StartsWith("POST"));

  ASSERT_TRUE(journal.note_read_back(id, "c1", "sha256:as-it-stands"));
  EXPECT_TRUE(journal.find(id)->changes[0].read_back);
  EXPECT_EQ(journal.find(id)->changes[0].digest, "sha256:as-it-stands");
  EXPECT_FALSE(journal.find(id)->changes[1].read_back);
  EXPECT_EQ(journal.find(id)->changes[1].digest, "");
}

TEST_F(JournalTest, KeepsWhyAChangeFailedAndThatAnotherIsUnknown) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.note(id, {"c1", ChangeState::failed, {}, "Xreq1", "403 E0000006"}));
  ASSERT_TRUE(journal.note(id, {"c2", ChangeState::unknown, {}, "", "no answer came"}));
  const auto run = journal.find(id).value();
  EXPECT_EQ(run.changes[0].state, ChangeState::failed);
  EXPECT_EQ(run.changes[0].problem, "403 E0000006");
  EXPECT_EQ(run.changes[1].state, ChangeState::unknown);
  EXPECT_EQ(run.changes[1].problem, "no answer came");
}

TEST_F(JournalTest, LetsALaterAttemptReplaceWhatAnEarlierOneCameTo) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.intend(id, intent_of("c1")));
  ASSERT_TRUE(journal.note(id, {"c1", ChangeState::failed, {}, "Xreq1", "423"}));
  ASSERT_TRUE(journal.note_read_back(id, "c1", "sha256:of-another-attempt"));
  ASSERT_TRUE(journal.intend(id, intent_of("c1")));
  EXPECT_EQ(journal.find(id)->changes[0].state, ChangeState::intended);
  EXPECT_THAT(journal.find(id)->changes[0].problem, IsEmpty());
  EXPECT_THAT(journal.find(id)->changes[0].digest, IsEmpty());
  ASSERT_TRUE(journal.note(id, applied("c1")));
  EXPECT_EQ(journal.find(id)->changes[0].state, ChangeState::applied);
}

TEST_F(JournalTest, KeepsWhatAnAnswerMadeThoughALaterNoteDoesNotNameIt) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.note(id, applied("c1")));
  ASSERT_TRUE(journal.note(id, {"c1", ChangeState::unknown, {}, "", "the read-back failed"}));
  EXPECT_EQ(journal.find(id)->changes[0].made.id, "scp1");
}

TEST_F(JournalTest, TellsWhenAndWhyARunEnded) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  clock_.tick(kMinute);
  ASSERT_TRUE(journal.end(id, RunState::partial, "c2 was refused"));
  const auto run = journal.find(id).value();
  EXPECT_EQ(run.state, RunState::partial);
  EXPECT_EQ(run.ended_at, clock_.now());
  EXPECT_EQ(run.ending, "c2 was refused");
}

TEST_F(JournalTest, EndsARunOnlyOnce) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.end(id, RunState::done, ""));
  const okta::Status again = journal.end(id, RunState::partial, "");
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, HasSubstr("has ended"));
  EXPECT_FALSE(journal.intend(id, intent_of("c1")));
  EXPECT_FALSE(journal.note(id, applied("c1")));
  EXPECT_EQ(journal.find(id)->state, RunState::done);
}

TEST_F(JournalTest, ClosesARunThatWasInterrupted) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.end(id, RunState::interrupted, "Ctrl-C"));
  EXPECT_EQ(journal.find(id)->state, RunState::interrupted);
  EXPECT_EQ(journal.find(id)->ending, "Ctrl-C");
  ASSERT_TRUE(journal.end(id, RunState::partial, "a later run planned afresh"));
  EXPECT_EQ(journal.find(id)->state, RunState::partial);
  EXPECT_EQ(journal.find(id)->ending, "a later run planned afresh");
  EXPECT_FALSE(journal.end(id, RunState::partial, ""));
}

TEST_F(JournalTest, TakesNoEntryOfAnInterruptedRunThatNobodyResumed) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.end(id, RunState::interrupted, "Ctrl-C"));
  const okta::Status refused = journal.intend(id, intent_of("c1"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("was interrupted"));
  EXPECT_FALSE(journal.end(id, RunState::interrupted, "again"));
}

TEST_F(JournalTest, TakesNoEntryAboutWhatWasNotPlanned) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  const okta::Status unplanned = journal.intend(id, intent_of("c3"));
  ASSERT_FALSE(unplanned);
  EXPECT_THAT(unplanned.error().message, HasSubstr("no such change"));
  EXPECT_FALSE(journal.intend("20260101-000000-aaaa", intent_of("c1")));
  EXPECT_FALSE(journal.note(id, {"c1", ChangeState::planned, {}, "", ""}));
  EXPECT_FALSE(journal.end(id, RunState::running, ""));
  EXPECT_EQ(journal.find(id)->changes[0].state, ChangeState::planned);
}

TEST_F(JournalTest, BeginsNoRunThatItCouldNotReadBack) {
  Journal journal = opened();
  NewRun run = sample_run();
  run.plan.changes[0].body = "no JSON";
  const okta::Result<std::string> begun = journal.begin(run);
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().kind, okta::ErrorKind::invalid_input);
  EXPECT_THAT(journal.runs().value(), IsEmpty());
}

TEST_F(JournalTest, KeepsAnAnswerWhateverItsBytes) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  const std::string bytes("\xff '; DROP TABLE entry; -- \"\0 \n\x1b[2J", 34);
  ASSERT_TRUE(journal.note(id, {"c1", ChangeState::failed, {}, "", bytes}));
  EXPECT_THAT(journal.find(id)->changes[0].problem, HasSubstr("DROP TABLE"));
  EXPECT_THAT(journal.find(id)->changes[0].problem, HasSubstr("\x1b[2J"));
}

TEST_F(JournalTest, ListsRunsInTheOrderOfTheirBeginningWhateverTheClockSays) {
  Journal journal = opened();
  std::vector<std::string> begun;
  for (const int minutes : {0, 60, -600, 5}) {
    clock_.tick(std::chrono::minutes(minutes));
    begun.push_back(begun_and_ended(journal));
  }
  EXPECT_EQ(ids_of(journal), begun);
  EXPECT_EQ(journal.find("last")->id, begun.back());
}

TEST_F(JournalTest, GivesEveryRunAnIdOfItsOwnThoughTheClockStandsStill) {
  Journal journal = opened();
  std::set<std::string> ids;
  for (int i = 0; i < 20; ++i) ids.insert(begun_and_ended(journal));
  EXPECT_EQ(ids.size(), 20U);
}

TEST_F(JournalTest, NamesRunsSoThatTheySortByTime) {
  Journal journal = opened();
  std::vector<std::string> begun;
  for (int i = 0; i < 5; ++i) {
    begun.push_back(begun_and_ended(journal));
    clock_.tick(std::chrono::hours(20));
  }
  EXPECT_TRUE(std::ranges::is_sorted(begun));
  EXPECT_THAT(begun.front(), testing::MatchesRegex("20260528-202640-[0-9a-f]{4}"));
}

class FindARun : public JournalTest {
 protected:
  void SetUp() override {
    for (int i = 0; i < 3; ++i) {
      begun_.push_back(begun_and_ended(journal_));
      clock_.tick(std::chrono::hours(24));
    }
  }

  [[nodiscard]] std::string refusal(const std::string& reference) const {
    const auto run = journal_.find(reference);
    if (run) return "";
    EXPECT_EQ(run.error().kind, okta::ErrorKind::invalid_input);
    return run.error().message;
  }

  Journal journal_ = opened();
  std::vector<std::string> begun_;
};

TEST_F(FindARun, ByItsIdByItsBeginningAndAsTheLast) {
  EXPECT_EQ(journal_.find(begun_[1])->id, begun_[1]);
  EXPECT_EQ(journal_.find("20260529")->id, begun_[1]);
  EXPECT_EQ(journal_.find("last")->id, begun_[2]);
}

TEST_F(FindARun, NamesTheCandidatesOfABeginningThatSeveralHave) {
  const std::string refused = refusal("202605");
  for (const std::string& id : begun_) EXPECT_THAT(refused, HasSubstr(id));
}

TEST_F(FindARun, SaysSoWhenThereIsNone) {
  EXPECT_THAT(refusal("2027"), HasSubstr("no run has an id that begins with \"2027\""));
  EXPECT_THAT(refusal("%"), HasSubstr("no run has"));
  EXPECT_THAT(refusal(""), HasSubstr("no run is named"));
}

TEST_F(FindARun, PrefersAnIdToALongerOneThatBeginsWithIt) {
  const std::string first = begun_and_ended(journal_);
  const std::string second = begun_and_ended(journal_);
  ASSERT_TRUE(second.starts_with(first));
  EXPECT_EQ(journal_.find(first)->id, first);
}

TEST_F(JournalTest, HasNoLastRunBeforeTheFirst) {
  const auto run = opened().find("last");
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().kind, okta::ErrorKind::invalid_input);
  EXPECT_THAT(run.error().message, HasSubstr("no run in the journal yet"));
}

}  // namespace
}  // namespace tests
