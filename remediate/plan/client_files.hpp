// Client configuration files move once everything that their clients need at the server is there:
// one change a file, with what moves in it for all the clients that can move. Part of the planner.
#pragma once

#include <vector>

#include "remediate/plan/consequences.hpp"

namespace remediate {

// Appends to the plan's changes, and to what is blocked.
void move_files(const Desired& desired, const Snapshot& snapshot,
                const std::vector<PlannedAccess>& planned, Plan& plan);

// What the moves leave to the owners of the clients, in their handover.
void add_file_notes(const Desired& desired, const Snapshot& snapshot,
                    const std::vector<PlannedAccess>& planned, Plan& plan);

}  // namespace remediate
