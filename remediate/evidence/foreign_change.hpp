// Changes of the org's configuration that others made, out of System Log events. Sources: Okta's
// event type catalogue; Okta Workflows reference for what policy events name. Pure.
#pragma once

#include <optional>
#include <string>

#include "client/models/log_event.hpp"
#include "remediate/model/recent_changes.hpp"

namespace remediate {

// The filter that finds the events below, and few others: sign-ons write `policy.` events too.
[[nodiscard]] std::string filter_of_changes();

// Nothing for other events, for attempts that failed, and for what oktafix itself did: its requests
// carry its name as their user agent. That is also true of an oktafix elsewhere, whose runs have a
// journal of their own.
[[nodiscard]] std::optional<RecentChange> read_foreign_change(const okta::LogEvent& event);

}  // namespace remediate
