// URLs inside an app object that name the org authorization server move to the one that its client
// moves to. Okta itself reads none of them: organisations keep there what their clients read. Part
// of the planner.
#pragma once

#include <optional>

#include <tl/expected.hpp>

#include "remediate/plan/consequences.hpp"

namespace remediate {

// One update of the app with all its URLs, or why they stay; nothing where there are none.
[[nodiscard]] std::optional<tl::expected<Change, Blocked>> move_urls(const Desired& desired,
                                                                     const Snapshot& snapshot,
                                                                     const PlannedAccess& planned,
                                                                     std::size_t number);

}  // namespace remediate
