#include "remediate/apply/server_part.hpp"

#include <algorithm>
#include <utility>

#include "remediate/apply/whole_list.hpp"
#include "remediate/kinds/find_in_server.hpp"

namespace remediate {
namespace {

void put_in_order(std::vector<PolicySnapshot>& policies) {
  std::ranges::stable_sort(policies, {},
                           [](const PolicySnapshot& each) { return each.policy.priority; });
}

void put_in_order(std::vector<okta::AccessPolicyRule>& rules) {
  std::ranges::stable_sort(rules, {}, &okta::AccessPolicyRule::priority);
}

okta::Status read_scopes(const okta::Client& client, ServerSnapshot& server) {
  auto scopes = whole_list(client.scopes(server.server.id), source::kScopes, {});
  if (!scopes) return okta::failure(std::move(scopes.error()));
  server.scopes = std::move(*scopes);
  return {};
}

// Their rules stay what they were.
okta::Status read_policies(const okta::Client& client, ServerSnapshot& server) {
  auto heads = whole_list(client.policies(server.server.id), source::kPolicies, {});
  if (!heads) return okta::failure(std::move(heads.error()));
  std::vector<PolicySnapshot> policies;
  for (okta::AccessPolicy& head : *heads) {
    PolicySnapshot policy;
    if (PolicySnapshot* known = policy_in(server, head.id)) policy = std::move(*known);
    policy.policy = std::move(head);
    policies.push_back(std::move(policy));
  }
  put_in_order(policies);
  server.policies = std::move(policies);
  return {};
}

okta::Status read_rules(const okta::Client& client, const std::string& policy_id,
                        ServerSnapshot& server) {
  PolicySnapshot* policy = policy_in(server, policy_id);
  if (policy == nullptr) return {};
  auto rules = whole_list(client.rules(server.server.id, policy_id), source::kRules, {});
  if (!rules) return okta::failure(std::move(rules.error()));
  policy->rules = std::move(*rules);
  put_in_order(policy->rules);
  return {};
}

// Absent when it is not there.
template <class Model>
okta::Result<std::optional<Model>> one(const okta::Collection<Model>& collection,
                                       const std::string& id) {
  auto stored = collection.get(id, {});
  if (stored) return std::optional<Model>(std::move(stored->value));
  if (stored.error().kind == okta::ErrorKind::not_found) return std::optional<Model>();
  return okta::failure(std::move(stored.error()));
}

}  // namespace

okta::Result<ServerSnapshot> read_part(const okta::Client& client, const Change& change,
                                       ServerSnapshot server) {
  okta::Status read;
  switch (change.target.kind) {
    case ObjectKind::scope:
      read = read_scopes(client, server);
      break;
    case ObjectKind::policy:
      read = read_policies(client, server);
      if (read && change.action == Action::update)
        read = read_rules(client, change.target.id, server);
      break;
    case ObjectKind::rule:
      read = read_rules(client, change.target.policy, server);
      break;
    default:
      return okta::failure(okta::ErrorKind::invalid_input, "that is no part of a server");
  }
  if (!read) return okta::failure(std::move(read.error()));
  return server;
}

okta::Result<bool> add_made(const okta::Client& client, const Change& change, const std::string& id,
                            ServerSnapshot& server) {
  const std::string& server_id = server.server.id;
  // Hands over what is there; the lists are put in order by whoever reads them.
  const auto add = [](auto made, auto take) -> okta::Result<bool> {
    if (!made) return okta::failure(std::move(made.error()));
    if (*made) take(std::move(**made));
    return made->has_value();
  };
  switch (change.target.kind) {
    case ObjectKind::scope:
      return add(one(client.scopes(server_id), id),
                 [&](okta::Scope scope) { server.scopes.push_back(std::move(scope)); });
    case ObjectKind::policy:
      return add(one(client.policies(server_id), id), [&](okta::AccessPolicy policy) {
        server.policies.push_back({std::move(policy), {}, true});
        put_in_order(server.policies);
      });
    case ObjectKind::rule: {
      PolicySnapshot* policy = policy_in(server, change.target.policy);
      if (policy == nullptr) return false;
      return add(one(client.rules(server_id, change.target.policy), id),
                 [&](okta::AccessPolicyRule rule) {
                   policy->rules.push_back(std::move(rule));
                   put_in_order(policy->rules);
                 });
    }
    default:
      return false;
  }
}

}  // namespace remediate
