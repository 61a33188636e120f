// What a plan builds on. Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "remediate/model/plan.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

using FindServer = std::function<const ServerSnapshot*(const std::string& id)>;

// Each server that is there and that `changes` are made on.
[[nodiscard]] std::vector<ServerSet> basis_of(const std::vector<Change>& changes,
                                              const FindServer& find_server);

}  // namespace remediate
