// The verb `access`: would the authorization server grant a request, and by which rule?
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_access(const CommandContext& context);

}  // namespace remediate::cli
