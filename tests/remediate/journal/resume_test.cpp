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

  [[nodiscard]] std::string refusal(Journal& journal, const std::string& run) const {
    const std::size_t before = journal.runs()->size();
    const okta::Status resumed = journal.resume(run);
    if (resumed) return "";
    EXPECT_EQ(resumed.error().kind, okta::ErrorKind::invalid_input);
    EXPECT_EQ(journal.runs()->size(), before);
    return resumed.error().message;
  }
};

TEST_F(Resume, GoesOnWithARunThatWasCutOff) {
  const std::string id = cut_off();
  Journal journal = opened();
  ASSERT_EQ(journal.find(id)->state, RunState::interrupted);
  ASSERT_TRUE(journal.resume(id));
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
    ASSERT_TRUE(journal.resume(id));
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
      return journal->resume(id) && journal->intend(id, intent_of("c2")) ? 0 : 1;
    });
    ASSERT_EQ(writer.take(0), 0);
    EXPECT_EQ(opened_to_read().find(id)->state, RunState::running);
    writer.kill();
    EXPECT_EQ(opened_to_read().find(id)->state, RunState::interrupted);
  }
  Journal journal = opened();
  ASSERT_TRUE(journal.resume(id));
  ASSERT_TRUE(journal.end(id, RunState::partial, "c2 was refused"));
  ASSERT_TRUE(journal.resume(id));
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
  const std::string rollback = journal.begin(rollback_of(id, {"c1"})).value();
  ASSERT_TRUE(journal.note(rollback, applied("c1")));
  ASSERT_TRUE(journal.end(rollback, RunState::done, ""));
  ASSERT_EQ(journal.find(id)->state, RunState::rolled_back);
  EXPECT_THAT(refusal(journal, id), AllOf(HasSubstr("was rolled back"), HasSubstr("oktafix plan")));
}

TEST_F(Resume, IsNotForARunThatNobodyBegan) {
  Journal journal = opened();
  EXPECT_THAT(refusal(journal, "20260101-000000-aaaa"), HasSubstr("no run 20260101-000000-aaaa"));
  EXPECT_FALSE(journal.resume("last")) << "it takes ids, find() takes the rest";
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
  EXPECT_THAT(refusal(journal, id),
              AllOf(HasSubstr("process " + std::to_string(writer.pid())), HasSubstr(id)));
}

TEST_F(Resume, IsNotForARunThatIsResumedAlreadyAndSaysSinceWhen) {
  const std::string id = cut_off();
  clock_.tick(std::chrono::minutes(5));
  Journal journal = opened();
  ASSERT_TRUE(journal.resume(id));
  Journal other = opened();
  EXPECT_THAT(refusal(other, id), HasSubstr(okta::format_timestamp(clock_.now())));
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
  EXPECT_TRUE(journal.resume(id));
}

TEST_F(Resume, KeepsOthersFromBeginningMeanwhile) {
  const std::string id = cut_off();
  Journal journal = opened();
  ASSERT_TRUE(journal.resume(id));
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
    return journal->resume(id) ? 1 : 0;
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
  const okta::Status resumed = opened_to_read().resume(id);
  ASSERT_FALSE(resumed);
  EXPECT_THAT(resumed.error().message, HasSubstr("to read only"));
}

}  // namespace
}  // namespace tests
