// Whether somebody lives on what a rollback would take away, and how that is told. Who has come to
// live there is not cut off quietly, clients that the run was made for included: that they came is
// what the run was for. What could not be read may be in use. Part of the inverse. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remediate/model/usage.hpp"
#include "remediate/plan/access_draft.hpp"

namespace remediate {

struct Use {
  std::string by;    // in-use | usage-unknown
  std::string fact;  // who lives there, or why that cannot be told
};

// As a rollback tells it that leaves the thing alone.
[[nodiscard]] Obstacle obstacle_of(const Use& use);

// Absent: nobody does. `usage` of the server; null: it was not read.
[[nodiscard]] std::optional<Use> use_of_scope(const ServerUsage* usage, const std::string& scope);
// Of what serves these clients; ALL_CLIENTS are any.
[[nodiscard]] std::optional<Use> use_by(const ServerUsage* usage,
                                        const std::vector<std::string>& clients);

}  // namespace remediate
