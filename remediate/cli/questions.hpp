// Questions to the person at the terminal: on stderr, answered on stdin. Nobody is asked who is not
// there, or who said --yes. Ctrl-C ends a question at once.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "remediate/cli/command_context.hpp"

namespace remediate::cli {

// stdin and stderr are a terminal, and nothing forbids to ask.
[[nodiscard]] bool may_ask(const CommandContext& context);

// The line that was typed, without blanks around it; absent at the end of input and when a stop was
// requested.
[[nodiscard]] std::optional<std::string> ask(const std::string& question,
                                             const std::stop_token& stop);

// `y` or `yes`; anything else is no.
[[nodiscard]] bool confirm(const std::string& question, const std::stop_token& stop);

}  // namespace remediate::cli
