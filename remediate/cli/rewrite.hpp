// The verb `rewrite`: issuer URLs in client configuration files, offline.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_rewrite(const CommandContext& context);

}  // namespace remediate::cli
