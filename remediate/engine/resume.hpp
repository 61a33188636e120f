// What is left of a run that was cut off or ended too early, from the org as it is now. Sends only
// GETs.
#pragma once

#include <stop_token>

#include "client/client.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/model/resumption.hpp"

namespace remediate {

// Fails for a run of another org, for one that is a rollback, and for what cannot be read. Whether
// the journal lets anybody go on with the run is asked of the journal.
[[nodiscard]] okta::Result<Resumption> plan_resume(const okta::Client& client, const Run& run,
                                                   const BoundPaths& files, std::stop_token stop);

}  // namespace remediate
