// Opens the database file of the journal: its schema, version and settings. Internal to this room;
// only what includes SQLiteCpp itself can do anything with it. Every failure is ErrorKind::io.
#pragma once

#include <filesystem>
#include <memory>

#include "client/base/result.hpp"

namespace SQLite {
class Database;
}

namespace remediate {

// Makes the schema in an empty file. Looks at the whole file before it writes anything.
[[nodiscard]] okta::Result<std::unique_ptr<SQLite::Database>> open_to_append(
    const std::filesystem::path& file);

// Null when nobody has written anything yet.
[[nodiscard]] okta::Result<std::unique_ptr<SQLite::Database>> open_read_only(
    const std::filesystem::path& file);

}  // namespace remediate
