// Whether an org may be written to at all: production orgs want their name said first.
#pragma once

#include <optional>
#include <string>

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

// Every org that is not known to be for trying things out: oktapreview.com, dev-, trial- and
// integrator- orgs, loopback addresses.
[[nodiscard]] bool is_production(const okta::Url& org);

// The first label of its host.
[[nodiscard]] std::string subdomain_of(const okta::Url& org);

// Why nothing may be written; asks on a terminal for the name.
[[nodiscard]] std::optional<std::string> objection_to_org(const CommandContext& context,
                                                          const okta::Url& org);

}  // namespace remediate::cli
