// What the changes of a plan that was read must fulfil together: ids, order, references, and what
// each action carries. Pure.
#pragma once

#include <optional>
#include <string>

#include "remediate/model/plan.hpp"

namespace remediate {

// The first thing that is wrong, with its place ("changes[2].target.in: ..."); nothing when it
// fits.
[[nodiscard]] std::optional<std::string> misfit_of(const Plan& plan);

}  // namespace remediate
