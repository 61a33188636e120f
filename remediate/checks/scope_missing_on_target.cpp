// The scopes API decides what is configured, never the discovery document: that one leaves out
// scopes that are not published.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "remediate/checks/wording.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

constexpr std::string_view kNextError = "the client's next error there would be no_matching_scope";

// An API has one audience: a scope that another server already has may be meant for that one.
std::vector<std::string> found_elsewhere(const CheckInput& input, const OpenCase& open,
                                         const ScopeSet& scopes) {
  std::vector<std::string> lines;
  for (const ServerSnapshot& server : input.snapshot.servers) {
    if (server.server.id == open.target->server.id) continue;
    for (const std::string& scope : scopes) {
      if (has_scope(server, scope))
        lines.push_back(
            fmt::format("{} is configured on authorization server '{}' ({}): if that "
                        "is the one of the API, make it this app's target",
                        scope, server.server.name, server.server.id));
    }
  }
  std::ranges::sort(lines);
  return lines;
}

Finding missing(const CheckInput& input, const OpenCase& open, const ScopeSet& scopes) {
  Finding finding = about(*open.application, Severity::error);
  finding.message =
      fmt::format("{} has no {} {}; {}", target_of(open), scopes.size() == 1 ? "scope" : "scopes",
                  list_of(scopes), kNextError);
  finding.evidence = found_elsewhere(input, open, scopes);
  return finding;
}

}  // namespace

void scope_missing_on_target(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    const ScopeSet all = missing_on_target(open);
    const ScopeSet custom = custom_scopes_of(all);
    for (const Standing standing :
         {Standing::approved, Standing::unapproved, Standing::suspicious}) {
      ScopeSet scopes;
      std::ranges::copy_if(custom, std::back_inserter(scopes), [&](const std::string& scope) {
        return standing_of(*open.demand, {scope}) == standing;
      });
      if (scopes.empty()) continue;
      Finding finding = missing(input, open, scopes);
      finding.fixable = true;
      if (standing != Standing::approved) finding.blocked_by = blocking_rule(standing);
      finding.advice = "configure them on the target, or let the client ask for others";
      findings.push_back(std::move(finding));
    }

    ScopeSet reserved;
    std::ranges::copy_if(all, std::back_inserter(reserved), [](const std::string& scope) {
      const ScopeKind kind = kind_of_scope(scope);
      return kind != ScopeKind::custom && kind != ScopeKind::groups;  // groups: a rule of its own
    });
    if (reserved.empty()) continue;
    Finding finding = missing(input, open, reserved);
    finding.advice =
        "these names are Okta's own: add them to the target in the Admin Console, or let the "
        "client drop them";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
