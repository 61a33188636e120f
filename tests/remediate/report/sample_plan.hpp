// Plans made by hand, sealed, with fixed times: what the reports are tried on.
#pragma once

#include <string>

#include "remediate/model/plan.hpp"

namespace tests {

// A server that is made for one client, access on a server that is there for another, an app whose
// own URLs move, a loss, and what stays undone.
[[nodiscard]] remediate::Plan sample_plan();

// Nothing to change; a client has still to move, and something is blocked.
[[nodiscard]] remediate::Plan sample_plan_without_changes();

// With `text` in each place that an org or an attacker can write to.
[[nodiscard]] remediate::Plan plan_full_of(const std::string& text);

}  // namespace tests
