// The verb `verify`: does what was written stand, and can the clients move?
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_verify(const CommandContext& context);

}  // namespace remediate::cli
