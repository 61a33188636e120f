#include "remediate/journal/state_folder.hpp"

#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace remediate {

namespace fs = std::filesystem;

namespace {

constexpr mode_t kFolderMode = 0700;
constexpr mode_t kFileMode = 0600;
constexpr std::uintmax_t kRoomNeeded = 4ULL * 1024 * 1024;  // several of the largest plans

tl::unexpected<okta::Error> cannot(const std::string& what, const std::string& reason) {
  return okta::failure(okta::ErrorKind::io, fmt::format("cannot {}: {}", what, reason));
}

std::string reason_of(int number) { return std::generic_category().message(number); }

okta::Status must_be_folder(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (fs::is_directory(status)) return {};
  return cannot(fmt::format("use the state folder {}", path.string()),
                fs::exists(status) ? "it is a file, not a folder" : failed.message());
}

// std::filesystem makes folders that everybody may read.
okta::Status make_folders(const fs::path& folder) {
  fs::path way;
  for (const fs::path& part : folder) {
    way /= part;
    std::error_code ignored;
    if (fs::exists(way, ignored)) continue;
    if (::mkdir(way.c_str(), kFolderMode) != 0 && errno != EEXIST)
      return cannot(fmt::format("make the state folder {}", folder.string()), reason_of(errno));
  }
  return must_be_folder(folder);
}

okta::Status must_have_room(const fs::path& folder) {
  std::error_code failed;
  const fs::space_info space = fs::space(folder, failed);
  const bool is_told = !failed && space.capacity > 0;  // some network file systems say 0 of 0
  if (!is_told || space.available >= kRoomNeeded) return {};
  return cannot(fmt::format("keep a journal in {}", folder.string()),
                fmt::format("the disk is full, {} KiB are left", space.available / 1024));
}

// The journal itself brings -wal and -shm files into being with the mode of this one. It is not
// opened when it is there: closing a descriptor drops the locks that SQLite holds on the file
// elsewhere in this process (fcntl(2)).
okta::Status make_file(const fs::path& file) {
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
  if (made >= 0) {
    ::close(made);
    return {};
  }
  if (errno == EEXIST) return {};
  return cannot(fmt::format("make the journal {}", file.string()), reason_of(errno));
}

okta::Status keep_from_others(const fs::path& file) {
  struct stat facts {};
  if (::lstat(file.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
    return cannot(fmt::format("use the journal {}", file.string()), "it is no regular file");
  const bool is_open_to_others = (facts.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  if (is_open_to_others && ::chmod(file.c_str(), kFileMode) != 0)
    return cannot(fmt::format("keep the journal {} from others", file.string()), reason_of(errno));
  return {};
}

okta::Status must_be_writable(const fs::path& path) {
  if (::access(path.c_str(), R_OK | W_OK) == 0) return {};
  return cannot(fmt::format("write to {}", path.string()), reason_of(errno));
}

}  // namespace

fs::path journal_file(const fs::path& state_folder) { return state_folder / "journal.db"; }

okta::Status prepare_to_write(const fs::path& state_folder) {
  const fs::path file = journal_file(state_folder);
  return make_folders(state_folder)
      .and_then([&] { return must_be_writable(state_folder); })
      .and_then([&] { return must_have_room(state_folder); })
      .and_then([&] { return make_file(file); })
      .and_then([&] { return keep_from_others(file); })
      .and_then([&] { return must_be_writable(file); });
}

okta::Result<bool> has_journal(const fs::path& state_folder) {
  std::error_code failed;
  const fs::file_status folder = fs::status(state_folder, failed);
  if (folder.type() == fs::file_type::not_found) return false;
  if (const okta::Status usable = must_be_folder(state_folder); !usable)
    return okta::failure(usable.error());
  const fs::path file = journal_file(state_folder);
  const fs::file_status status = fs::status(file, failed);
  if (status.type() == fs::file_type::not_found) return false;
  if (fs::is_regular_file(status)) return true;
  return cannot(fmt::format("use the journal {}", file.string()),
                fs::exists(status) ? "it is no regular file" : failed.message());
}

}  // namespace remediate
