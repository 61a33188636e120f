// The one planner: from what should hold and what is, the changes in between, in an order in which
// nobody loses anything at any moment. It simulates each change on the snapshot and gives up a
// client whose goal it cannot show to be reached, or who would lose something. Pure: no network, no
// clock, no disk.
#pragma once

#include "remediate/model/plan.hpp"
#include "remediate/model/snapshot.hpp"
#include "remediate/plan/desired.hpp"

namespace remediate {

// Every list that decides about access must have been read whole (unread_before_writing()).
[[nodiscard]] Plan make_plan(const Desired& desired, const Snapshot& snapshot, okta::Timestamp now);

}  // namespace remediate
