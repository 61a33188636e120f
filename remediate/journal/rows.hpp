// The rows of the journal: the statements that read and write its tables. Throws SQLite::Exception;
// the functions of Journal turn it into an Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/base/timestamp.hpp"
#include "remediate/journal/stored_run.hpp"
#include "remediate/journal/writer_process.hpp"

namespace SQLite {
class Database;
}

namespace remediate {

void insert(SQLite::Database& database, const StoredRun& run);  // with its entries
void insert(SQLite::Database& database, const std::string& run, const Entry& entry);

[[nodiscard]] bool is_run(SQLite::Database& database, const std::string& id);
// In the order in which they began, wherever that was: by their times, those that were written here
// among each other by their rows, and a rollback after what it undoes, whatever two clocks said.
// All, or those of an org.
[[nodiscard]] std::vector<std::string> run_ids(SQLite::Database& database,
                                               const std::optional<std::string>& org = {});
// In the same order: all, or one and every run that undoes any.
[[nodiscard]] std::vector<StoredRun> stored_runs(SQLite::Database& database,
                                                 const std::optional<std::string>& id = {});

// Of the last entry; empty when there is none.
[[nodiscard]] std::string last_kind(SQLite::Database& database, const std::string& run);
struct UnendedRun {
  std::string id;
  okta::Timestamp since{};  // begun or resumed
  WriterProcess writer;
  bool was_interrupted = false;  // and said so
};

// The runs of an org that nobody has ended: cut off, or going on. In the order in which they came
// into this journal.
[[nodiscard]] std::vector<UnendedRun> unended_runs(SQLite::Database& database,
                                                   const std::string& org);

}  // namespace remediate
