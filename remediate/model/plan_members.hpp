// The members of a plan file, one by one: each is there, is of its type, and nothing else is. What
// they mean together is asked afterwards (plan_check.hpp). Internal to this room. Pure.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "remediate/model/plan.hpp"

namespace remediate {

// `problem` is the first thing that is wrong, with its place: what was read after it does not
// matter any more.
[[nodiscard]] Plan plan_members(const nlohmann::ordered_json& file,
                                std::optional<std::string>& problem);

}  // namespace remediate
