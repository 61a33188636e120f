// From the rows of the journal to Runs: what the entries of each add up to, whether its writer is
// still at it, and what later runs undid. Throws SQLite::Exception; the functions of Journal turn
// it into an Error.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "client/base/result.hpp"
#include "remediate/journal/stored_run.hpp"
#include "remediate/model/run.hpp"

namespace SQLite {
class Database;
}

namespace remediate {

// Oldest first. Within a transaction: a writer may go on meanwhile.
[[nodiscard]] okta::Result<std::vector<Run>> read_runs(SQLite::Database& database,
                                                       const std::filesystem::path& file);
// Whether somebody here is still at it.
[[nodiscard]] okta::Result<bool> is_going_on(const StoredRun& run,
                                             const std::filesystem::path& file);
[[nodiscard]] okta::Result<Run> read_run(SQLite::Database& database,
                                         const std::filesystem::path& file, const std::string& id);

}  // namespace remediate
