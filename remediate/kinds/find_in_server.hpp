// Objects of an authorization server by id, const as the server is. Pointers point into the
// ServerSnapshot, which must outlive them; null when it is not there. Pure.
#pragma once

#include <algorithm>
#include <string>

#include "remediate/model/change.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

[[nodiscard]] auto* scope_in(auto& server, const std::string& id) {
  const auto found = std::ranges::find(server.scopes, id, &okta::Scope::id);
  return found == server.scopes.end() ? nullptr : &*found;
}

[[nodiscard]] auto* policy_in(auto& server, const std::string& id) {
  const auto found = std::ranges::find_if(
      server.policies, [&](const PolicySnapshot& each) { return each.policy.id == id; });
  return found == server.policies.end() ? nullptr : &*found;
}

[[nodiscard]] auto* rule_in(auto& server, const std::string& policy_id, const std::string& id) {
  auto* policy = policy_in(server, policy_id);
  decltype(policy->rules.data()) none = nullptr;
  if (policy == nullptr) return none;
  const auto found = std::ranges::find(policy->rules, id, &okta::AccessPolicyRule::id);
  return found == policy->rules.end() ? none : &*found;
}

// The content of a scope, policy or rule.
[[nodiscard]] const std::string* content_in(const ServerSnapshot& server,
                                            const ChangeTarget& target);

}  // namespace remediate
