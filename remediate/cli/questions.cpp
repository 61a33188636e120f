#include "remediate/cli/questions.hpp"

#include <cstdio>
#include <iostream>

#include "remediate/report/escape.hpp"

namespace remediate::cli {

bool may_ask(const CommandContext& context) {
  return context.environment.stdin_is_terminal && context.environment.stderr_is_terminal &&
         !context.options.no_input;
}

std::optional<std::string> ask(const std::string& question) {
  (void)std::fprintf(stderr, "%s ", escape_terminal(question).c_str());
  (void)std::fflush(stderr);
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string::npos) return std::string();
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

bool confirm(const std::string& question) {
  const std::string answer = ask(question + " [y/N]").value_or("");
  return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace remediate::cli
