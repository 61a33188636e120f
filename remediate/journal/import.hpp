// Takes runs of another journal over into this one: what is missing is appended, what is there
// stays. Within an immediate transaction. Throws SQLite::Exception; the functions of Journal turn
// it into an Error.
#pragma once

#include <filesystem>
#include <vector>

#include "client/base/result.hpp"
#include "remediate/journal/stored_run.hpp"
#include "remediate/model/imported_runs.hpp"

namespace SQLite {
class Database;
}

namespace remediate {

// `runs` as read_journal_document() gives them. Refuses (ErrorKind::invalid_input) a run that went
// another way here or still goes on, and a rollback without the run that it undoes: the caller
// drops the transaction then.
[[nodiscard]] okta::Result<ImportedRuns> take_over(SQLite::Database& database,
                                                   const std::filesystem::path& file,
                                                   const std::vector<StoredRun>& runs);

}  // namespace remediate
