// Authorization servers in a few words, for tests that a person reads:
// `server({"orders.read"}).with(policy("p").clients({"app"}).with(rule("r").grants({...})...))`.
// Everything is active and complete unless said; priorities count up in the order of mention.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "remediate/model/snapshot.hpp"

namespace tests {

using Names = std::vector<std::string>;

// Lists authorization_code and "*", for everyone.
class RuleBuilder {
 public:
  explicit RuleBuilder(const std::string& name) {
    rule_.id = "id-" + name;
    rule_.name = name;
    rule_.status = "ACTIVE";
    rule_.grant_types = {"authorization_code"};
    rule_.scopes = {"*"};
    rule_.people.groups_include = {"EVERYONE"};
  }
  RuleBuilder& grants(Names grant_types) { return set(rule_.grant_types, std::move(grant_types)); }
  RuleBuilder& scopes(Names scopes) { return set(rule_.scopes, std::move(scopes)); }
  RuleBuilder& groups(Names groups) { return set(rule_.people.groups_include, std::move(groups)); }
  RuleBuilder& users(Names users) {
    rule_.people.groups_include.clear();
    return set(rule_.people.users_include, std::move(users));
  }
  RuleBuilder& but_not_groups(Names groups) {
    return set(rule_.people.groups_exclude, std::move(groups));
  }
  RuleBuilder& but_not_users(Names users) {
    return set(rule_.people.users_exclude, std::move(users));
  }
  RuleBuilder& no_user() { return set(rule_.people, okta::PeopleCondition{}); }
  RuleBuilder& priority(std::int64_t priority) { return set(rule_.priority, priority); }
  RuleBuilder& inactive() { return set(rule_.status, std::string("INACTIVE")); }
  RuleBuilder& unknown_condition(const std::string& name) {
    return set(rule_.unknown_conditions, Names{name});
  }
  RuleBuilder& lifetime(std::int64_t minutes) {
    rule_.terms.access_token_lifetime_minutes = minutes;
    return *this;
  }
  [[nodiscard]] const okta::AccessPolicyRule& built() const { return rule_; }

 private:
  template <class Member, class Value>
  RuleBuilder& set(Member& member, Value&& value) {
    member = std::forward<Value>(value);
    return *this;
  }

  okta::AccessPolicyRule rule_;
};

// Includes every client.
class PolicyBuilder {
 public:
  explicit PolicyBuilder(const std::string& name) {
    policy_.policy.id = "id-" + name;
    policy_.policy.name = name;
    policy_.policy.status = "ACTIVE";
    policy_.policy.clients = {"ALL_CLIENTS"};
  }
  PolicyBuilder& clients(Names clients) {
    policy_.policy.clients = std::move(clients);
    return *this;
  }
  PolicyBuilder& priority(std::int64_t priority) {
    policy_.policy.priority = priority;
    return *this;
  }
  PolicyBuilder& inactive() {
    policy_.policy.status = "INACTIVE";
    return *this;
  }
  PolicyBuilder& unknown_condition(const std::string& name) {
    policy_.policy.unknown_conditions = {name};
    return *this;
  }
  PolicyBuilder& with(const RuleBuilder& rule) {
    policy_.rules.push_back(rule.built());
    okta::AccessPolicyRule& added = policy_.rules.back();
    if (added.priority == 0) added.priority = static_cast<std::int64_t>(policy_.rules.size());
    return *this;
  }
  PolicyBuilder& rules_not_all_read() {
    policy_.rules_complete = false;
    return *this;
  }
  [[nodiscard]] const remediate::PolicySnapshot& built() const { return policy_; }

 private:
  remediate::PolicySnapshot policy_;
};

class ServerBuilder {
 public:
  explicit ServerBuilder(const Names& scopes) {
    server_.server.id = "aus1";
    server_.server.name = "Orders";
    server_.server.status = "ACTIVE";
    for (const std::string& name : scopes) add_scope(name);
  }
  ServerBuilder& default_scope(const std::string& name) {
    add_scope(name).is_default = true;
    return *this;
  }
  ServerBuilder& consent_scope(const std::string& name) {
    add_scope(name).consent = okta::consent::kRequired;
    return *this;
  }
  ServerBuilder& with(const PolicyBuilder& policy) {
    server_.policies.push_back(policy.built());
    okta::AccessPolicy& added = server_.policies.back().policy;
    if (added.priority == 0) added.priority = static_cast<std::int64_t>(server_.policies.size());
    return *this;
  }
  ServerBuilder& inactive() {
    server_.server.status = "INACTIVE";
    return *this;
  }
  ServerBuilder& scopes_not_all_read() {
    server_.scopes_complete = false;
    return *this;
  }
  ServerBuilder& policies_not_all_read() {
    server_.policies_complete = false;
    return *this;
  }
  // A builder is as good as what it builds.
  operator const remediate::ServerSnapshot&() const { return server_; }  // NOLINT

 private:
  okta::Scope& add_scope(const std::string& name) {
    okta::Scope& scope = server_.scopes.emplace_back();
    scope.id = "id-" + name;
    scope.name = name;
    return scope;
  }

  remediate::ServerSnapshot server_;
};

inline RuleBuilder rule(const std::string& name) { return RuleBuilder(name); }
inline PolicyBuilder policy(const std::string& name) { return PolicyBuilder(name); }
inline ServerBuilder server(const Names& scopes) { return ServerBuilder(scopes); }

}  // namespace tests
