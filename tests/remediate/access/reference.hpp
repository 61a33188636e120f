// A second, naive reading of the same documents: one walk over the lists in the order in which they
// stand. Only for comparison with the evaluator.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "remediate/access/evaluate.hpp"

namespace tests {

inline bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

inline bool is_among(const remediate::Person& person, const std::vector<std::string>& groups,
                     const std::vector<std::string>& users) {
  if (has(groups, "EVERYONE") || has(users, person.user_id)) return true;
  for (const std::string& group : person.groups)
    if (has(groups, group)) return true;
  return false;
}

inline bool rule_matches(const okta::AccessPolicyRule& rule, const remediate::AccessRequest& asked,
                         const std::vector<std::string>& scopes,
                         const remediate::Reading& reading) {
  if (rule.status != "ACTIVE" || !has(rule.grant_types, asked.grant_type)) return false;
  if (!rule.unknown_conditions.empty() && !reading.unknown_conditions_hold) return false;
  std::size_t permitted = 0;
  for (const std::string& scope : scopes)
    if (has(rule.scopes, "*") || has(rule.scopes, scope)) ++permitted;
  if (permitted < (asked.scopes.empty() ? 1 : scopes.size())) return false;
  const okta::PeopleCondition& people = rule.people;
  if (asked.grant_type == "client_credentials") {
    return reading.client_credentials_ignore_people ||
           (people.groups_include.empty() && people.users_include.empty());
  }
  return is_among(*asked.person, people.groups_include, people.users_include) &&
         !is_among(*asked.person, people.groups_exclude, people.users_exclude);
}

// The id of the rule that grants, with equal priorities in the order of the lists; empty when
// denied.
inline std::string reference_ruling(remediate::ServerSnapshot server,
                                    const remediate::AccessRequest& asked,
                                    const remediate::Reading& reading) {
  std::vector<std::string> scopes = asked.scopes;
  for (const okta::Scope& scope : server.scopes)
    if (asked.scopes.empty() && scope.is_default) scopes.push_back(scope.name);
  if (scopes.empty()) return "";
  for (const std::string& name : scopes) {
    const auto scope = std::ranges::find(server.scopes, name, &okta::Scope::name);
    if (scope == server.scopes.end()) return "";
    const bool speaks_of_a_user = name == "openid" || scope->consent == "REQUIRED";
    if (asked.grant_type == "client_credentials" && speaks_of_a_user) return "";
  }

  std::ranges::stable_sort(server.policies, {},
                           [](const auto& each) { return each.policy.priority; });
  for (remediate::PolicySnapshot& each : server.policies) {
    const auto& clients = each.policy.clients;
    if (each.policy.status != "ACTIVE") continue;
    if (!has(clients, "ALL_CLIENTS") && !has(clients, asked.client_id)) continue;
    const bool is_known = each.policy.unknown_conditions.empty() || reading.unknown_conditions_hold;
    std::ranges::stable_sort(each.rules, {}, &okta::AccessPolicyRule::priority);
    for (const okta::AccessPolicyRule& rule : each.rules)
      if (is_known && rule_matches(rule, asked, scopes, reading)) return rule.id;
    if (!reading.falls_through) return "";
  }
  return "";
}

}  // namespace tests
