// Tells what the runs of one's own journal wrote from what another oktafix did, one elsewhere with
// a journal of its own: their requests look alike in the System Log, and anybody may call himself
// so. Only the moments at which one's own requests left tell them apart. Pure.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "remediate/model/recent_changes.hpp"
#include "remediate/model/run.hpp"

namespace remediate {

// Between the note in the journal and Okta's own time of the event: clocks differ, and a request
// may be sent again. What another oktafix does so close to a write of one's own goes untold.
inline constexpr std::chrono::minutes kOwnWriteTime{2};

// Without what calls itself oktafix and came when a run in this org wrote.
[[nodiscard]] RecentChanges without_own(RecentChanges recent, const std::vector<Run>& runs,
                                        const std::string& org);

}  // namespace remediate
