#include "remediate/journal/org_lock.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "client/base/digest.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kFileMode = 0600;

// Not the journal itself: closing a descriptor of it would drop the locks of SQLite.
fs::path lock_file(const fs::path& state_folder) { return state_folder / "journal.lock"; }

tl::unexpected<okta::Error> cannot(const char* what, const fs::path& file) {
  return okta::failure(okta::ErrorKind::io, fmt::format("cannot {} {}: {}", what, file.string(),
                                                        std::generic_category().message(errno)));
}

// Each org has a byte of its own in the one file, far behind its end.
struct flock range_of(const std::string& org, short type) {
  constexpr std::size_t kDigits = 15;  // fits into an offset
  constexpr int kHexadecimal = 16;
  const std::string digest = okta::digest_of(org);
  const std::string digits = digest.substr(digest.find(':') + 1, kDigits);
  struct flock range {};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = static_cast<off_t>(std::strtoll(digits.c_str(), nullptr, kHexadecimal));
  range.l_len = 1;
  return range;
}

}  // namespace

OrgLock::OrgLock(OrgLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OrgLock& OrgLock::operator=(OrgLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OrgLock::~OrgLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

okta::Result<std::optional<OrgLock>> OrgLock::take(const fs::path& state_folder,
                                                   const std::string& org) {
  const fs::path file = lock_file(state_folder);
  OrgLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kFileMode));
  if (lock.descriptor_ < 0) return cannot("make the lock", file);
  struct flock range = range_of(org, F_WRLCK);
  if (::fcntl(lock.descriptor_, F_OFD_SETLK, &range) == 0) return std::optional(std::move(lock));
  if (errno == EAGAIN || errno == EACCES) return std::optional<OrgLock>();
  return cannot("lock", file);
}

okta::Result<bool> is_locked(const fs::path& state_folder, const std::string& org) {
  const fs::path file = lock_file(state_folder);
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) return false;
  if (descriptor < 0) return cannot("look at the lock", file);
  struct flock range = range_of(org, F_RDLCK);
  const bool is_told = ::fcntl(descriptor, F_OFD_GETLK, &range) == 0;
  okta::Result<bool> locked = range.l_type != F_UNLCK;
  if (!is_told) locked = cannot("look at the lock", file);
  ::close(descriptor);
  return locked;
}

}  // namespace remediate
