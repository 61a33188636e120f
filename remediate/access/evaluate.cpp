#include "remediate/access/evaluate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "remediate/access/candidates.hpp"
#include "remediate/access/requested_scopes.hpp"

namespace remediate {
namespace {

Decision denied(std::string_view error, std::string explanation, bool certain = true) {
  Decision decision;
  decision.error = error;
  decision.explanation = std::move(explanation);
  decision.certain = certain;
  if (!certain) decision.explanation += kNotAllRead;
  return decision;
}

ScopeSet granted_scopes(const RequestedScopes& requested, const okta::AccessPolicyRule& rule) {
  if (!requested.are_defaults) return requested.scopes;
  ScopeSet granted;
  std::ranges::copy_if(requested.scopes, std::back_inserter(granted),
                       [&](const std::string& scope) { return permits(rule, scope); });
  return granted;
}

Decision granted_by(const Ruling& ruling, const RequestedScopes& requested, bool certain) {
  const okta::AccessPolicy& policy = ruling.policy->policy;
  const okta::AccessPolicyRule& rule = *ruling.rule;
  Decision decision;
  decision.granted = true;
  decision.scopes = granted_scopes(requested, rule);
  decision.decided_by = DecidedBy{policy.id, policy.name, rule.id, rule.name};
  decision.terms = rule.terms;
  decision.certain = certain;
  decision.explanation = fmt::format("rule '{}' of policy '{}' grants it", rule.name, policy.name);
  if (!certain) decision.explanation += kNotAllRead;
  return decision;
}

std::vector<Reading> make_readings() {
  std::vector<Reading> readings;
  for (const bool falls_through : {true, false}) {
    for (const bool conditions : {true, false}) {
      for (const bool people : {true, false}) {
        for (const bool equals : {true, false})
          readings.push_back({falls_through, conditions, people, equals});
      }
    }
  }
  return readings;
}

}  // namespace

const std::vector<Reading>& every_reading() {
  static const std::vector<Reading> readings = make_readings();
  return readings;
}

Decision evaluate(const ServerSnapshot& server, const AccessRequest& request,
                  const Reading& reading) {
  if (!server.server.is_active()) {
    return denied("", fmt::format("authorization server '{}' is not active", server.server.name));
  }
  const RequestedScopes scopes = resolve_scopes(server, request.grant_type, request.scopes);
  if (!scopes.error.empty()) return denied(scopes.error, scopes.explanation, scopes.certain);

  const bool has_user = request.grant_type != kClientCredentials;
  if (has_user && !request.person.has_value()) {
    return denied("no_matching_policy",
                  fmt::format("{} needs a user and none is named", request.grant_type));
  }
  const std::vector<Tier> tiers =
      tiers_for(server, request.client_id, request.grant_type, scopes, reading);
  const Ruling ruling = rule_on(tiers, has_user ? request.person : std::nullopt, reading);
  const bool certain = scopes.certain && server.policies_complete && ruling.certain;
  if (ruling.rule != nullptr) return granted_by(ruling, scopes, certain);
  return denied("no_matching_policy",
                explain_denial(tiers, server, request.grant_type, scopes, reading), certain);
}

bool is_granted_under_every_reading(const ServerSnapshot& server, const AccessRequest& request) {
  return std::ranges::all_of(every_reading(), [&](const Reading& reading) {
    const Decision decision = evaluate(server, request, reading);
    return decision.granted && decision.certain;
  });
}

}  // namespace remediate
