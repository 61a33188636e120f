// Rewrites client configuration files: only what oktafix.yaml binds, only as it was planned on, and
// atomically. What came of it is known by digests. No copy is kept, and nothing of a file gets into
// the journal besides its splices: files hold secrets. Blocks on the disk; not thread-safe.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/apply/step.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/model/change.hpp"

namespace remediate {

class FileWriter {
 public:
  // Both must outlive it.
  FileWriter(const okta::Client& client, const BoundPaths& files)
      : client_(client), files_(files) {}

  // Everything that must hold before it is written. `change` may still refer to what is not made.
  [[nodiscard]] Step<void> check(const Change& change, std::stop_token stop);
  // Of a change that was checked, and refers to nothing any more.
  [[nodiscard]] okta::Status write(const Change& change) const;
  [[nodiscard]] okta::Result<Seen> look(const Change& change) const;

 private:
  [[nodiscard]] Step<void> check_hosts(const Change& change, std::stop_token stop);
  [[nodiscard]] Step<void> check_places(const Change& change, const std::string& text,
                                        std::stop_token stop);
  [[nodiscard]] okta::Status read_hosts(std::stop_token stop);

  const okta::Client& client_;
  const BoundPaths& files_;
  std::optional<std::vector<std::string>> hosts_;  // of the org, once somebody had to ask
};

}  // namespace remediate
