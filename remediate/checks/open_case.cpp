#include "remediate/checks/open_case.hpp"

#include <algorithm>
#include <iterator>

#include "remediate/evidence/scope_name.hpp"

namespace remediate {

ScopeSet missing_on_target(const OpenCase& open) {
  if (open.target == nullptr || !open.target->scopes_complete) return {};
  ScopeSet missing;
  for (const Need& need : open.needs) {
    std::ranges::copy_if(need.scopes, std::back_inserter(missing),
                         [&](const std::string& scope) { return !has_scope(*open.target, scope); });
  }
  return as_scope_set(std::move(missing));
}

bool waits_for_declaration(const OpenCase& open) {
  return hides_undeclared_scopes(*open.demand) && (open.demand->custom.empty() || open.granted);
}

ScopeSet scopes_to_create(const OpenCase& open) {
  if (open.target != nullptr) return custom_scopes_of(missing_on_target(open));
  ScopeSet all;
  for (const Need& need : open.needs) all.insert(all.end(), need.scopes.begin(), need.scopes.end());
  return custom_scopes_of(as_scope_set(std::move(all)));
}

}  // namespace remediate
