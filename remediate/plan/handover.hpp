// What the owner of a client has to do once its server is ready: where it must go, and what changes
// for it there. Part of the planner. Sources: Okta "Authorization servers" concept page, "Validate
// access tokens" guide, OAuth error catalogue.
#pragma once

#include "remediate/plan/consequences.hpp"

namespace remediate {

[[nodiscard]] Handover handover_for(const Snapshot& snapshot, const PlannedAccess& planned);

}  // namespace remediate
