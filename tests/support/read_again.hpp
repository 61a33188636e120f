// A server as another GET could have told it, with nothing changed: other priority numbers and
// stamps, another order in lists, nulls where something was left out.
#pragma once

#include <algorithm>
#include <random>
#include <string>

#include <nlohmann/json.hpp>

#include "remediate/model/snapshot.hpp"

namespace tests {

// As another reading could have answered it: other numbers, stamps, and order in lists.
inline std::string answered_otherwise(const std::string& content, std::mt19937& chance) {
  using Json = nlohmann::json;
  Json object = Json::parse(content);
  object["priority"] = static_cast<int>(chance() % 100);
  object["lastUpdated"] = "2026-11-22T10:00:00.000Z";
  object["description"] = object.value("description", Json());
  const Json flat = object.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    Json& list = object[Json::json_pointer(pointer).parent_pointer()];
    if (list.is_array()) std::ranges::shuffle(list.get_ref<Json::array_t&>(), chance);
  }
  return object.dump();
}

template <class Objects, class Head>
void renumber(Objects& objects, Head head, std::mt19937& chance) {
  std::int64_t priority = 0;
  for (auto& each : objects)
    head(each).priority = priority += 1 + static_cast<std::int64_t>(chance() % 5);
}

inline remediate::ServerSnapshot read_again(remediate::ServerSnapshot server,
                                            std::mt19937& chance) {
  renumber(
      server.policies, [](remediate::PolicySnapshot& each) -> auto& { return each.policy; },
      chance);
  for (remediate::PolicySnapshot& policy : server.policies) {
    renumber(
        policy.rules, [](okta::AccessPolicyRule& each) -> auto& { return each; }, chance);
    policy.policy.content = answered_otherwise(policy.policy.content, chance);
    for (okta::AccessPolicyRule& rule : policy.rules)
      rule.content = answered_otherwise(rule.content, chance);
    std::ranges::shuffle(policy.rules, chance);
  }
  std::ranges::shuffle(server.policies, chance);
  std::ranges::shuffle(server.scopes, chance);
  return server;
}

}  // namespace tests
