// Changes of the org's configuration, out of System Log events. Sources: Okta's
// event type catalogue; Okta Workflows reference for what policy events name. Pure.
#pragma once

#include <optional>
#include <string>

#include "client/models/log_event.hpp"
#include "remediate/model/recent_changes.hpp"

namespace remediate {

// The filter that finds the events below, and few others: sign-ons write `policy.` events too.
[[nodiscard]] std::string filter_of_changes();

// Nothing for other events and for attempts that failed. What oktafix did is marked: its requests
// carry its name as their user agent. So do those of an oktafix elsewhere, with a journal of its
// own, and of anybody who calls himself so; only the times of one's own runs tell them apart.
[[nodiscard]] std::optional<RecentChange> read_foreign_change(const okta::LogEvent& event);

}  // namespace remediate
