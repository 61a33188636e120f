// Which custom authorization server a reference means. Pure; no network.
#pragma once

#include <string>
#include <string_view>

#include "remediate/model/snapshot.hpp"

namespace remediate {

enum class TargetState { ready, missing, inactive, no_policy };

[[nodiscard]] std::string_view to_string(TargetState state);

// `default` means the org's default server, whatever it is called now; otherwise an id, else an
// exact name that only one server has.
[[nodiscard]] const ServerSnapshot* find_server(const Snapshot& snapshot,
                                                std::string_view reference);

// A server without an active policy grants nothing to anybody.
[[nodiscard]] TargetState state_of(const ServerSnapshot* server);

}  // namespace remediate
