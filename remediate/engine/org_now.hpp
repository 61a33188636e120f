// Reads again what a run touched, in the org and on this disk. Sends only GETs.
#pragma once

#include <stop_token>

#include "client/client.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/plan/inverse.hpp"

namespace remediate {

// Fails for what is there and cannot be read.
[[nodiscard]] okta::Result<OrgNow> read_touched(const okta::Client& client, const Run& run,
                                                const BoundPaths& files, std::stop_token stop);

}  // namespace remediate
