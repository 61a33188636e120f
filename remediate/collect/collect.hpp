// Reads an org into a Snapshot, in two phases: everything listed, and the client configuration
// files that the owner binds to apps; then what only suspects need (their grants, their later
// successes, the discovery documents of the servers they would move to, what would move in their
// files). What cannot be read becomes a Gap; only an org that cannot be reached or credentials that
// are rejected end the whole. Sends GETs only.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "remediate/evidence/find_evidence.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct CollectOptions {
  EvidenceOptions evidence;
  int concurrency = 3;  // reads in flight
  // Read suspects once more whose own URLs may have to move: a plan says in which state it found
  // them.
  bool for_plan = false;
  std::function<void(const std::string& line)> progress;  // one call at a time; may be empty
};

[[nodiscard]] okta::Result<Snapshot> collect(const okta::Client& client,
                                             const config::Directives& directives,
                                             const CollectOptions& options, std::stop_token stop);

}  // namespace remediate
