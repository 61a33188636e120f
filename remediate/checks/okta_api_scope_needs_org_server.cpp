// Only the org authorization server grants okta.* and ssf.* (okta.myAccount.* aside), only a custom
// one grants custom scopes. Source: Okta "Authorization servers" concept page.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "remediate/checks/wording.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

constexpr std::string_view kAdvice =
    "after the move the client needs two tokens: one of the org server for Okta's APIs, one of "
    "the target for its own";

ScopeSet granted_api_scopes(const CheckInput& input, const okta::Application& application) {
  ScopeSet scopes;
  const auto grants = input.snapshot.grants.find(application.id);
  if (grants == input.snapshot.grants.end()) return scopes;
  for (const okta::ScopeGrant& grant : grants->second) {
    if (grant.status != "INACTIVE" && kind_of_scope(grant.scope) == ScopeKind::okta_api)
      scopes.push_back(grant.scope);
  }
  return as_scope_set(std::move(scopes));
}

ScopeSet okta_api_scopes_of_mixed(const Demand& demand) {
  ScopeSet scopes;
  for (const RequestedSet& set : demand.sets) {
    if (!mixes_with_okta_api(set)) continue;
    std::ranges::copy_if(set.scopes, std::back_inserter(scopes), [](const std::string& scope) {
      return kind_of_scope(scope) == ScopeKind::okta_api;
    });
  }
  return as_scope_set(std::move(scopes));
}

std::vector<std::string> mixed_requests(const Demand& demand) {
  std::vector<std::string> lines;
  for (const RequestedSet& set : demand.sets) {
    if (mixes_with_okta_api(set))
      lines.push_back(fmt::format("one request: {} ({})", fmt::join(set.scopes, " "), set.source));
  }
  std::ranges::sort(lines);
  return lines;
}

Finding conflict(const OpenCase& open, std::vector<std::string> requests) {
  Finding finding = about(*open.application, Severity::error);
  finding.conflict = true;
  finding.message = fmt::format(
      "one request needs custom scopes and {}: the org server refuses the former, every custom "
      "server the latter, so no authorization server grants it",
      list_of(okta_api_scopes_of_mixed(*open.demand)));
  finding.evidence = std::move(requests);
  finding.advice =
      "split the request, or the client: scopes of Okta's APIs from the org server, custom scopes "
      "from the target";
  return finding;
}

Finding mere_use(const OpenCase& open, const ScopeSet& granted) {
  Finding finding = about(*open.application, Severity::warning);
  ScopeSet scopes = granted;
  std::ranges::copy(open.demand->okta_api, std::back_inserter(scopes));
  finding.message = fmt::format(
      "the client also uses scopes of Okta's own APIs ({}), which only the org server grants",
      list_of(as_scope_set(std::move(scopes))));
  if (!granted.empty()) finding.evidence.push_back("granted to the app: " + list_of(granted));
  if (!open.demand->okta_api.empty())
    finding.evidence.push_back("requested apart from custom scopes: " +
                               list_of(open.demand->okta_api));
  finding.advice = kAdvice;
  return finding;
}

}  // namespace

void okta_api_scope_needs_org_server(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    std::vector<std::string> requests = mixed_requests(*open.demand);
    const ScopeSet granted = granted_api_scopes(input, *open.application);
    if (!requests.empty()) {
      findings.push_back(conflict(open, std::move(requests)));
    } else if (!granted.empty() || !open.demand->okta_api.empty()) {
      findings.push_back(mere_use(open, granted));
    }
  }
}

}  // namespace remediate
