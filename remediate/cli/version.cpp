#include "remediate/cli/version.hpp"

namespace remediate::cli {

std::string_view version() { return OKTAFIX_VERSION; }

std::string user_agent() { return "oktafix/" + std::string(version()); }

}  // namespace remediate::cli
