// The verb `audit`: which apps ask the org authorization server for custom scopes, how that is
// known, and what stands in the way of a remedy.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_audit(const CommandContext& context);

}  // namespace remediate::cli
