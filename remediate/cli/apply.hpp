// The verb `apply`: carries out a saved plan, or a new one that is shown first.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_apply(const CommandContext& context);

}  // namespace remediate::cli
