// Client credentials have no user who could consent. Source: Okta OAuth error catalogue
// (consent_required_client_credentials).
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "remediate/checks/wording.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

bool requires_consent(const ServerSnapshot& server, std::string_view name) {
  return std::ranges::any_of(server.scopes, [&](const okta::Scope& each) {
    return each.name == name && each.consent == okta::consent::kRequired;
  });
}

}  // namespace

void consent_blocks_client_credentials(const CheckInput& input, Findings& findings) {
  const bool new_ones_require = input.directives.scopes.consent == okta::consent::kRequired;
  for (const OpenCase& open : input.open_cases) {
    const ScopeSet created = scopes_to_create(open);
    ScopeSet configured;
    ScopeSet new_ones;
    for (const Need& need : approved_needs(open)) {
      if (need.grant_type != okta::grant_type::kClientCredentials) continue;
      for (const std::string& scope : need.scopes) {
        if (open.target != nullptr && requires_consent(*open.target, scope))
          configured.push_back(scope);
        if (new_ones_require && contains(created, scope)) new_ones.push_back(scope);
      }
    }
    configured = as_scope_set(std::move(configured));
    new_ones = as_scope_set(std::move(new_ones));
    if (configured.empty() && new_ones.empty()) continue;

    Finding finding = about(*open.application, Severity::error);
    finding.conflict = true;
    ScopeSet all = configured;
    std::ranges::copy(new_ones, std::back_inserter(all));
    finding.message = fmt::format(
        "a service asks for {}, which needs a user's consent; a service has no user, so its next "
        "error is consent_required",
        list_of(as_scope_set(std::move(all))));
    if (!configured.empty())
      finding.evidence.push_back("configured with consent REQUIRED on the target: " +
                                 list_of(configured));
    if (!new_ones.empty())
      finding.evidence.push_back("would be created with scopes.consent REQUIRED of oktafix.yaml: " +
                                 list_of(new_ones));
    finding.advice =
        "use consent IMPLICIT or FLEXIBLE for these scopes, or other scopes for the service";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
