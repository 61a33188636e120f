// What a plan means beyond its changes: whose access changes, what else becomes possible, what it
// builds on, and what the clients' owners must do. Part of the planner.
#pragma once

#include <deque>
#include <vector>

#include "remediate/plan/desired.hpp"
#include "remediate/plan/site.hpp"

namespace remediate {

// A client whose needs the site grants after its changes.
struct PlannedAccess {
  const DesiredAccess* access = nullptr;
  const Site* site = nullptr;
};

void add_consequences(const Snapshot& snapshot, const std::deque<Site>& sites,
                      const std::vector<PlannedAccess>& planned, Plan& plan);

}  // namespace remediate
