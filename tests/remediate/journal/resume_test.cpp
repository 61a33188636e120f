// Going on with a run that was cut off, interrupted or left partial.
#include <string>

#include "remediate/journal/journal.hpp"
#include "tests/remediate/journal/journal_fixture.hpp"
#include "tests/remediate/journal/other_process.hpp"

namespace tests {
namespace {

using namespace remediate;
using testing::AllOf;
using testing::HasSubstr;

class Resume : public JournalTest {
 protected:
  // Begun in another process that was killed then, with c1 applied and c2 intended.
  std::string cut_off(const NewRun& run = sample_run()) {
    std::optional<Journal> journal;
    const OtherProcess writer([&](int) {
      journal = opened();
      const std::string id = journal->begin(run).value();
      const bool is_noted = journal->intend(id, intent_of("c1")) &&
                            journal->note(id, applied("c1")) &&
                            journal->intend(id, intent_of("c2"));
      return is_noted ? 0 : 1;
    });
    EXPECT_EQ(writer.take(0), 0);
    writer.kill();
    return opened_to_read().find("last")->id;
  }

  static std::vector<std::size_t> entries_of(const Journal& journal) {
    const std::vector<remediate::Run> runs = journal.runs().value();
    std::vector<std::size_t> entries;
    for (const remediate::Run& each : runs) entries.push_back(each.entries);
    return entries;
  }

  // Of resuming, and of asking before.
  [[nodiscard]] static std::string refusal(Journal& journal, const std::string& run,
                                           okta::ErrorKind kind = okta::ErrorKind::invalid_input) {
    const std::vector<std::size_t> before = entries_of(journal);
    const okta::Status asked = journal.may_be_resumed(run);
    const okta::Status refused = resumed(journal, run);
    EXPECT_EQ(entries_of(journal), before);
    if (asked || refused) return "";
    EXPECT_EQ(refused.error().kind, kind);
    EXPECT_EQ(asked.error().kind, kind);
    EXPECT_EQ(asked.error().message, refused.error().message);
    return refused.error().message;
  }
};

TEST_F(Resume, GoesOnWithARunThatWasCutOff) {
  const std::string id = cut_off();
  Journal journal = opened();
  ASSERT_EQ(journal.find(id)->state, RunState::interrupted);
  ASSERT_TRUE(resumed(journal, id));
  EXPECT_EQ(journal.find(id)->state, RunState::running);
  EXPECT_EQ(journal.find(id)->changes[0].state, ChangeState::applied) << "what was known stays";
  EXPECT_EQ(journal.find(id)->changes[1].state, ChangeState::intended);

  ASSERT_TRUE(journal.intend(id, intent_of("c2")));
  ASSERT_TRUE(journal.note(id, applied("c2")));
  ASSERT_TRUE(journal.note_read_back(id, "c2", "sha256:as-it-stands"));
  ASSERT_TRUE(journal.end(id, RunState::done, ""));
  const auto run = opened().find(id).value();
  EXPECT_EQ(run.state, RunState::done);
  EXPECT_EQ(run.count(ChangeState::applied), 2);
  EXPECT_TRUE(run.changes[1].read_back);
}

TEST_F(Resume, GoesOnWithARunThatSaidItWasInterruptedAndWithAPartialOne) {
  for (const RunState left : {RunState::interrupted, RunState::partial}) {
    Journal journal = opened();
    const std::string id = journal.begin(sample_run()).value();
    ASSERT_TRUE(journal.end(id, left, "why"));
    clock_.tick(std::chrono::minutes(1));
    ASSERT_TRUE(resumed(journal, id));
    const auto run = journal.find(id).value();
    EXPECT_EQ(run.state, RunState::running);
    EXPECT_EQ(run.ended_at, std::nullopt);
    EXPECT_EQ(run.ending, "");
    EXPECT_TRUE(journal.intend(id, intent_of("c1")));
    ASSERT_TRUE(journal.end(id, RunState::done, ""));
  }
}

TEST_F(Resume, MayBeCutOffAndResumedAgainAndAgain) {
  const std::string id = cut_off();
  for (int i = 0; i < 2; ++i) {
    std::optional<Journal> journal;
    const OtherProcess writer([&](int) {
      journal = opened();
      return resumed(*journal, id) && journal->intend(id, intent_of("c2")) ? 0 : 1;
    });
    ASSERT_EQ(writer.take(0), 0);
    EXPECT_EQ(opened_to_read().find(id)->state, RunState::running);
    writer.kill();
    EXPECT_EQ(opened_to_read().find(id)->state, RunState::interrupted);
  }
  Journal journal = opened();
  ASSERT_TRUE(resumed(journal, id));
  ASSERT_TRUE(journal.end(id, RunState::partial, "c2 was refused"));
  ASSERT_TRUE(resumed(journal, id));
  ASSERT_TRUE(journal.end(id, RunState::done, ""));
}

TEST_F(Resume, IsNotForARunThatIsDone) {
  Journal journal = opened();
  EXPECT_THAT(refusal(journal, begun_and_ended(journal)), HasSubstr("is done"));
}

TEST_F(Resume, IsNotForARunThatWasRolledBack) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.note(id, applied("c1")));
  ASSERT_TRUE(journal.end(id, RunState::partial, ""));
  const std::string rollback = journal.begin(planned_now(journal, rollback_of(id, {"c1"}))).value();
  ASSERT_TRUE(journal.note(rollback, applied("c1")));
  ASSERT_TRUE(journal.note_read_back(rollback, "c1", ""));
  ASSERT_TRUE(journal.end(rollback, RunState::done, ""));
  ASSERT_EQ(journal.find(id)->state, RunState::rolled_back);
  EXPECT_THAT(refusal(journal, id), AllOf(HasSubstr("was rolled back"), HasSubstr("oktafix plan")));
}

