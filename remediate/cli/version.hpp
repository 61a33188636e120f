// The version of the project, from CMake. Also the name that the tool gives itself to servers.
#pragma once

#include <string>
#include <string_view>

namespace remediate::cli {

[[nodiscard]] std::string_view version();  // "0.1.0"
[[nodiscard]] std::string user_agent();    // "oktafix/0.1.0"

}  // namespace remediate::cli
