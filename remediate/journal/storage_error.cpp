#include "remediate/journal/storage_error.hpp"

#include <string_view>

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace remediate {
namespace {

okta::Error io_error(std::string message) {
  return {okta::ErrorKind::io, std::move(message), std::nullopt, {}};
}

std::string_view meaning_of(int code) {
  switch (code) {
    case SQLITE_FULL:
      return "the disk is full: make room and run the same command again";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another process has been writing to it for too long: run the same command again "
             "when that one is done";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "it cannot be written: look at its owner and mode";
    case SQLITE_CANTOPEN:
      return "it cannot be opened: look at the owner and mode of its folder";
    case SQLITE_IOERR:
      return "the disk does not read or write: it may be full, over a quota, or failing";
    case SQLITE_CONSTRAINT:
      return "it does not take that entry";
    default:
      return "it cannot be used";
  }
}

}  // namespace

okta::Error storage_error(const std::filesystem::path& file, const SQLite::Exception& error) {
  constexpr int kPrimaryCode = 0xFF;  // the rest of the number says more than people need
  const int code = error.getErrorCode() & kPrimaryCode;
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) return damaged(file, error.what());
  return io_error(
      fmt::format("journal {}: {} ({})", file.string(), meaning_of(code), error.what()));
}

okta::Error damaged(const std::filesystem::path& file, const std::string& detail) {
  return io_error(
      fmt::format("journal {} is damaged ({}). Move it aside to begin a new one; "
                  "`sqlite3 FILE .recover` may bring its entries back.",
                  file.string(), detail));
}

}  // namespace remediate
