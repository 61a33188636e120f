// The plan that would undo a run, made from the org as it is now. Sends only GETs.
#pragma once

#include <stop_token>
#include <vector>

#include "client/client.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

// Fails for a run of another org, one that was undone already, and what cannot be read.
// `runs`: all that the journal tells, oldest first. `even_if_used`: take away what clients live on.
[[nodiscard]] okta::Result<Plan> plan_rollback(const okta::Client& client, const Run& run,
                                               const std::vector<Run>& runs,
                                               const BoundPaths& files, bool even_if_used,
                                               std::stop_token stop);

}  // namespace remediate
