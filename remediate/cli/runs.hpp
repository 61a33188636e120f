// The verb `runs`: what the journal tells. Reads no org.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_runs(const CommandContext& context);

}  // namespace remediate::cli
