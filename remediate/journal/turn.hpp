// Whose turn it is to write to an org: whoever begins or resumes a run there, unless another is at
// it. Within an immediate transaction, so that two at once ask one after the other. Throws
// SQLite::Exception; the functions of Journal turn it into an Error.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "client/base/result.hpp"
#include "client/base/timestamp.hpp"
#include "remediate/journal/org_lock.hpp"
#include "remediate/model/run.hpp"

namespace SQLite {
class Database;
}

namespace remediate {

// Otherwise the Error (ErrorKind::io) says who is at it, since when, and what to do.
[[nodiscard]] okta::Result<OrgLock> take_turn(SQLite::Database& database,
                                              const std::filesystem::path& state_folder,
                                              const std::string& org);

// Ends as partial what was cut off in that org, besides `run`, which goes on from what it left, and
// besides what was written elsewhere: there somebody may go on with it, and that may come here.
void close_others(SQLite::Database& database, const std::string& org, const std::string& run,
                  okta::Timestamp now);

// Whether take_turn() would succeed; takes nothing.
[[nodiscard]] okta::Status must_be_nobodys_turn(SQLite::Database& database,
                                                const std::filesystem::path& state_folder,
                                                const std::string& org);

// A run that was cut off, interrupted or left partial, with no later one in its org; otherwise why
// not (ErrorKind::invalid_input). Whether it still goes on, take_turn() finds out.
[[nodiscard]] okta::Result<Run> resumable_run(SQLite::Database& database,
                                              const std::filesystem::path& file,
                                              const std::string& run);

// Refused (ErrorKind::invalid_input) when the run has more entries than it was planned on.
[[nodiscard]] okta::Status must_not_have_moved(const Run& run, std::size_t entries);

}  // namespace remediate
