#include "tests/support/contents.hpp"

#include <sstream>

#include <nlohmann/json.hpp>

namespace tests {
namespace {

using nlohmann::json;

// `people.devices` is a member of a member.
void add_unknown(json& conditions, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    json* place = &conditions;
    std::istringstream steps(name);
    for (std::string step; std::getline(steps, step, '.');) place = &(*place)[step];
    if (place->is_null()) *place = {{"made", "up"}};
  }
}

std::string content_of(const okta::Scope& scope) {
  json content = {{"name", scope.name}, {"default", scope.is_default}};
  if (scope.consent) content["consent"] = *scope.consent;
  if (scope.metadata_publish) content["metadataPublish"] = *scope.metadata_publish;
  return content.dump();
}

std::string content_of(const okta::AccessPolicy& policy) {
  json conditions = {{"clients", {{"include", policy.clients}}}};
  add_unknown(conditions, policy.unknown_conditions);
  const json content = {{"type", "OAUTH_AUTHORIZATION_POLICY"},
                        {"name", policy.name},
                        {"description", "Policy " + policy.name},
                        {"status", policy.status},
                        {"priority", policy.priority},
                        {"conditions", conditions}};
  return content.dump();
}

json token_actions(const okta::TokenTerms& terms) {
  json token = json::object();
  if (terms.access_token_lifetime_minutes)
    token["accessTokenLifetimeMinutes"] = *terms.access_token_lifetime_minutes;
  if (terms.refresh_token_lifetime_minutes)
    token["refreshTokenLifetimeMinutes"] = *terms.refresh_token_lifetime_minutes;
  if (terms.refresh_token_window_minutes)
    token["refreshTokenWindowMinutes"] = *terms.refresh_token_window_minutes;
  if (terms.inline_hook_id) token["inlineHook"] = {{"id", *terms.inline_hook_id}};
  return token;
}

std::string content_of(const okta::AccessPolicyRule& rule) {
  const okta::PeopleCondition& people = rule.people;
  json conditions = {
      {"people",
       {{"users", {{"include", people.users_include}, {"exclude", people.users_exclude}}},
        {"groups", {{"include", people.groups_include}, {"exclude", people.groups_exclude}}}}},
      {"grantTypes", {{"include", rule.grant_types}}},
      {"scopes", {{"include", rule.scopes}}}};
  add_unknown(conditions, rule.unknown_conditions);
  const json content = {
      {"type", "RESOURCE_ACCESS"}, {"name", rule.name},
      {"status", rule.status},     {"priority", rule.priority},
      {"conditions", conditions},  {"actions", {{"token", token_actions(rule.terms)}}}};
  return content.dump();
}

}  // namespace

void fill_contents(remediate::ServerSnapshot& server) {
  for (okta::Scope& scope : server.scopes) scope.content = content_of(scope);
  for (remediate::PolicySnapshot& policy : server.policies) {
    policy.policy.content = content_of(policy.policy);
    for (okta::AccessPolicyRule& rule : policy.rules) rule.content = content_of(rule);
  }
}

}  // namespace tests
