#include "client/models/access_policy.hpp"

#include <algorithm>

#include "client/models/content.hpp"
#include "client/models/exact.hpp"

namespace okta {
namespace {

using Names = std::vector<std::string_view>;

// Members of `condition` beyond `known`, each with `prefix` before it. Null does not restrict.
void add_unknown(std::vector<std::string>& unknown, const JsonView& condition,
                 const std::string& prefix, const Names& known) {
  for (const auto& [name, value] : condition.members()) {
    if (!value.is_null() && std::ranges::find(known, name) == known.end())
      unknown.push_back(prefix + name);
  }
}

PeopleCondition read_people(ExactReader& reader) {
  PeopleCondition people;
  people.groups_include = reader.optional_strings("conditions/people/groups/include");
  people.groups_exclude = reader.optional_strings("conditions/people/groups/exclude");
  people.users_include = reader.optional_strings("conditions/people/users/include");
  people.users_exclude = reader.optional_strings("conditions/people/users/exclude");
  return people;
}

// The specification allows a rule to name clients, no recording has one: anything but every client
// counts as a condition that this model cannot judge.
bool rule_limits_clients(ExactReader& reader) {
  if (!reader.optional_object("conditions/clients").exists()) return false;
  const std::vector<std::string> clients = reader.optional_strings("conditions/clients/include");
  return std::ranges::find(clients, kAllClients) == clients.end();
}

std::vector<std::string> unknown_rule_conditions(const JsonView& conditions, ExactReader& reader) {
  std::vector<std::string> unknown;
  add_unknown(unknown, conditions, "", {"clients", "grantTypes", "people", "scopes"});
  add_unknown(unknown, conditions["grantTypes"], "grantTypes.", {"include"});
  add_unknown(unknown, conditions["scopes"], "scopes.", {"include"});
  const JsonView people = conditions["people"];
  add_unknown(unknown, people, "people.", {"groups", "users"});
  add_unknown(unknown, people["groups"], "people.groups.", {"include", "exclude"});
  add_unknown(unknown, people["users"], "people.users.", {"include", "exclude"});
  if (rule_limits_clients(reader)) unknown.emplace_back("clients");
  return unknown;
}

TokenTerms read_terms(const JsonView& token) {
  TokenTerms terms;
  terms.access_token_lifetime_minutes = token["accessTokenLifetimeMinutes"].integer();
  terms.refresh_token_lifetime_minutes = token["refreshTokenLifetimeMinutes"].integer();
  terms.refresh_token_window_minutes = token["refreshTokenWindowMinutes"].integer();
  terms.inline_hook_id = token["inlineHook"]["id"].string();
  return terms;
}

}  // namespace

bool AccessPolicy::is_active() const { return status == "ACTIVE"; }
bool AccessPolicyRule::is_active() const { return status == "ACTIVE"; }

bool PeopleCondition::includes_nobody() const {
  return groups_include.empty() && users_include.empty();
}

// Policies and rules are evaluated by status, priority and conditions; a missing one has no
// documented meaning, so it is neither "everything" nor "nothing" here.
template <>
Result<AccessPolicy> decode<AccessPolicy>(const JsonView& json) {
  ExactReader reader(json, "access policy");
  AccessPolicy policy;
  policy.id = reader.id();
  policy.status = reader.required_string("status");
  policy.priority = reader.required_integer("priority");
  policy.clients = reader.required_strings("conditions/clients/include");
  policy.name = json["name"].string_or("");
  policy.system = json["system"].boolean().value_or(false);
  const JsonView conditions = json["conditions"];
  add_unknown(policy.unknown_conditions, conditions, "", {"clients"});
  add_unknown(policy.unknown_conditions, conditions["clients"], "clients.", {"include"});
  policy.content = content_of(json);
  return reader.verdict(std::move(policy));
}

template <>
Result<AccessPolicyRule> decode<AccessPolicyRule>(const JsonView& json) {
  ExactReader reader(json, "access policy rule");
  AccessPolicyRule rule;
  rule.id = reader.id();
  rule.status = reader.required_string("status");
  rule.priority = reader.required_integer("priority");
  rule.grant_types = reader.required_strings("conditions/grantTypes/include");
  rule.scopes = reader.required_strings("conditions/scopes/include");
  rule.people = read_people(reader);
  rule.unknown_conditions = unknown_rule_conditions(json["conditions"], reader);
  rule.name = json["name"].string_or("");
  rule.system = json["system"].boolean().value_or(false);
  rule.terms = read_terms(json["actions"]["token"]);
  rule.content = content_of(json);
  return reader.verdict(std::move(rule));
}

}  // namespace okta
