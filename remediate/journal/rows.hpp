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
// Oldest first.
[[nodiscard]] std::vector<std::string> run_ids(SQLite::Database& database);
// Oldest first: all, or one and every run that undoes any.
[[nodiscard]] std::vector<StoredRun> stored_runs(SQLite::Database& database,
                                                 const std::optional<std::string>& id = {});

// Of the last entry; empty when there is none.
[[nodiscard]] std::string last_kind(SQLite::Database& database, const std::string& run);
// The last of the same org that is later by its place in the journal or by its time; may be empty.
[[nodiscard]] std::string later_run(SQLite::Database& database, const std::string& run);

struct UnendedRun {
  std::string id;
  okta::Timestamp since{};  // begun or resumed
  WriterProcess writer;
  bool was_interrupted = false;  // and said so
};

// The runs of an org that nobody has ended: cut off, or going on. Oldest first.
[[nodiscard]] std::vector<UnendedRun> unended_runs(SQLite::Database& database,
                                                   const std::string& org);

}  // namespace remediate
