#include "remediate/files/client_file_text.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/base/digest.hpp"
#include "remediate/files/new_file.hpp"
#include "remediate/files/temporary_name.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using okta::ErrorKind;
using okta::failure;

constexpr auto kRefused = ErrorKind::rejected;

// A file that is open for reading, and how it was then.
struct OpenFile {
  Descriptor file;
  struct stat state {};
};

okta::Result<OpenFile> opened(int folder, const std::string& name, int flags) {
  // A pipe without a writer must not hold us up.
  OpenFile open{
      Descriptor(::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags)), {}};
  if (!open.file.is_open() && errno == ENOENT)
    return failure(ErrorKind::invalid_input, "is not there");
  if (!open.file.is_open())
    return failure(ErrorKind::io, "cannot be read: " + std::generic_category().message(errno));
  if (::fstat(open.file.number(), &open.state) != 0)
    return failure(ErrorKind::io, "cannot be read: " + std::generic_category().message(errno));
  if (S_ISDIR(open.state.st_mode)) return failure(ErrorKind::invalid_input, "is a folder");
  if (!S_ISREG(open.state.st_mode)) return failure(ErrorKind::invalid_input, "is no file");
  return open;
}

okta::Result<std::string> text_of(const OpenFile& open) {
  if (static_cast<std::size_t>(open.state.st_size) > kLargestNamedFile)
    return failure(ErrorKind::invalid_input,
                   fmt::format("is larger than {} MiB", kLargestNamedFile / (1024 * 1024)));
  std::string bytes(static_cast<std::size_t>(open.state.st_size) + 1, '\0');
  std::size_t length = 0;
  for (;;) {
    if (length == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(open.file.number(), bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return failure(ErrorKind::io, "cannot be read: " + std::generic_category().message(errno));
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
    if (length > kLargestNamedFile) return failure(ErrorKind::invalid_input, "grows without end");
  }
  bytes.resize(length);
  return bytes;
}

bool lies_in(const fs::path& file, const fs::path& folder) {
  const auto [in_folder, in_file] = std::ranges::mismatch(folder, file);
  return in_folder == folder.end();
}

// The file itself, wherever links lead, when it lies in the root.
okta::Result<fs::path> place_in_root(const fs::path& file, const fs::path& root) {
  std::error_code failed;
  const fs::path named = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const fs::path folder = fs::canonical(root.empty() ? named : root, failed);
  if (failed) return failure(ErrorKind::invalid_input, "its folder is not there");
  fs::path place = fs::canonical(file, failed);
  if (failed) return failure(ErrorKind::invalid_input, "is not there");
  if (!lies_in(place, folder))
    return failure(
        kRefused, "is a symbolic link that leads out of " + (root.empty() ? named : root).string());
  return place;
}

constexpr mode_t kAnyWrite = S_IWUSR | S_IWGRP | S_IWOTH;

okta::Status may_be_replaced(int folder, const std::string& name, const struct stat& state) {
  if (state.st_nlink > 1)
    return failure(kRefused, fmt::format("has {} names (hard links), and a replacement would part "
                                         "them: edit it by hand",
                                         state.st_nlink));
  // For root every file is writable: what its owner said counts.
  if ((state.st_mode & kAnyWrite) == 0 || ::faccessat(folder, name.c_str(), W_OK, AT_EACCESS) != 0)
    return failure(kRefused, "is read-only");
  if (::faccessat(folder, ".", W_OK | X_OK, AT_EACCESS) != 0)
    return failure(kRefused, "its folder is read-only");
  return {};
}

bool is_same(const struct stat& one, const struct stat& other) {
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino && one.st_size == other.st_size &&
         one.st_mtim.tv_sec == other.st_mtim.tv_sec &&
         one.st_mtim.tv_nsec == other.st_mtim.tv_nsec &&
         one.st_ctim.tv_sec == other.st_ctim.tv_sec && one.st_ctim.tv_nsec == other.st_ctim.tv_nsec;
}

okta::Status changed_since() {
  return failure(kRefused, "was changed by somebody else since it was read");
}

okta::Result<Descriptor> folder_of(const fs::path& place) {
  Descriptor folder(
      ::open(place.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder.is_open()) return failure(disk_error("its folder", errno));
  return folder;
}

okta::Status replace_in_folder(int folder, const std::string& name,
                               const std::string& expected_digest, std::string_view bytes) {
  const auto open = opened(folder, name, O_NOFOLLOW);
  if (!open) return failure(open.error());
  if (const auto may = may_be_replaced(folder, name, open->state); !may) return may;
  const auto text = text_of(*open);
  if (!text) return failure(text.error());
  if (okta::digest_of(*text) != expected_digest) return changed_since();

  auto made = NewFile::in(folder);
  if (!made) return failure(made.error());
  if (const auto done = made->write(bytes); !done) return done;
  if (const auto done = made->look_like(open->file.number(), open->state); !done) return done;
  if (const auto done = made->give_name(); !done) return done;
  struct stat now {};
  if (::fstatat(folder, name.c_str(), &now, AT_SYMLINK_NOFOLLOW) != 0 || !is_same(now, open->state))
    return changed_since();
  return made->replace(name);
}

// Whoever writes one holds its lock.
bool is_abandoned(int folder, const std::string& name) {
  const Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  struct stat state {};
  return file.is_open() && ::fstat(file.number(), &state) == 0 && S_ISREG(state.st_mode) &&
         ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
}

}  // namespace

okta::Result<FileText> read_file_text(const fs::path& file) {
  const auto open = opened(AT_FDCWD, file.string(), 0);
  if (!open) return failure(open.error());
  auto bytes = text_of(*open);
  if (!bytes) return failure(bytes.error());
  FileText text;
  text.digest = okta::digest_of(*bytes);
  text.bytes = std::move(*bytes);
  return text;
}

okta::Status replace_file_text(const fs::path& file, const std::string& expected_digest,
                               std::string_view bytes, const fs::path& root) {
  const auto place = place_in_root(file, root);
  if (!place) return failure(place.error());
  const auto folder = folder_of(*place);
  if (!folder) return failure(folder.error());
  (void)remove_leftovers(place->parent_path());
  return replace_in_folder(folder->number(), place->filename().string(), expected_digest, bytes);
}

okta::Status may_replace(const fs::path& file, const fs::path& root) {
  const auto place = place_in_root(file, root);
  if (!place) return failure(place.error());
  const auto folder = folder_of(*place);
  if (!folder) return failure(folder.error());
  const std::string name = place->filename().string();
  const auto open = opened(folder->number(), name, O_NOFOLLOW);
  if (!open) return failure(open.error());
  return may_be_replaced(folder->number(), name, open->state);
}

int remove_leftovers(const fs::path& folder) {
  int removed = 0;
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open.is_open()) return removed;
  std::error_code failed;
  std::vector<std::string> names;
  for (fs::directory_iterator each(folder, failed), end; !failed && each != end;
       each.increment(failed)) {
    std::string name = each->path().filename().string();
    if (is_temporary_name(name)) names.push_back(std::move(name));
  }
  for (const std::string& name : names) {
    if (is_abandoned(open.number(), name) && ::unlinkat(open.number(), name.c_str(), 0) == 0)
      ++removed;
  }
  return removed;
}

}  // namespace remediate