TEST_F(Resume, IsNotForARunThatNobodyBegan) {
  Journal journal = opened();
  EXPECT_THAT(refusal(journal, "20260101-000000-aaaa"), HasSubstr("no run 20260101-000000-aaaa"));
  EXPECT_FALSE(journal.resume("last", 0)) << "it takes ids, find() takes the rest";
}

TEST_F(Resume, IsNotForARunThatStillGoesOn) {
  std::optional<Journal> writers_journal;
  const OtherProcess writer([&](int) {
    writers_journal = opened();
    return writers_journal->begin(sample_run()) ? 0 : 1;
  });
  ASSERT_EQ(writer.take(0), 0);
  Journal journal = opened();
  const std::string id = journal.find("last")->id;
  EXPECT_THAT(refusal(journal, id, okta::ErrorKind::io),
              AllOf(HasSubstr("process " + std::to_string(writer.pid())), HasSubstr(id)));
}

TEST_F(Resume, IsNotForARunThatIsResumedAlreadyAndSaysSinceWhen) {
  const std::string id = cut_off();
  clock_.tick(std::chrono::minutes(5));
  Journal journal = opened();
  ASSERT_TRUE(resumed(journal, id));
  Journal other = opened();
  EXPECT_THAT(refusal(other, id, okta::ErrorKind::io),
              HasSubstr(okta::format_timestamp(clock_.now())));
}

TEST_F(Resume, IsNotForARunThatALaterOneOfTheSameOrgCameAfter) {
  const std::string id = cut_off();
  Journal journal = opened();
  NewRun elsewhere = sample_run();
  elsewhere.org = "https://other.okta.com";
  (void)begun_and_ended(journal, elsewhere);
  const std::string later = begun_and_ended(journal);
  EXPECT_THAT(refusal(journal, id), AllOf(HasSubstr(later), HasSubstr("oktafix plan")));
}

TEST_F(Resume, IsNotHinderedByARunOfAnotherOrg) {
  const std::string id = cut_off();
  Journal journal = opened();
  NewRun elsewhere = sample_run();
  elsewhere.org = "https://other.okta.com";
  ASSERT_TRUE(journal.begin(elsewhere));
  EXPECT_TRUE(resumed(journal, id));
}

TEST_F(Resume, KeepsOthersFromBeginningMeanwhile) {
  const std::string id = cut_off();
  Journal journal = opened();
  ASSERT_TRUE(resumed(journal, id));
  const auto begun = opened().begin(sample_run());
  ASSERT_FALSE(begun);
  EXPECT_THAT(begun.error().message, HasSubstr(id));
  ASSERT_TRUE(journal.end(id, RunState::done, ""));
  EXPECT_TRUE(opened().begin(sample_run()));
}

TEST_F(Resume, LetsOneOfSeveralProcessesAtOnceGoOn) {
  const std::string id = cut_off();
  std::optional<Journal> journal;
  const auto work = [&](int) {
    journal = opened();
    return resumed(*journal, id) ? 1 : 0;
  };
  const OtherProcess first(work);
  const OtherProcess second(work);
  const OtherProcess third(work);
  for (const OtherProcess* each : {&first, &second, &third}) each->start(0);
  int resumed = 0;
  for (const OtherProcess* each : {&first, &second, &third}) resumed += each->finish();
  EXPECT_EQ(resumed, 1);
}

TEST_F(Resume, IsNotForAJournalThatIsOnlyRead) {
  const std::string id = cut_off();
  EXPECT_TRUE(opened_to_read().may_be_resumed(id)) << "asking needs no more";
  const okta::Status refused = opened_to_read().resume(id, 0);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("to read only"));
}

TEST_F(Resume, IsNotForAPlanThatSomebodyWentOnBehind) {
  const std::string id = cut_off();
  Journal waiting = opened();
  const std::size_t planned_on = waiting.find(id)->entries;
  std::optional<Journal> others;
  const OtherProcess other([&](int) {
    others = opened();
    const bool is_noted = resumed(*others, id) && others->note(id, applied("c2"));
    return is_noted ? 0 : 1;
  });
  ASSERT_EQ(other.take(0), 0);
  other.kill();

  const okta::Status refused = waiting.resume(id, planned_on);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, okta::ErrorKind::invalid_input);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("went on with run " + id),
                                             HasSubstr("Look again"), HasSubstr("runs show")));
  EXPECT_EQ(waiting.find(id)->changes[1].state, ChangeState::applied) << "it stays as it was";
  EXPECT_EQ(waiting.find(id)->state, RunState::interrupted) << "nobody holds it";
  EXPECT_TRUE(resumed(waiting, id));
}

TEST_F(Resume, KeepsARollbackFromBeginningThatWasPlannedBefore) {
  const std::string id = cut_off();
  Journal journal = opened();
  const NewRun planned = planned_now(journal, rollback_of(id, {"c1"}));
  {
    Journal other = opened();
    ASSERT_TRUE(resumed(other, id));
    ASSERT_TRUE(other.note(id, applied("c2")));
    ASSERT_TRUE(other.end(id, RunState::done, ""));
  }
  const auto refused = journal.begin(planned);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, okta::ErrorKind::invalid_input);
  EXPECT_THAT(refused.error().message, HasSubstr("went on with run " + id));
  EXPECT_EQ(ids_of(journal), std::vector{id});
  EXPECT_TRUE(journal.begin(planned_now(journal, rollback_of(id, {"c1"}))));
}

}  // namespace
}  // namespace tests
