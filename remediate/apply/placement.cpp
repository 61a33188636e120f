#include "remediate/apply/placement.hpp"

#include <algorithm>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "remediate/kinds/find_in_server.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;

bool is_placed_by_neighbours(const Change& change) {
  const bool has_place =
      change.target.kind == ObjectKind::policy || change.target.kind == ObjectKind::rule;
  if (!has_place || change.action != Action::create) return false;
  const Json body = Json::parse(change.body, nullptr, false);
  return body.is_object() && !body.contains("priority");
}

// Inactive ones stand in the order, too.
std::int64_t after_last_rule(const PolicySnapshot* policy) {
  std::int64_t last = 0;
  if (policy == nullptr) return 1;
  for (const okta::AccessPolicyRule& each : policy->rules) last = std::max(last, each.priority);
  return last + 1;
}

std::int64_t after_last_policy(const ServerSnapshot& server) {
  std::int64_t last = 0;
  for (const PolicySnapshot& each : server.policies) last = std::max(last, each.policy.priority);
  return last + 1;
}

std::int64_t priority_for(const Change& change, const ServerSnapshot& server) {
  const ChangeTarget& target = change.target;
  if (target.kind == ObjectKind::rule) return after_last_rule(policy_in(server, target.policy));
  const PolicySnapshot* above = policy_in(server, target.above);
  return above == nullptr ? after_last_policy(server) : above->policy.priority;
}

}  // namespace

Change placed(Change change, const ServerSnapshot& server) {
  if (!is_placed_by_neighbours(change)) return change;
  Json body = Json::parse(change.body);
  body["priority"] = priority_for(change, server);
  change.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return change;
}

std::string place_in_words(const Change& change) {
  if (!is_placed_by_neighbours(change)) return {};
  return change.target.above.empty() ? "last" : "directly above policy " + change.target.above;
}

}  // namespace remediate
