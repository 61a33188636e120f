#include "remediate/cli/state_folder.hpp"

namespace remediate::cli {

std::filesystem::path state_folder(const CommandContext& context) {
  if (context.options.state_folder) return *context.options.state_folder;
  const auto& variables = context.environment.variables;
  const auto state_home = variables.find("XDG_STATE_HOME");
  // The specification wants relative paths ignored.
  if (state_home != variables.end() && state_home->second.starts_with('/'))
    return std::filesystem::path(state_home->second) / "oktafix";
  return context.environment.home / ".local" / "state" / "oktafix";
}

}  // namespace remediate::cli
