#include "remediate/checks/waiting_scopes.hpp"

#include <algorithm>
#include <iterator>

#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

bool is_granted(const OpenCase& open, const Need& need) {
  return open.target != nullptr &&
         coverage_of(*open.target, open.client_id, need.grant_type, need.scopes)
             .under_every_reading;
}

}  // namespace

ScopeSet waiting_scopes(const OpenCase& open, Standing standing) {
  ScopeSet waiting;
  for (const Need& need : open.needs) {
    if (is_granted(open, need)) continue;
    std::ranges::copy_if(need.scopes, std::back_inserter(waiting), [&](const std::string& scope) {
      return standing_of(*open.demand, {scope}) == standing;
    });
  }
  return as_scope_set(std::move(waiting));
}

}  // namespace remediate
