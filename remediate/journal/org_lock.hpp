// One run at a time in an org: a lock on the state folder that the writer of a run holds from its
// beginning to its end. The kernel takes it back when the process is gone, however it went, so a
// run without an end is judged by nothing else. It is seen in other containers that share the
// folder, and on other machines where the file system carries locks, as NFS does (fcntl(2), "open
// file description locks"). Thread-safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "client/base/result.hpp"

namespace remediate {

class OrgLock {
 public:
  // Nothing when somebody else holds it, in this process or another.
  [[nodiscard]] static okta::Result<std::optional<OrgLock>> take(
      const std::filesystem::path& state_folder, const std::string& org);

  OrgLock(OrgLock&& other) noexcept;
  OrgLock& operator=(OrgLock&& other) noexcept;
  OrgLock(const OrgLock&) = delete;
  OrgLock& operator=(const OrgLock&) = delete;
  ~OrgLock();

 private:
  explicit OrgLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

// Changes nothing.
[[nodiscard]] okta::Result<bool> is_locked(const std::filesystem::path& state_folder,
                                           const std::string& org);

}  // namespace remediate
