// Whether an org may be written to at all: production orgs want their name said first.
#pragma once

#include <optional>
#include <string>

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

// Every org that is not known to be for trying things out: below oktapreview.com, numbered by Okta
// (dev-12345.okta.com; trial-, integrator-), or a mock at a loopback address.
[[nodiscard]] bool is_production(const okta::Url& org);

// The first label of its host.
[[nodiscard]] std::string subdomain_of(const okta::Url& org);

// Why nothing may be written; asks on a terminal for the name.
[[nodiscard]] std::optional<std::string> objection_to_org(const CommandContext& context,
                                                          const okta::Url& org);

}  // namespace remediate::cli
