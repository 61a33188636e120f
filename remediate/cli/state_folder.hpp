// Where the journal of this person lives.
#pragma once

#include <filesystem>

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

// --state-dir, else $XDG_STATE_HOME/oktafix, else ~/.local/state/oktafix (XDG base directories).
[[nodiscard]] std::filesystem::path state_folder(const CommandContext& context);

}  // namespace remediate::cli
