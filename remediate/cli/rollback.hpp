// The verb `rollback`: undoes a run by a plan of its own, shown and carried out as any other.
#pragma once

#include <string>

#include "remediate/cli/command_context.hpp"
#include "remediate/journal/journal.hpp"

namespace remediate::cli {

// `reference`: the run that is undone.
[[nodiscard]] ExitCode roll_back(const CommandContext& context, const OpenedOrg& org,
                                 const Journal& journal, const std::string& reference);

[[nodiscard]] ExitCode run_rollback(const CommandContext& context);

}  // namespace remediate::cli
