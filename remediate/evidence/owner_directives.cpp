#include "remediate/evidence/owner_directives.hpp"

#include <algorithm>

#include "config/glob.hpp"
#include "remediate/evidence/find_evidence.hpp"

namespace remediate {
bool names_by_id(const config::ApplicationDirective& directive,
                 const okta::Application& application) {
  return directive.match == application.id || directive.match == application.client_id;
}

bool matches(const config::ApplicationDirective& directive, const okta::Application& application) {
  return names_by_id(directive, application) ||
         config::glob_matches(directive.match, application.label);
}

std::vector<const config::ApplicationDirective*> directives_for(
    const config::Directives& directives, const okta::Application& application) {
  std::vector<const config::ApplicationDirective*> matching;
  for (const config::ApplicationDirective& directive : directives.applications) {
    if (matches(directive, application)) matching.push_back(&directive);
  }
  std::ranges::stable_partition(matching, [&](const config::ApplicationDirective* directive) {
    return names_by_id(*directive, application);
  });
  return matching;
}

}  // namespace remediate
