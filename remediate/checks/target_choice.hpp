// Which custom authorization server an application should move to: what the owner wrote for it, or
// else the general target. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "remediate/checks/check.hpp"

namespace remediate {

[[nodiscard]] const std::string& target_reference(const CheckInput& input, const Demand& demand);

// nullptr: it is not there, or the servers could not be read (servers_were_read() tells).
[[nodiscard]] const ServerSnapshot* find_target(const CheckInput& input,
                                                const std::string& reference);

// The owner allowed to make this server when it is not there (`target.create`).
[[nodiscard]] bool may_be_created(const config::Directives& directives,
                                  const std::string& reference);

// The list of servers was read to its end, so that a server that is not in it does not exist.
[[nodiscard]] bool servers_were_read(const CheckInput& input);

// Absent when the server was not found and may yet exist.
[[nodiscard]] std::optional<TargetServer> describe_target(const CheckInput& input,
                                                          const std::string& reference);

// Whether the owner allows what is otherwise a conflict: `widens-others`, `activate:<id>`.
[[nodiscard]] bool allows(const config::Directives& directives, std::string_view exception);

}  // namespace remediate
