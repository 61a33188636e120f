// The verb `rollback`: undoes a run by a plan of its own, shown and carried out as any other.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_rollback(const CommandContext& context);

}  // namespace remediate::cli
