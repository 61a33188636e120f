// The tree of a plan file, as plan_json() prints it and read_plan() checks it. Internal to this
// room. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "remediate/model/plan.hpp"

namespace remediate {

inline constexpr std::string_view kPlanSchema = "oktafix.plan/1";

[[nodiscard]] nlohmann::ordered_json plan_form(const Plan& plan);

}  // namespace remediate
