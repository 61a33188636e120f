// Every outcome that differs between two states of a server, as effects of a plan for these
// clients. Pure.
#pragma once

#include <vector>

#include "remediate/model/plan.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// `clients`: asked about in any case, with the requests that they are known for.
[[nodiscard]] std::vector<Effect> effects_between(const ServerSnapshot& before,
                                                  const ServerSnapshot& after,
                                                  const std::vector<Handover>& clients);

}  // namespace remediate
