// An authorization server with its scopes, policies and rules as one thing: what a token request
// meets depends on all of it, so a change of one part is planned on, and checked against, the
// whole. Pure.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/server_set.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// Equal for two readings of a server that nobody changed, whatever was renumbered or stamped.
[[nodiscard]] ServerSet set_of(const ServerSnapshot& server);

// What is different, one line each: "policy 'Orders' (00p1): changed". Empty when they are equal.
[[nodiscard]] std::vector<std::string> differences(const ServerSet& before, const ServerSet& now);
[[nodiscard]] std::vector<std::string> differences(const ServerSnapshot& before,
                                                   const ServerSnapshot& now);

}  // namespace remediate
