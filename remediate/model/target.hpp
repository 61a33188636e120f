// Which custom authorization server a reference means. Pure; no network.
#pragma once

#include <string>
#include <string_view>

#include "remediate/model/snapshot.hpp"

namespace remediate {

enum class TargetState { ready, missing, inactive, no_policy };

[[nodiscard]] std::string_view to_string(TargetState state);

// `default` means the org's default server, whatever it is called now, and no other, even one that
// is named "default"; otherwise an id, else an exact name that only one server has.
[[nodiscard]] const ServerSnapshot* find_server(const Snapshot& snapshot,
                                                std::string_view reference);

// The server for this reference, else the one that an earlier run made in its place. `create_name`
// is the name (`target.create.name`) under which the owner lets the server of this reference be
// made; empty where it may not be. The owner allows it for the general target alone.
[[nodiscard]] const ServerSnapshot* find_target(const Snapshot& snapshot,
                                                std::string_view reference,
                                                std::string_view create_name);

// A server without an active policy grants nothing to anybody.
[[nodiscard]] TargetState state_of(const ServerSnapshot* server);

}  // namespace remediate
