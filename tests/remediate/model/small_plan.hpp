// A plan with a change of each form, and its file.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "remediate/model/plan.hpp"

namespace tests {

[[nodiscard]] remediate::Plan small_plan();
[[nodiscard]] nlohmann::ordered_json small_file();

}  // namespace tests
