// What of a run the System Log can tell about, and what its findings mean for the clients that the
// run was made for. Pure.
#pragma once

#include <vector>

#include "remediate/model/run.hpp"
#include "remediate/model/snapshot.hpp"
#include "remediate/model/verification.hpp"
#include "remediate/verify/verify.hpp"
#include "remediate/verify/watch_log.hpp"

namespace remediate {

[[nodiscard]] LogQuestion question_about_log(const Run& run, const Snapshot& snapshot);

// A client that was granted at the target what it asks for is shown, better than by a probe; one
// that was watched in vain and not probed has not moved yet. `clients`: those that were verified,
// in the same order.
void settle_by_log(Verification& verification, const std::vector<ClientToVerify>& clients,
                   const LogFindings& findings);

}  // namespace remediate
