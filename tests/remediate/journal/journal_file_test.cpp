// The journal as a file: who may read it, what it survives, and what is refused.
#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>

#include "remediate/journal/journal.hpp"
#include "tests/remediate/journal/journal_fixture.hpp"
#include "tests/support/recorded.hpp"

namespace tests {
namespace {

using namespace remediate;
namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

unsigned mode_of(const fs::path& path) {
  struct stat facts {};
  EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
  return facts.st_mode & 07777U;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& each : fs::directory_iterator(folder))
    names.push_back(each.path().filename().string());
  return names;
}

// Why the statement fails; empty when it does not.
std::string refusal_of_sql(const fs::path& file, const std::string& statement) {
  try {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(statement);
    return "";
  } catch (const SQLite::Exception& error) {
    return error.what();
  }
}

TEST_F(JournalTest, IsForItsOwnerAlone) {
  const mode_t before = ::umask(0);
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ::umask(before);
  EXPECT_EQ(mode_of(state_folder()), 0700U);
  EXPECT_THAT(names_in(state_folder()), UnorderedElementsAre("journal.db", "journal.db-wal",
                                                             "journal.db-shm", "journal.lock"));
  for (const auto& each : fs::directory_iterator(state_folder()))
    EXPECT_EQ(mode_of(each.path()), 0600U) << each.path();
}

TEST_F(JournalTest, MakesTheFoldersOnTheWayForTheirOwnerAlone) {
  const mode_t before = ::umask(0);
  const fs::path deep = folder_.path() / "a" / "b";
  ASSERT_TRUE(Journal::open(deep, clock_));
  ::umask(before);
  EXPECT_EQ(mode_of(folder_.path() / "a"), 0700U);
  EXPECT_EQ(mode_of(deep), 0700U);
}

TEST_F(JournalTest, TakesBackFromOthersWhatTheyMayReadOfIt) {
  { const Journal journal = opened(); }
  fs::permissions(file(), fs::perms::others_read, fs::perm_options::add);
  const Journal journal = opened();
  EXPECT_EQ(mode_of(file()), 0600U);
}

TEST_F(JournalTest, SurvivesReopening) {
  std::string id;
  {
    Journal journal = opened();
    id = journal.begin(sample_run()).value();
    ASSERT_TRUE(journal.note(id, applied("c1")));
    ASSERT_TRUE(journal.end(id, RunState::partial, "why"));
  }
  const auto run = opened().find(id).value();
  EXPECT_EQ(run.state, RunState::partial);
  EXPECT_EQ(run.ending, "why");
  EXPECT_EQ(run.changes[0].made.id, "scp1");
}

TEST_F(JournalTest, IsNeitherEditedNorDeletedNorReplaced) {
  Journal journal = opened();
  const std::string id = journal.begin(sample_run()).value();
  ASSERT_TRUE(journal.intend(id, intent_of("c1")));
  for (const char* statement :
       {"UPDATE run SET plan = '{}'", "UPDATE entry SET content = '{}'", "DELETE FROM run",
        "DELETE FROM entry", "INSERT OR REPLACE INTO run SELECT * FROM run",
        "INSERT OR REPLACE INTO run (id, at, content, plan) SELECT id, at, content, '{}' FROM run",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry"})
    EXPECT_THAT(refusal_of_sql(file(), statement), HasSubstr("append-only")) << statement;
  EXPECT_EQ(journal.find(id)->changes[0].state, ChangeState::intended);
}

TEST_F(JournalTest, HoldsByItselfThatNothingFollowsTheEndOfARun) {
  Journal journal = opened();
  ASSERT_TRUE(journal.end(journal.begin(sample_run()).value(), RunState::done, ""));
  EXPECT_THAT(refusal_of_sql(file(),
                             "INSERT INTO entry (run, kind, at, content) "
                             "SELECT id, 'ended', at, '{}' FROM run"),
              HasSubstr("has ended"));
}

TEST_F(JournalTest, HoldsByItselfThatOnlyAResumptionFollowsAnInterruption) {
  Journal journal = opened();
  ASSERT_TRUE(journal.end(journal.begin(sample_run()).value(), RunState::interrupted, ""));
  EXPECT_THAT(refusal_of_sql(file(),
                             "INSERT INTO entry (run, kind, change, at, content) "
                             "SELECT id, 'intent', 'c1', at, '{}' FROM run"),
              HasSubstr("has ended"));
}

TEST_F(JournalTest, IsKeptInAWriteAheadLogAndSaysItsVersion) {
  Journal journal = opened();
  SQLite::Database database(file().string());
  EXPECT_EQ(database.execAndGet("PRAGMA journal_mode").getString(), "wal");
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), 2);
}

TEST_F(JournalTest, IsNotMadeByReading) {
  EXPECT_THAT(opened_to_read().runs().value(), IsEmpty());
  EXPECT_FALSE(fs::exists(state_folder()));
  fs::create_directory(state_folder());
  EXPECT_THAT(opened_to_read().runs().value(), IsEmpty());
  EXPECT_FALSE(opened_to_read().find("last"));
  EXPECT_THAT(names_in(state_folder()), IsEmpty());
}

TEST_F(JournalTest, OpenedToReadTakesNoEntry) {
  const std::string id = opened().begin(sample_run()).value();
  Journal journal = opened_to_read();
  EXPECT_EQ(journal.find(id)->id, id);
  for (const okta::Status& refused :
       {journal.intend(id, intent_of("c1")), journal.end(id, RunState::done, "")}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, okta::ErrorKind::io);
    EXPECT_THAT(refused.error().message, HasSubstr("to read only"));
  }
  EXPECT_FALSE(journal.begin(sample_run()));
}

