#include "remediate/engine/own_writes.hpp"

#include <algorithm>

namespace remediate {
namespace {

std::vector<okta::Timestamp> moments_of(const std::vector<Run>& runs, const std::string& org) {
  std::vector<okta::Timestamp> moments;
  for (const Run& run : runs) {
    if (run.org != org) continue;
    for (const ChangeRecord& each : run.changes) {
      if (each.at) moments.push_back(*each.at);
    }
  }
  std::ranges::sort(moments);
  return moments;
}

}  // namespace

RecentChanges without_own(RecentChanges recent, const std::vector<Run>& runs,
                          const std::string& org) {
  const std::vector<okta::Timestamp> moments = moments_of(runs, org);
  std::erase_if(recent.changes, [&](const RecentChange& change) {
    if (!change.calls_itself_oktafix) return false;
    const auto next = std::ranges::lower_bound(moments, change.at - kOwnWriteTime);
    return next != moments.end() && *next <= change.at + kOwnWriteTime;
  });
  return recent;
}

}  // namespace remediate
