// Whether what a run wrote still stands, object by object: one GET each, or a look at a file. Later
// changes of the run to the same object are taken into account; what others changed beside them is
// not looked at, because nobody sent it.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/model/run.hpp"
#include "remediate/model/verification.hpp"

namespace remediate {

// Fails only when it is interrupted or the credentials are rejected.
[[nodiscard]] okta::Result<std::vector<ReadBack>> read_back(
    const okta::Client& client, const std::vector<ChangeRecord>& changes, const BoundPaths& files,
    std::stop_token stop);

}  // namespace remediate
