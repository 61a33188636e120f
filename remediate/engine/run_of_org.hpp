// A journal may hold runs of several orgs. Pure.
#pragma once

#include "client/client.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

// Fails for a run that was made in another org than the client's.
[[nodiscard]] okta::Status check_org_of(const Run& run, const okta::Client& client);

}  // namespace remediate
