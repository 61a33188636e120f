// The verb `explain`: what an Okta error, a finding or an assumption means. Needs no org.
#pragma once

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

[[nodiscard]] ExitCode run_explain(const CommandContext& context);

}  // namespace remediate::cli
