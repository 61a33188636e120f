// The verb `check`: can oktafix work with this org?
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_check(const CommandContext& context);

}  // namespace remediate::cli
