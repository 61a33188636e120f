// What undoes everything that a run did to one policy: the client is taken out first, then its
// rules, then the policy itself. All of it or nothing. Part of the inverse. Pure.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "remediate/plan/access_draft.hpp"
#include "remediate/plan/settled_changes.hpp"

namespace remediate {

// The run that made an object; null when none of them did.
[[nodiscard]] const Run* maker_of(const std::string& id, const std::vector<Run>& runs);

struct PolicyStep {
  Action action = Action::remove;         // or update, which puts the clients back
  const SettledChange* undoes = nullptr;  // one of those given
};

// Empty: all of it is undone already. The obstacle says who else has a part in the policy.
[[nodiscard]] tl::expected<std::vector<PolicyStep>, Obstacle> undo_policy_parts(
    const ServerSnapshot& server, const std::string& policy,
    const std::vector<SettledChange>& changes, const std::vector<Run>& others, const Run& run);

}  // namespace remediate
