// An access policy of a custom authorization server and its rules. Source: Okta Authorization
// Server Policies and Rules API. A policy whose clients are an empty list covers nobody; a rule
// whose scopes are an empty list covers no scope; rules without people have no user (client
// credentials). Arrays come back in another order than they were sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/models/decode.hpp"

namespace okta {

inline constexpr std::string_view kAllClients = "ALL_CLIENTS";
inline constexpr std::string_view kAnyScope = "*";
inline constexpr std::string_view kEveryone = "EVERYONE";

struct AccessPolicy {
  std::string id;
  std::string name;
  std::string status;
  std::int64_t priority = 0;
  bool system = false;
  std::vector<std::string> clients;  // client ids or ALL_CLIENTS
  // Conditions beyond clients, as in a rule.
  std::vector<std::string> unknown_conditions;
  std::string content;  // content.hpp

  [[nodiscard]] bool is_active() const;
};

struct PeopleCondition {
  std::vector<std::string> groups_include;  // group ids, or EVERYONE
  std::vector<std::string> groups_exclude;
  std::vector<std::string> users_include;
  std::vector<std::string> users_exclude;

  // Nobody is included: such a rule serves requests without a user only.
  [[nodiscard]] bool includes_nobody() const;
};

struct TokenTerms {
  std::optional<std::int64_t> access_token_lifetime_minutes;
  std::optional<std::int64_t> refresh_token_lifetime_minutes;  // 0 = unlimited
  std::optional<std::int64_t> refresh_token_window_minutes;
  std::optional<std::string> inline_hook_id;
};

struct AccessPolicyRule {
  std::string id;
  std::string name;
  std::string status;
  std::int64_t priority = 0;
  bool system = false;
  std::vector<std::string> grant_types;
  std::vector<std::string> scopes;  // names, or "*" for every scope of the server
  PeopleCondition people;
  TokenTerms terms;
  // Conditions beyond grant types, people and scopes that this version of the model does not know,
  // e.g. `network` or `people.devices`: the rule may be narrower than it looks. `clients` is among
  // them unless it says ALL_CLIENTS.
  std::vector<std::string> unknown_conditions;
  std::string content;  // content.hpp

  [[nodiscard]] bool is_active() const;
};

template <>
[[nodiscard]] Result<AccessPolicy> decode<AccessPolicy>(const JsonView& json);
template <>
[[nodiscard]] Result<AccessPolicyRule> decode<AccessPolicyRule>(const JsonView& json);

}  // namespace okta
