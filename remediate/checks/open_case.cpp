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

std::vector<Need> approved_needs(const OpenCase& open) {
  std::vector<Need> approved;
  std::ranges::copy_if(open.needs, std::back_inserter(approved), [&](const Need& need) {
    return standing_of(*open.demand, need.scopes) == Standing::approved;
  });
  return approved;
}

ScopeSet refused_to_service(const OpenCase& open) {
  ScopeSet refused;
  for (const Need& need : whole_needs_of(*open.application, *open.demand)) {
    if (need.grant_type != okta::grant_type::kClientCredentials) continue;
    std::ranges::copy_if(need.scopes, std::back_inserter(refused), [](const std::string& scope) {
      return kind_of_scope(scope) != ScopeKind::custom;
    });
  }
  return as_scope_set(std::move(refused));
}

bool has_something_to_fix(const OpenCase& open) {
  if (open.granted || open.demand->custom.empty()) return false;
  return !open.is_settled || refused_to_service(open).empty();
}

ScopeSet scopes_to_create(const OpenCase& open) {
  ScopeSet created;
  if (open.target != nullptr) {
    created = custom_scopes_of(missing_on_target(open));
  } else {
    for (const Need& need : open.needs) std::ranges::copy(need.scopes, std::back_inserter(created));
    created = custom_scopes_of(as_scope_set(std::move(created)));
  }
  std::erase_if(created, [&](const std::string& scope) {
    return standing_of(*open.demand, {scope}) != Standing::approved;
  });
  return created;
}

}  // namespace remediate
