// The runs of an org that nobody has ended: those that a process goes on with, and those that were
// cut off. Throws SQLite::Exception; the functions of Journal turn it into an Error.
#pragma once

#include <string>
#include <vector>

#include "client/base/timestamp.hpp"
#include "remediate/journal/writer_process.hpp"

namespace SQLite {
class Database;
}

namespace remediate {

struct UnendedRun {
  std::string id;
  okta::Timestamp started_at{};
  WriterProcess writer;
  bool is_going_on = false;  // its writer lives, and has not said that it was interrupted
};

// Oldest first.
[[nodiscard]] std::vector<UnendedRun> unended_runs(SQLite::Database& database,
                                                   const std::string& org);

}  // namespace remediate
