// Which authorization server the owner lets be made. Pure.
#pragma once

#include <string>

#include "config/directives.hpp"

namespace config {

// The name under which a server that is called `reference` may be made; empty: it may not.
[[nodiscard]] std::string name_to_make(const Target& target, const std::string& reference);

}  // namespace config
