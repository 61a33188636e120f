// Whether the owner approved a custom scope. Anyone who knows a public client id can plant a scope
// in the System Log, so nothing is approved by being seen there. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/demand.hpp"

namespace remediate {

struct Approval {
  std::vector<std::string> patterns;  // scopes.approve and --approve-scopes
  std::vector<std::string>
      names;  // of this application: applications[].scopes, its files, or said at the prompt

  // A suspicious scope must be named: no pattern with a wildcard reaches it.
  [[nodiscard]] bool covers(std::string_view scope) const;
};

// Fills approved, unapproved and suspicious from `demand.custom`.
void judge_scopes(const Approval& approval, Demand& demand);

}  // namespace remediate
