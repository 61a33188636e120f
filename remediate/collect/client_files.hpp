// The client configuration files that oktafix.yaml binds to apps: what they say is read once, and
// what a move would replace is asked once it is known where each client would go. Their bytes live
// as long as this and are handed to nobody. A file that cannot be read is a gap of its own client
// and of nobody else. Blocks on the disk; not thread-safe.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "config/directives.hpp"
#include "remediate/collect/source_reading.hpp"
#include "remediate/files/client_file_text.hpp"
#include "remediate/issuer/client_file.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

class ClientFiles {
 public:
  // Nothing is read where no application of the snapshot has `files`.
  [[nodiscard]] static ClientFiles read(const Snapshot& snapshot,
                                        const config::Directives& directives, std::stop_token stop);

  // Empty where no application has files.
  [[nodiscard]] const std::optional<SourceReading>& reading() const { return reading_; }
  [[nodiscard]] std::vector<BoundFile> found() const;
  // Adds to `files`, which are found(), what the move of this app's client to `target` would
  // replace. nullptr: a server that is to be made.
  void add_moves(const okta::Application& application, const ServerSnapshot* target,
                 std::vector<BoundFile>& files) const;

 private:
  struct File {
    FileText text;
    FileReading reading;
    BoundFile found;
  };

  std::vector<File> files_;
  std::optional<SourceReading> reading_;
  bool has_other_hosts_ = false;  // the org answers at more than one host
};

}  // namespace remediate
