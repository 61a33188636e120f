// What the findings of an audit ask for, as far as nothing blocks it. Pure.
#pragma once

#include "remediate/checks/check.hpp"
#include "remediate/plan/desired.hpp"

namespace remediate {

// `findings` are those of judge() about the same input.
[[nodiscard]] Desired desire(const CheckInput& input, const Findings& findings);

}  // namespace remediate
