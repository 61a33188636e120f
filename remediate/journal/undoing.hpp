// Which runs later runs have taken back. A rollback may leave things, stop halfway, and be taken
// back itself, so this is told of each change. Pure.
#pragma once

#include <vector>

#include "remediate/model/run.hpp"

namespace remediate {

// Says of each change which later run undid it, and of each run that it is rolled back once nothing
// of it is left that a rollback could take back; an authorization server that it made stays by
// rule. `runs` from the oldest to the newest, with every run that undoes one of them.
void mark_undone(std::vector<Run>& runs);

}  // namespace remediate
