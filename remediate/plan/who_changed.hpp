// Who else changed what a run wrote, as far as the System Log tells. Part of the inverse. Pure.
#pragma once

#include <set>
#include <string>

#include "remediate/model/change.hpp"
#include "remediate/model/recent_changes.hpp"

namespace remediate {

// A sentence for people. `parts`: ids of what belongs to the object, the rules of a policy.
[[nodiscard]] std::string who_changed(const RecentChanges& recent, const ChangeTarget& target,
                                      const std::set<std::string>& parts);

}  // namespace remediate
