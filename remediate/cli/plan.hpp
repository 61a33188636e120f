// The verb `plan`: what would be changed in an org, in which order, and for whom.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_plan(const CommandContext& context);

}  // namespace remediate::cli
