#include "remediate/engine/bound_paths_of.hpp"

namespace remediate {

BoundPaths bound_paths(const config::Directives& directives) {
  BoundPaths paths;
  paths.folder = directives.folder;
  for (const config::ApplicationDirective& each : directives.applications)
    paths.patterns.insert(paths.patterns.end(), each.files.begin(), each.files.end());
  return paths;
}

}  // namespace remediate
