#include "remediate/model/audit.hpp"

#include <algorithm>

namespace remediate {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::affected:
      return "affected";
    case Verdict::prepared:
      return "prepared";
    case Verdict::moved:
      return "moved";
    case Verdict::recovered:
      return "recovered";
    case Verdict::clean:
      return "clean";
    case Verdict::unknown:
      return "unknown";
    case Verdict::ignored:
      return "ignored";
  }
  return "unknown";
}

bool Audit::is_complete() const {
  return gaps.empty() && std::ranges::all_of(sources, &SourceCoverage::complete);
}

}  // namespace remediate
