// Questions to the person at the terminal: on stderr, answered on stdin. Nobody is asked who is not
// there.
#pragma once

#include <optional>
#include <string>

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

// stdin and stderr are a terminal, and nothing forbids to ask.
[[nodiscard]] bool may_ask(const CommandContext& context);

// The line that was typed, without blanks around it; absent at the end of input.
[[nodiscard]] std::optional<std::string> ask(const std::string& question);

// `y` or `yes`; anything else is no.
[[nodiscard]] bool confirm(const std::string& question);

}  // namespace remediate::cli
