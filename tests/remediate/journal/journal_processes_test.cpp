// The journal among several processes, and after one that was killed.
#include <csignal>
#include <set>

#include <sys/resource.h>

#include "remediate/journal/journal.hpp"
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

TEST_F(JournalTest, IsBegunByManyProcessesAtOnce) {
  const auto work = [&](int) {
    Journal journal = opened();
    for (int i = 0; i < 10; ++i) {
      if (!journal.begin(sample_run())) return 1;
    }
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

TEST(WriterProcess, IsAliveWhileItRuns) { EXPECT_TRUE(is_alive(this_process())); }

TEST(WriterProcess, IsDeadOnceItWasKilledThoughNobodyWaitedForIt) {
  WriterProcess other = this_process();
  const OtherProcess process([](int) { return 0; });
  other.pid = process.pid();
  process.kill();
  EXPECT_FALSE(is_alive(other));
}

TEST(WriterProcess, IsNotAnotherOfTheSameNumber) {
  WriterProcess earlier = this_process();
  earlier.started += "0";
  EXPECT_FALSE(is_alive(earlier));
}

TEST(WriterProcess, IsNotAnotherOfAnEarlierBoot) {
  WriterProcess earlier = this_process();
  earlier.boot = "00000000-0000-0000-0000-000000000000";
  EXPECT_FALSE(is_alive(earlier));
}

TEST(WriterProcess, IsDeadWhenNothingIsKnownOfIt) { EXPECT_FALSE(is_alive({})); }

}  // namespace
}  // namespace tests
