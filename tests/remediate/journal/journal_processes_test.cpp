// The journal among several processes, and after one that was killed.
#include <csignal>
#include <set>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include "remediate/journal/journal.hpp"
#include "remediate/journal/org_lock.hpp"
#include "remediate/journal/writer_process.hpp"
#include "tests/remediate/journal/journal_fixture.hpp"
#include "tests/remediate/journal/other_process.hpp"

namespace tests {
namespace {

using namespace remediate;
using testing::HasSubstr;

TEST_F(JournalTest, TellsTheTruthAboutARunThatWasKilledBeforeItsAnswer) {
  std::optional<Journal> journal;
  const OtherProcess writer([&](int) {
    journal = opened();
    const std::string id = journal->begin(sample_run()).value();
    const bool is_noted = journal->intend(id, intent_of("c1")) &&
                          journal->note(id, applied("c1")) && journal->intend(id, intent_of("c2"));
    return is_noted ? 0 : 1;
  });
  ASSERT_EQ(writer.take(0), 0);
  EXPECT_EQ(opened_to_read().find("last")->state, RunState::running);
  writer.kill();

  const auto run = opened_to_read().find("last").value();
  EXPECT_EQ(run.state, RunState::interrupted);
  EXPECT_EQ(run.changes[0].state, ChangeState::applied);
  EXPECT_EQ(run.changes[1].state, ChangeState::intended);
  EXPECT_EQ(run.ended_at, std::nullopt);
}

TEST_F(JournalTest, LetsALaterRunCloseOneThatWasKilled) {
  const OtherProcess writer([&](int) { return opened().begin(sample_run()) ? 0 : 1; });
  ASSERT_EQ(writer.take(0), 0);
  writer.kill();
  Journal journal = opened();
  const std::string killed = journal.find("last")->id;
  ASSERT_TRUE(journal.end(killed, RunState::partial, "a later run planned afresh"));
  EXPECT_EQ(journal.find(killed)->state, RunState::partial);
  EXPECT_FALSE(journal.end(killed, RunState::partial, ""));
}

TEST_F(JournalTest, ReadsAsIntendedWhatNobodyNotedTheEndOf) {
  std::string id;
  {
    Journal journal = opened();
    id = journal.begin(sample_run()).value();
    ASSERT_TRUE(journal.intend(id, intent_of("c1")));
  }
  EXPECT_EQ(opened().find(id)->changes[0].state, ChangeState::intended);
}

TEST_F(JournalTest, IsReadByAnotherProcessWhileThisOneWrites) {
  std::optional<Journal> reader_journal;
  const OtherProcess reader([&](int step) {
    if (step == 0) reader_journal = opened_to_read();
    return reader_journal->runs()->back().count(ChangeState::applied);
  });
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  EXPECT_EQ(reader.take(0), 0);
  ASSERT_TRUE(journal.note(id, applied("c1")));
  EXPECT_EQ(reader.take(1), 1);
  ASSERT_TRUE(journal.note(id, applied("c2")));
  EXPECT_EQ(reader.take(2), 2);
}

TEST_F(JournalTest, IsBegunByManyProcessesAtOnceInOrgsOfTheirOwn) {
  const auto work = [&](int) {
    NewRun run = sample_run();
    run.org = "https://org" + std::to_string(::getpid()) + ".okta.com";
    Journal journal = opened();
    for (int i = 0; i < 10; ++i) (void)begun_and_ended(journal, run);
    return 0;
  };
  const OtherProcess first(work);
  const OtherProcess second(work);
  const OtherProcess third(work);
  for (const OtherProcess* each : {&first, &second, &third}) each->start(0);
  for (const OtherProcess* each : {&first, &second, &third}) EXPECT_EQ(each->finish(), 0);
  const std::vector<std::string> ids = ids_of(opened_to_read());
  EXPECT_EQ(ids.size(), 30U);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 30U);
}

TEST_F(JournalTest, LetsOneOfManyProcessesAtOnceWriteToAnOrg) {
  std::optional<Journal> journal;
  const auto work = [&](int) {
    journal = opened();
    return journal->begin(sample_run()) ? 1 : 0;
  };
  const OtherProcess first(work);
  const OtherProcess second(work);
  const OtherProcess third(work);
  for (const OtherProcess* each : {&first, &second, &third}) each->start(0);
  int begun = 0;
  for (const OtherProcess* each : {&first, &second, &third}) begun += each->finish();
  EXPECT_EQ(begun, 1);
  EXPECT_EQ(ids_of(opened_to_read()).size(), 1U);
}

TEST_F(JournalTest, SaysWhichProcessWritesToTheOrgAndSinceWhen) {
  std::optional<Journal> writers_journal;
  const OtherProcess writer([&](int) {
    writers_journal = opened();
    return writers_journal->begin(sample_run()) ? 0 : 1;
  });
  ASSERT_EQ(writer.take(0), 0);
  const remediate::Run held = opened_to_read().find("last").value();
  clock_.tick(std::chrono::minutes(5));

  Journal journal = opened();
  const auto refused = journal.begin(sample_run());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, okta::ErrorKind::io);
  WriterProcess holder = this_process();  // of the same user, on the same host
  holder.pid = writer.pid();
  for (const std::string& told :
       {held.id, in_words(holder), okta::format_timestamp(held.started_at), held.org,
        std::string("wait for its end")})
    EXPECT_THAT(refused.error().message, HasSubstr(told));
  EXPECT_EQ(ids_of(journal).size(), 1U);

