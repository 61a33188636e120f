// Finds the open cases of a snapshot. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "remediate/checks/check.hpp"

namespace remediate {

[[nodiscard]] std::vector<OpenCase> find_open_cases(const CheckInput& input);

// The demand of the application at that place of the snapshot; nullptr when evidence has none.
[[nodiscard]] const Demand* demand_of(const CheckInput& input, std::size_t place);

}  // namespace remediate
