// Whose requests the logged ones are. A client id need not be the app's id, and the log may name
// only one of them. Pure; the pointers live as long as the snapshot.
#pragma once

#include <vector>

#include "remediate/model/demand.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct Attribution {
  // In the order of snapshot.applications.
  std::vector<std::vector<const LoggedRequest*>> by_application;
  std::vector<Orphan> orphans;  // failing clients that are not in the list
  std::vector<Gap> gaps;        // failures that name no client: any application may be theirs
};

[[nodiscard]] Attribution attribute_requests(const Snapshot& snapshot);

// A failure that shows an unmet need for a custom server.
[[nodiscard]] bool is_evidence(const LoggedRequest& request);

}  // namespace remediate
