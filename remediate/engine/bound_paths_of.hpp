// What oktafix.yaml lets be rewritten on this disk.
#pragma once

#include "config/directives.hpp"
#include "remediate/files/bound_paths.hpp"

namespace remediate {

// The files of all its applications.
[[nodiscard]] BoundPaths bound_paths(const config::Directives& directives);

}  // namespace remediate
