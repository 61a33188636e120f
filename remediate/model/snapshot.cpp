#include "remediate/model/snapshot.hpp"

#include <algorithm>

namespace remediate {

const SourceCoverage* Snapshot::source_named(std::string_view name) const {
  const auto found = std::ranges::find(sources, name, &SourceCoverage::name);
  return found == sources.end() ? nullptr : &*found;
}

}  // namespace remediate