TEST_F(JournalTest, ReadsAnEmptyFileAsNoRunsAndMakesAJournalOfIt) {
  fs::create_directory(state_folder());
  std::ofstream(file()).close();
  EXPECT_THAT(opened_to_read().runs().value(), IsEmpty());
  EXPECT_TRUE(opened().begin(sample_run()));
}

// Half of it is in the file, and what it needs to get out again is beside it, as a process leaves
// it that is killed while it makes the journal.
TEST_F(JournalTest, ThatNobodyFinishedMakingHasNoRunsAndIsMadeAnew) {
  SQLite::Database half(folder_.path() / "half", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  half.exec("PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE early (text)");
  for (int i = 0; i < 200; ++i) half.exec("INSERT INTO early VALUES (hex(randomblob(500)))");
  fs::create_directory(state_folder());
  fs::copy_file(folder_.path() / "half", file());
  fs::copy_file(folder_.path() / "half-journal", state_folder() / "journal.db-journal");
  EXPECT_GT(fs::file_size(file()), 0U);
  EXPECT_THAT(ids_of(opened_to_read()), IsEmpty());
  Journal made = opened();
  (void)begun_and_ended(made);
  EXPECT_THAT(ids_of(opened_to_read()), testing::SizeIs(1));
}

TEST_F(JournalTest, OfAnotherVersionIsRefusedAndLeftAlone) {
  { Journal journal = opened(); }
  for (const std::string version : {"1", "3"}) {
    ASSERT_EQ(refusal_of_sql(file(), "PRAGMA user_version = " + version), "");
    const std::string before = read_file(file());
    EXPECT_THAT(refusal_of(state_folder()),
                AllOf(HasSubstr("is of version " + version + ", this oktafix knows version 2 only"),
                      HasSubstr("move it aside")));
    EXPECT_EQ(read_file(file()), before);
  }
}

TEST_F(JournalTest, IsNoOtherProgramsDatabase) {
  fs::create_directory(state_folder());
  SQLite::Database(file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE recipe (name TEXT)");
  const std::string before = read_file(file());
  EXPECT_THAT(refusal_of(state_folder()), HasSubstr("no journal of oktafix"));
  EXPECT_EQ(read_file(file()), before);
}

TEST_F(JournalTest, ThatIsNoDatabaseIsRefusedAsDamagedAndLeftAlone) {
  fs::create_directory(state_folder());
  const std::string text(5000, 'x');
  std::ofstream(file()) << text;
  EXPECT_THAT(refusal_of(state_folder()), HasSubstr("is damaged"));
  EXPECT_EQ(read_file(file()), text);
}

TEST_F(JournalTest, DamagedInItsMiddleIsFoundBeforeAnythingIsWritten) {
  {
    Journal journal = opened();
    for (int i = 0; i < 50; ++i) (void)begun_and_ended(journal);
  }
  const auto middle = static_cast<std::streamoff>(fs::file_size(file()) / 2 / 4096 * 4096);
  std::fstream stream(file(), std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(middle);
  stream << std::string(4096, '\xee');
  stream.close();
  const std::string before = read_file(file());

  const okta::Result<Journal> journal = Journal::open(state_folder(), clock_);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().kind, okta::ErrorKind::io);
  EXPECT_THAT(journal.error().message, HasSubstr("is damaged"));
  EXPECT_EQ(read_file(file()), before);

  const auto runs = opened_to_read().runs();
  ASSERT_FALSE(runs);
  EXPECT_THAT(runs.error().message, HasSubstr("is damaged"));
}

TEST_F(JournalTest, WhoseTextsAreOfAnotherKindIsNotExportedAsIfTheyWereNot) {
  {
    Journal journal = opened();
    (void)begun_and_ended(journal);
  }
  ASSERT_EQ(refusal_of_sql(file(),
                           "INSERT INTO run (id, at, content, plan) "
                           "SELECT '20260101-000000-aaaa', at, '[7]', plan FROM run"),
            "");
  const auto document = opened_to_read().export_runs({});
  ASSERT_FALSE(document);
  EXPECT_THAT(document.error().message, HasSubstr("is damaged (run 20260101-000000-aaaa"));

  ASSERT_EQ(
      refusal_of_sql(file(),
                     "INSERT INTO run (id, at, content, plan) "
                     "SELECT '20260101-000000-bbbb', at, '{\"org\":7}', plan FROM run LIMIT 1"),
      "");
  EXPECT_TRUE(opened_to_read().export_runs("20260101-000000-bbbb"));
}

TEST_F(JournalTest, RefusesAStateFolderThatIsAFile) {
  std::ofstream(state_folder()) << "x";
  EXPECT_THAT(refusal_of(state_folder()), HasSubstr("it is a file, not a folder"));
}

TEST_F(JournalTest, RefusesAFolderThatCannotBeMade) {
  std::ofstream(folder_.path() / "file") << "x";
  for (const fs::path& folder : {folder_.path() / "file" / "state", fs::path("/proc/oktafix")}) {
    const okta::Result<Journal> journal = Journal::open(folder, clock_);
    ASSERT_FALSE(journal);
    EXPECT_EQ(journal.error().kind, okta::ErrorKind::io);
    EXPECT_THAT(journal.error().message, HasSubstr("state folder " + folder.string()));
  }
}

TEST_F(JournalTest, RefusesAFolderThatCannotBeWritten) {
  const okta::Result<Journal> journal = Journal::open("/proc/self", clock_);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().kind, okta::ErrorKind::io);
  EXPECT_THAT(journal.error().message, HasSubstr("/proc/self"));
}

TEST_F(JournalTest, RefusesAFileThatIsNoFile) {
  fs::create_directories(file());
  EXPECT_THAT(refusal_of(state_folder()), HasSubstr("it is no regular file"));
}

}  // namespace
}  // namespace tests
