// What the process finds around it: environment variables, home, working folder, terminals. Read
// once at the start; everything below main takes it as a value, so that tests can make one up.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace remediate::cli {

struct Environment {
  std::map<std::string, std::string> variables;
  std::filesystem::path home;  // empty: none
  std::filesystem::path working_folder;
  bool stdin_is_terminal = false;
  bool stdout_is_terminal = false;
  bool stderr_is_terminal = false;
  std::size_t terminal_columns = 0;  // of stdout; 0: unknown
};

[[nodiscard]] Environment read_environment();

// Colour was not forbidden by NO_COLOR or a terminal that has none, and stdout is a terminal.
[[nodiscard]] bool wants_color(const Environment& environment);

}  // namespace remediate::cli
