#include "remediate/cli/environment.hpp"

#include <string_view>
#include <system_error>

#include <sys/ioctl.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to programs

namespace remediate::cli {

namespace {

std::map<std::string, std::string> variables() {
  std::map<std::string, std::string> found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos)
      found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

std::string value_of(const Environment& environment, const std::string& name) {
  const auto found = environment.variables.find(name);
  return found == environment.variables.end() ? std::string() : found->second;
}

}  // namespace

Environment read_environment() {
  Environment environment;
  environment.variables = variables();
  environment.home = value_of(environment, "HOME");
  std::error_code ignored;
  environment.working_folder = std::filesystem::current_path(ignored);
  environment.stdin_is_terminal = ::isatty(STDIN_FILENO) == 1;
  environment.stdout_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  environment.stderr_is_terminal = ::isatty(STDERR_FILENO) == 1;
  winsize size{};
  if (environment.stdout_is_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
    environment.terminal_columns = size.ws_col;
  return environment;
}

bool wants_color(const Environment& environment) {
  return environment.stdout_is_terminal && value_of(environment, "NO_COLOR").empty() &&
         value_of(environment, "TERM") != "dumb";
}

}  // namespace remediate::cli