  NewRun elsewhere = sample_run();
  elsewhere.org = "https://other.okta.com";
  EXPECT_TRUE(journal.begin(elsewhere));
}

TEST_F(JournalTest, ClosesInTheSameMomentWhatNobodyInThatOrgGoesOnWith) {
  std::optional<Journal> writers_journal;
  const OtherProcess writer([&](int) {
    NewRun elsewhere = sample_run();
    elsewhere.org = "https://other.okta.com";
    writers_journal = opened();
    return writers_journal->begin(elsewhere) && writers_journal->begin(sample_run()) ? 0 : 1;
  });
  ASSERT_EQ(writer.take(0), 0);
  writer.kill();

  Journal journal = opened();
  const std::string later = journal.begin(sample_run()).value();
  const std::vector<remediate::Run> runs = journal.runs().value();
  EXPECT_EQ(runs[0].state, RunState::interrupted);  // of the other org
  EXPECT_EQ(runs[1].state, RunState::partial);
  EXPECT_THAT(runs[1].ending, HasSubstr(later));
  EXPECT_EQ(runs[2].state, RunState::running);
}

TEST_F(JournalTest, TakesARunThatSaidItWasInterruptedForOneThatNobodyGoesOnWith) {
  Journal journal = opened();
  const std::string stopped = begun_and_ended(journal, sample_run(), RunState::interrupted);
  EXPECT_TRUE(journal.begin(sample_run()));
  EXPECT_EQ(journal.find(stopped)->state, RunState::partial);
}

// As a full disk does it: a write comes back with less than was given.
void let_files_grow_to(rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

TEST_F(JournalTest, SaysSoWhenTheDiskTakesNoMoreAndKeepsWhatItHas) {
  const OtherProcess writer([&](int) {
    Journal journal = opened();
    const std::string id = journal.begin(sample_run()).value();
    let_files_grow_to(std::filesystem::file_size(file().string() + "-wal") + 100);
    const okta::Status refused = journal.intend(id, intent_of("c1"));
    if (refused || refused.error().kind != okta::ErrorKind::io) return 1;
    if (refused.error().message.find("disk") == std::string::npos) return 2;
    let_files_grow_to(RLIM_INFINITY);
    if (journal.find(id)->changes[0].state != ChangeState::planned) return 3;
    return journal.intend(id, intent_of("c1")) ? 0 : 4;
  });
  ASSERT_EQ(writer.take(0), 0);
  EXPECT_EQ(opened().runs()->at(0).changes[0].state, ChangeState::intended);
}

TEST_F(JournalTest, SaysSoWhenOpenedOnADiskThatTakesNothing) {
  const OtherProcess writer([&](int) {
    let_files_grow_to(0);
    const okta::Result<Journal> refused = Journal::open(state_folder(), clock_);
    if (refused || refused.error().kind != okta::ErrorKind::io) return 1;
    return refused.error().message.find("disk") == std::string::npos ? 2 : 0;
  });
  ASSERT_EQ(writer.take(0), 0);
  EXPECT_TRUE(opened().begin(sample_run()));
}

class Lock : public JournalTest {
 protected:
  void SetUp() override { std::filesystem::create_directory(state_folder()); }

  [[nodiscard]] std::optional<OrgLock> taken(const std::string& org = "https://acme.okta.com") {
    return OrgLock::take(state_folder(), org).value();
  }
  [[nodiscard]] bool is_free(const std::string& org = "https://acme.okta.com") {
    return !is_locked(state_folder(), org).value();
  }
};

TEST_F(Lock, IsHeldByOneAndSeenByAll) {
  EXPECT_TRUE(is_free());
  std::optional<OrgLock> lock = taken();
  ASSERT_TRUE(lock);
  EXPECT_FALSE(is_free());
  EXPECT_FALSE(taken());
  EXPECT_FALSE(is_free()) << "asking in vain lets nobody else in";
  lock.reset();
  EXPECT_TRUE(is_free());
  EXPECT_TRUE(taken());
}

TEST_F(Lock, IsOfOneOrg) {
  const std::optional<OrgLock> lock = taken();
  EXPECT_TRUE(is_free("https://other.okta.com"));
  EXPECT_TRUE(taken("https://other.okta.com"));
}

TEST_F(Lock, IsGoneWithTheProcessThatHeldIt) {
  std::optional<OrgLock> lock;
  const OtherProcess holder([&](int) {
    lock = taken();
    return lock ? 0 : 1;
  });
  ASSERT_EQ(holder.take(0), 0);
  EXPECT_FALSE(taken());
  holder.kill();
  EXPECT_TRUE(taken());
}

TEST_F(Lock, KeepsARunFromBeginningThoughTheJournalWasMovedAside) {
  const std::optional<OrgLock> lock = taken();
  const auto begun = opened().begin(sample_run());
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().kind, okta::ErrorKind::io);
  EXPECT_THAT(begun.error().message, HasSubstr("this journal does not tell which"));
}

TEST_F(Lock, IsToldWhenItCannotBeMade) {
  std::filesystem::create_directory(state_folder() / "journal.lock");
  const auto lock = OrgLock::take(state_folder(), "https://acme.okta.com");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().kind, okta::ErrorKind::io);
  EXPECT_THAT(lock.error().message, HasSubstr("journal.lock"));
}

}  // namespace
}  // namespace tests
