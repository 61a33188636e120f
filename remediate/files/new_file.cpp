#include "remediate/files/new_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <set>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "remediate/files/temporary_name.hpp"

namespace remediate {
namespace {

using okta::ErrorKind;
using okta::failure;

constexpr mode_t kOnlyMine = S_IRUSR | S_IWUSR;
constexpr mode_t kModeBits = 07777;

std::string path_of(int descriptor) { return fmt::format("/proc/self/fd/{}", descriptor); }

// Absent where the disk has no attributes at all.
okta::Result<std::set<std::string>> attribute_names(int file) {
  std::string list;
  for (;;) {
    const ssize_t needed = ::flistxattr(file, nullptr, 0);
    if (needed < 0 && (errno == ENOTSUP || errno == ENOSYS)) return std::set<std::string>{};
    if (needed < 0) return failure(disk_error("its attributes", errno));
    list.resize(static_cast<std::size_t>(needed));
    const ssize_t got = ::flistxattr(file, list.data(), list.size());
    if (got < 0 && errno == ERANGE) continue;  // one more meanwhile
    if (got < 0) return failure(disk_error("its attributes", errno));
    list.resize(static_cast<std::size_t>(got));
    break;
  }
  std::set<std::string> names;
  for (std::size_t at = 0; at < list.size();) {
    const std::string name(list.c_str() + at);
    at += name.size() + 1;
    names.insert(name);
  }
  return names;
}

std::optional<std::string> attribute(int file, const std::string& name) {
  for (;;) {
    const ssize_t needed = ::fgetxattr(file, name.c_str(), nullptr, 0);
    if (needed < 0) return std::nullopt;
    std::string value(static_cast<std::size_t>(needed), '\0');
    const ssize_t got = ::fgetxattr(file, name.c_str(), value.data(), value.size());
    if (got < 0 && errno == ERANGE) continue;
    if (got < 0) return std::nullopt;
    value.resize(static_cast<std::size_t>(got));
    return value;
  }
}

okta::Status cannot_keep(std::string_view what) {
  return failure(ErrorKind::rejected, fmt::format("its {} cannot be kept", what));
}

okta::Status copy_attributes(int from, int to) {
  const auto wanted = attribute_names(from);
  if (!wanted) return failure(wanted.error());
  const auto there = attribute_names(to);
  if (!there) return failure(there.error());
  for (const std::string& name : *there) {
    // Such as a list that the folder hands down.
    if (!wanted->contains(name) && ::fremovexattr(to, name.c_str()) != 0 &&
        !name.starts_with("security."))
      return cannot_keep(fmt::format("lack of the attribute {}", name));
  }
  for (const std::string& name : *wanted) {
    const auto value = attribute(from, name);
    if (!value) return cannot_keep(fmt::format("attribute {}", name));
    if (attribute(to, name) == value) continue;
    if (::fsetxattr(to, name.c_str(), value->data(), value->size(), 0) != 0)
      return cannot_keep(fmt::format("attribute {}", name));
  }
  return {};
}

}  // namespace

okta::Error disk_error(std::string_view what, int code) {
  return {ErrorKind::io,
          fmt::format("{}: {}", what, std::generic_category().message(code)),
          std::nullopt,
          {}};
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

// While it has no name, nobody can find it, and it is gone with this process.
okta::Result<NewFile> NewFile::in(int folder) {
  const int unnamed = ::openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, kOnlyMine);
  if (unnamed >= 0) {
    NewFile made(folder, unnamed, {});
    (void)::flock(unnamed, LOCK_EX | LOCK_NB);
    return made;
  }
  constexpr int kTries = 8;
  for (int tried = 0; tried < kTries; ++tried) {
    std::string name = new_temporary_name();
    const int file =
        ::openat(folder, name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOnlyMine);
    if (file < 0 && errno == EEXIST) continue;
    if (file < 0) return failure(disk_error("a new file beside it", errno));
    NewFile made(folder, file, std::move(name));
    (void)::flock(file, LOCK_EX | LOCK_NB);
    return made;
  }
  return failure(disk_error("a new file beside it", EEXIST));
}

NewFile::NewFile(NewFile&& other) noexcept
    : folder_(other.folder_),
      file_(std::move(other.file_)),
      name_(std::exchange(other.name_, std::string())) {}

NewFile::~NewFile() {
  if (file_.is_open() && !name_.empty()) ::unlinkat(folder_, name_.c_str(), 0);
}

okta::Status NewFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failure(disk_error("a new file beside it", errno));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

okta::Status NewFile::look_like(int model, const struct stat& like) {
  struct stat now {};
  if (::fstat(file_.number(), &now) != 0) return failure(disk_error("a new file", errno));
  const bool is_owners = now.st_uid == like.st_uid && now.st_gid == like.st_gid;
  if (!is_owners && ::fchown(file_.number(), like.st_uid, like.st_gid) != 0)
    return cannot_keep("owner");
  if (const okta::Status copied = copy_attributes(model, file_.number()); !copied) return copied;
  // Last: a new owner takes rights away, and an access list says the same again.
  if (::fchmod(file_.number(), like.st_mode & kModeBits) != 0) return cannot_keep("mode");
  return {};
}

okta::Status NewFile::give_name() {
  if (::fsync(file_.number()) != 0) return failure(disk_error("a new file beside it", errno));
  if (!name_.empty()) return {};
  std::string name = new_temporary_name();
  if (::linkat(AT_FDCWD, path_of(file_.number()).c_str(), folder_, name.c_str(),
               AT_SYMLINK_FOLLOW) != 0)
    return failure(disk_error("a new file beside it", errno));
  name_ = std::move(name);
  return {};
}

okta::Status NewFile::replace(const std::string& name) {
  if (::renameat(folder_, name_.c_str(), folder_, name.c_str()) != 0)
    return failure(disk_error("replacing it", errno));
  name_.clear();
  if (::fsync(folder_) != 0)
    return failure(disk_error("it was replaced, but its folder was not put on the disk", errno));
  return {};
}

}  // namespace remediate
