// `oktafix resume RUN`: finishes a run that was cut off or ended too early.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_resume(const CommandContext& context);

}  // namespace remediate::cli
