// What plan and apply begin with: the org, read and planned, and on a terminal the scopes that a
// person approves one by one.
#pragma once

#include "remediate/cli/command_context.hpp"
#include "remediate/engine/planning.hpp"

namespace remediate::cli {

[[nodiscard]] AuditOptions audit_options(const Options& options);

[[nodiscard]] okta::Result<Planning> planned_org(const CommandContext& context,
                                                 const OpenedOrg& org);

// Asks about each scope that is known from the System Log alone, and plans again.
void offer_proposals(const CommandContext& context, const OpenedOrg& org, Planning& planning);

// A plan file that fits this org now. An error is one of stale plans, unless the file cannot be
// read (ErrorKind::io) or is no plan (ErrorKind::protocol).
[[nodiscard]] okta::Result<Plan> plan_in_file(const std::filesystem::path& file,
                                              const OpenedOrg& org);

// Says why on stderr, each reason in its own words.
[[nodiscard]] ExitCode fail_plan_file(const okta::Error& error);

// In the format that was asked for.
[[nodiscard]] std::string plan_report(const Plan& plan, const CommandContext& context);

}  // namespace remediate::cli
