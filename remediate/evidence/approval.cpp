#include "remediate/evidence/approval.hpp"

#include <algorithm>

#include "config/glob.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {

bool Approval::covers(std::string_view scope) const {
  if (std::ranges::find(names, scope) != names.end()) return true;
  const bool must_be_named = suspicion_about(scope).has_value();
  return std::ranges::any_of(patterns, [&](const std::string& pattern) {
    return must_be_named ? config::is_exact(pattern) && pattern == scope
                         : config::glob_matches(pattern, scope);
  });
}

void judge_scopes(const Approval& approval, Demand& demand) {
  demand.approved.clear();
  demand.unapproved.clear();
  demand.suspicious.clear();
  for (const std::string& scope : demand.custom) {
    (approval.covers(scope) ? demand.approved : demand.unapproved).push_back(scope);
    if (suspicion_about(scope)) demand.suspicious.push_back(scope);
  }
}

}  // namespace remediate
