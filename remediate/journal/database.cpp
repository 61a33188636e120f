#include "remediate/journal/database.hpp"

#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "remediate/journal/schema.hpp"
#include "remediate/journal/storage_error.hpp"

namespace remediate {
namespace {

using DatabasePointer = std::unique_ptr<SQLite::Database>;
namespace fs = std::filesystem;

// Long enough for another process's few transactions, short enough for a person who waits.
constexpr int kBusyTimeoutMs = 5'000;

int number(SQLite::Database& database, const char* query) {
  return database.execAndGet(query).getInt();
}

bool is_empty(SQLite::Database& database) {
  return number(database, "SELECT count(*) FROM sqlite_schema") == 0 &&
         number(database, "PRAGMA user_version") == 0;
}

okta::Status must_be_ours(SQLite::Database& database, const fs::path& file) {
  if (number(database, "PRAGMA application_id") != kApplicationId)
    return okta::failure(
        okta::ErrorKind::io,
        fmt::format("{} is a database, but no journal of oktafix; it stays as it is",
                    file.string()));
  const int version = number(database, "PRAGMA user_version");
  if (version == kSchemaVersion) return {};
  return okta::failure(
      okta::ErrorKind::io,
      fmt::format(
          "journal {} is of version {}, this oktafix knows version {} only: use the oktafix "
          "that wrote it, or move it aside to begin a new one",
          file.string(), version, kSchemaVersion));
}

okta::Status must_be_sound(SQLite::Database& database, const fs::path& file) {
  const std::string verdict = database.execAndGet("PRAGMA quick_check(1)").getString();
  if (verdict == "ok") return {};
  return okta::failure(damaged(file, verdict));
}

// Another process may have made the schema since we looked.
void make_schema(SQLite::Database& database) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  if (is_empty(database)) {
    database.exec(kSchema);
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", kSchemaVersion));
  }
  transaction.commit();
}

void settle(SQLite::Database& database) {
  database.exec("PRAGMA cell_size_check = ON");
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA synchronous = FULL");
}

// SQLite does not wait where two processes turn on WAL at once: waiting for the write lock stands
// in for that.
void turn_on_wal(SQLite::Database& database) {
  constexpr int kBusy = 5;  // SQLITE_BUSY
  constexpr int kMostTries = 20;
  for (int tries = 1;; ++tries) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (const SQLite::Exception& error) {
      if (error.getErrorCode() != kBusy || tries == kMostTries) throw;
      database.exec("BEGIN IMMEDIATE; COMMIT");
    }
  }
}

}  // namespace

okta::Result<DatabasePointer> open_to_append(const fs::path& file) try {
  auto database =
      std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, kBusyTimeoutMs);
  settle(*database);
  if (is_empty(*database)) make_schema(*database);
  const okta::Status usable =
      must_be_ours(*database, file).and_then([&] { return must_be_sound(*database, file); });
  if (!usable) return okta::failure(usable.error());
  turn_on_wal(*database);
  return database;
} catch (const SQLite::Exception& error) {
  return okta::failure(storage_error(file, error));
}

namespace {

// A process was killed while it made the file, before anything could be noted in it: a journal that
// is made keeps a write-ahead log, which never needs rolling back. The next one that writes does
// that; who only reads cannot, and need not.
bool was_never_finished(const SQLite::Exception& error) {
  constexpr int kReadOnlyRollback = 776;  // SQLITE_READONLY_ROLLBACK
  return error.getExtendedErrorCode() == kReadOnlyRollback;
}

}  // namespace

okta::Result<DatabasePointer> open_read_only(const fs::path& file) try {
  auto database =
      std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, kBusyTimeoutMs);
  settle(*database);
  if (is_empty(*database)) return DatabasePointer();
  if (const okta::Status ours = must_be_ours(*database, file); !ours)
    return okta::failure(ours.error());
  return database;
} catch (const SQLite::Exception& error) {
  if (was_never_finished(error)) return DatabasePointer();
  return okta::failure(storage_error(file, error));
}

}  // namespace remediate
