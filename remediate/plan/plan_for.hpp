// From an audit to its plan, in one step: what the findings ask for, and the way there. Pure.
#pragma once

#include <optional>

#include "config/directives.hpp"
#include "remediate/model/audit.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

// `audit` is what judge() made of the same snapshot, evidence and directives. `most_clients`: how
// many get other access by this plan; the others wait.
[[nodiscard]] Plan plan_for(const Snapshot& snapshot, const Evidence& evidence,
                            const config::Directives& directives, const Audit& audit,
                            std::optional<int> most_clients, okta::Timestamp now);

}  // namespace remediate
