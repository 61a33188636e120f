// From an audit to its plan, in one step: what the findings ask for, and the way there. Pure.
#pragma once

#include "config/directives.hpp"
#include "remediate/model/audit.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

// `audit` is what judge() made of the same snapshot, evidence and directives.
[[nodiscard]] Plan plan_for(const Snapshot& snapshot, const Evidence& evidence,
                            const config::Directives& directives, const Audit& audit,
                            okta::Timestamp now);

}  // namespace remediate
