#include "remediate/access/candidates.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace remediate {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool lists_grant(const okta::AccessPolicyRule& rule, const std::string& grant_type) {
  return rule.is_active() && contains(rule.grant_types, grant_type);
}

bool may_grant(const okta::AccessPolicyRule& rule, const std::string& grant_type,
               const RequestedScopes& scopes, const Reading& reading) {
  if (!lists_grant(rule, grant_type) || !permits(rule, scopes)) return false;
  if (!rule.unknown_conditions.empty() && !reading.unknown_conditions_hold) return false;
  return grant_type != kClientCredentials || reading.client_credentials_ignore_people ||
         rule.people.includes_nobody();
}

std::vector<const okta::AccessPolicyRule*> candidate_rules(const PolicySnapshot& policy,
                                                           const std::string& grant_type,
                                                           const RequestedScopes& scopes,
                                                           const Reading& reading) {
  std::vector<const okta::AccessPolicyRule*> rules;
  if (!policy.policy.unknown_conditions.empty() && !reading.unknown_conditions_hold) return rules;
  for (const okta::AccessPolicyRule& rule : policy.rules) {
    if (may_grant(rule, grant_type, scopes, reading)) rules.push_back(&rule);
  }
  // Of equal priorities either may be asked first: the two readings take them from either end.
  std::ranges::stable_sort(rules, [&](const auto* a, const auto* b) {
    if (a->priority != b->priority) return a->priority < b->priority;
    return reading.equal_priorities_favour_request ? a->id < b->id : b->id < a->id;
  });
  return rules;
}

bool names(const std::vector<std::string>& groups, const std::vector<std::string>& users,
           const Person& person) {
  if (contains(groups, okta::kEveryone)) return true;
  if (!person.user_id.empty() && contains(users, person.user_id)) return true;
  return std::ranges::any_of(person.groups,
                             [&](const std::string& group) { return contains(groups, group); });
}

Ruling ruling_of(const CandidatePolicy& policy, const std::optional<Person>& person) {
  const auto found = std::ranges::find_if(policy.rules, [&](const auto* rule) {
    return !person.has_value() || includes(rule->people, *person);
  });
  return found == policy.rules.end() ? Ruling{} : Ruling{policy.policy, *found};
}

Ruling ruling_of(const Tier& tier, const std::optional<Person>& person, const Reading& reading) {
  std::vector<Ruling> grants;
  for (const CandidatePolicy& policy : tier) {
    const Ruling ruling = ruling_of(policy, person);
    if (ruling.rule != nullptr) grants.push_back(ruling);
  }
  if (grants.empty()) return {};
  if (reading.equal_priorities_favour_request) return grants.front();
  const bool one_of_them_denies = grants.size() < tier.size();
  if (one_of_them_denies && !reading.falls_through) return {};
  return grants.back();
}

// Rules of all covering policies, known condition or not, that pass `test`.
template <class Test>
bool any_rule(const std::vector<Tier>& tiers, Test test) {
  return std::ranges::any_of(tiers, [&](const Tier& tier) {
    return std::ranges::any_of(tier, [&](const CandidatePolicy& policy) {
      return std::ranges::any_of(policy.policy->rules, test);
    });
  });
}

bool has_candidates(const Tier& tier) {
  return std::ranges::any_of(tier, [](const auto& policy) { return !policy.rules.empty(); });
}

}  // namespace

bool permits(const okta::AccessPolicyRule& rule, const std::string& scope) {
  return contains(rule.scopes, okta::kAnyScope) || contains(rule.scopes, scope);
}

bool permits(const okta::AccessPolicyRule& rule, const RequestedScopes& scopes) {
  const auto is_permitted = [&](const std::string& scope) { return permits(rule, scope); };
  return scopes.are_defaults ? std::ranges::any_of(scopes.scopes, is_permitted)
                             : std::ranges::all_of(scopes.scopes, is_permitted);
}

bool includes(const okta::PeopleCondition& people, const Person& person) {
  return names(people.groups_include, people.users_include, person) &&
         !names(people.groups_exclude, people.users_exclude, person);
}

std::vector<const PolicySnapshot*> policies_covering(const ServerSnapshot& server,
                                                     std::string_view client_id) {
  std::vector<const PolicySnapshot*> covering;
  for (const PolicySnapshot& each : server.policies) {
    const bool includes_client = contains(each.policy.clients, client_id) ||
                                 contains(each.policy.clients, okta::kAllClients);
    if (each.policy.is_active() && includes_client) covering.push_back(&each);
  }
  std::ranges::stable_sort(covering, {}, [](const PolicySnapshot* each) {
    return std::tie(each->policy.priority, each->policy.id);
  });
  return covering;
}

std::vector<Tier> tiers_for(const ServerSnapshot& server, const std::string& client_id,
                            const std::string& grant_type, const RequestedScopes& scopes,
                            const Reading& reading) {
  std::vector<Tier> tiers;
  std::optional<std::int64_t> priority;
  for (const PolicySnapshot* policy : policies_covering(server, client_id)) {
    if (priority != policy->policy.priority) tiers.emplace_back();
    priority = policy->policy.priority;
    tiers.back().push_back({policy, candidate_rules(*policy, grant_type, scopes, reading)});
  }
  return tiers;
}

Ruling rule_on(const std::vector<Tier>& tiers, const std::optional<Person>& person,
               const Reading& reading) {
  bool certain = true;
  for (const Tier& tier : tiers) {
    certain = certain && std::ranges::all_of(tier, [](const CandidatePolicy& each) {
                return each.policy->rules_complete;
              });
    const Ruling ruling = ruling_of(tier, person, reading);
    if (ruling.rule != nullptr) return {ruling.policy, ruling.rule, certain};
    if (!reading.falls_through) break;
  }
  return {nullptr, nullptr, certain};
}

std::string explain_denial(const std::vector<Tier>& tiers, const ServerSnapshot& server,
                           const std::string& grant_type, const RequestedScopes& scopes,
                           const Reading& reading) {
  if (tiers.empty()) {
    return fmt::format("no active policy of authorization server '{}' includes the client",
                       server.server.name);
  }
  const auto has_grant = [&](const auto& rule) { return lists_grant(rule, grant_type); };
  if (!any_rule(tiers, has_grant)) {
    return fmt::format("no active rule of the policies that include the client lists {}",
                       grant_type);
  }
  const auto has_both = [&](const auto& rule) { return has_grant(rule) && permits(rule, scopes); };
  if (!any_rule(tiers, has_both)) {
    return fmt::format("no active rule for {} permits {} together", grant_type,
                       fmt::join(scopes.scopes, ", "));
  }
  if (std::ranges::none_of(tiers, has_candidates)) {
    return grant_type == kClientCredentials
               ? "the rules that would grant it do not say \"No user\", or have conditions that "
                 "are "
                 "not known here"
               : "the rules that would grant it have conditions that are not known here";
  }
  if (!reading.falls_through && !has_candidates(tiers.front())) {
    return fmt::format("policy '{}' includes the client first and none of its rules grants it",
                       tiers.front().front().policy->policy.name);
  }
  return "the rules that would grant it are for other people";
}

}  // namespace remediate
