// Random authorization servers over a small universe, for properties about access. The universe is
// small so that people, rules and requests meet often, and so that a test can ask about everybody.
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "remediate/model/snapshot.hpp"
#include "tests/support/contents.hpp"

namespace tests {

namespace universe {
inline const std::vector<std::string> kClients = {"client_a", "client_b"};
inline const std::vector<std::string> kGroups = {"group_a", "group_b", "group_c"};
inline const std::vector<std::string> kUsers = {"user_a", "user_b"};
inline const std::vector<std::string> kScopes = {"openid", "orders.read", "orders.write"};
inline const std::vector<std::string> kGrantTypes = {"authorization_code", "client_credentials",
                                                     "implicit"};
}  // namespace universe

struct RandomServer {
  bool equal_priorities = false;   // some policies and rules share their priority
  bool unknown_conditions = true;  // some carry conditions that the model does not know
  bool inactive_parts = true;      // some are switched off
};

namespace random_server_parts {

using Names = std::vector<std::string>;

// Evenly from [min, max): rapidcheck's own ranges stay near `min` for most of a run.
template <class Number>
Number draw(Number min, Number max) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(min, max));
}

// Shrinks towards not happening.
inline bool happens(int percent) { return draw(0, 100) >= 100 - percent; }

// Each with these odds, in either order.
inline Names some_of(const Names& names, int percent) {
  Names chosen;
  for (const std::string& name : names) {
    if (happens(percent)) chosen.push_back(name);
  }
  return happens(50) ? chosen : Names(chosen.rbegin(), chosen.rend());
}

inline std::int64_t priority(std::size_t position, const RandomServer& options) {
  return options.equal_priorities ? draw<std::int64_t>(1, 3)
                                  : static_cast<std::int64_t>(position + 1) * 2;
}

inline std::string status(const RandomServer& options) {
  return options.inactive_parts && happens(10) ? "INACTIVE" : "ACTIVE";
}

inline Names conditions(const RandomServer& options) {
  return options.unknown_conditions && happens(10) ? Names{"network"} : Names{};
}

inline okta::PeopleCondition people() {
  okta::PeopleCondition people;
  if (happens(15)) return people;
  people.groups_include = happens(45) ? Names{"EVERYONE"} : some_of(universe::kGroups, 40);
  people.users_include = some_of(universe::kUsers, 20);
  people.groups_exclude = some_of(universe::kGroups, 15);
  people.users_exclude = some_of(universe::kUsers, 15);
  return people;
}

inline okta::AccessPolicyRule rule(const std::string& id, std::size_t position,
                                   const RandomServer& options) {
  okta::AccessPolicyRule rule;
  rule.id = id;
  rule.name = "rule " + id;
  rule.status = status(options);
  rule.priority = priority(position, options);
  rule.grant_types = some_of(universe::kGrantTypes, 75);
  rule.scopes = happens(45) ? Names{"*"} : some_of(universe::kScopes, 65);
  rule.people = people();
  rule.terms.access_token_lifetime_minutes = draw<std::int64_t>(5, 8);
  rule.unknown_conditions = conditions(options);
  return rule;
}

inline remediate::PolicySnapshot policy(const std::string& id, std::size_t position,
                                        const RandomServer& options) {
  remediate::PolicySnapshot policy;
  policy.policy.id = id;
  policy.policy.name = "policy " + id;
  policy.policy.status = status(options);
  policy.policy.priority = priority(position, options);
  policy.policy.clients = happens(45) ? Names{"ALL_CLIENTS"} : some_of(universe::kClients, 60);
  policy.policy.unknown_conditions = conditions(options);
  const auto count = draw<std::size_t>(0, 4);
  for (std::size_t each = 0; each < count; ++each)
    policy.rules.push_back(rule(id + "_" + std::to_string(each), each, options));
  return policy;
}

}  // namespace random_server_parts

// Active, whole, most scopes of the universe configured, at most four policies of at most three
// rules, listed by priority.
inline rc::Gen<remediate::ServerSnapshot> random_server(RandomServer options = {}) {
  return rc::gen::exec([options] {
    remediate::ServerSnapshot server;
    server.server.id = "aus1";
    server.server.name = "Orders";
    server.server.issuer = "https://acme.okta.com/oauth2/aus1";
    server.server.status = "ACTIVE";
    for (const std::string& name : universe::kScopes) {
      if (random_server_parts::happens(5)) continue;
      okta::Scope& scope = server.scopes.emplace_back();
      scope.id = "scp_" + name;
      scope.name = name;
      scope.is_default = random_server_parts::happens(40);
      if (random_server_parts::happens(10)) scope.consent = okta::consent::kRequired;
    }
    const auto count = random_server_parts::draw<std::size_t>(0, 5);
    for (std::size_t each = 0; each < count; ++each) {
      server.policies.push_back(
          random_server_parts::policy("pol" + std::to_string(each), each, options));
    }
    std::ranges::stable_sort(server.policies, {}, [](const remediate::PolicySnapshot& each) {
      return each.policy.priority;
    });
    fill_contents(server);
    return server;
  });
}

}  // namespace tests

namespace remediate {

// What rapidcheck prints of a counterexample.
inline void showValue(const ServerSnapshot& server, std::ostream& stream) {  // NOLINT
  const auto list = [&](const char* label, const std::vector<std::string>& names) {
    stream << ' ' << label << '[';
    for (const std::string& name : names) stream << ' ' << name;
    stream << " ]";
  };
  const auto head = [&](const auto& object) {
    stream << object.id << " #" << object.priority << ' ' << object.status;
  };
  stream << "server " << server.server.status << '\n';
  for (const okta::Scope& scope : server.scopes) {
    stream << "  scope " << scope.name << (scope.is_default ? " default" : "") << ' '
           << scope.consent.value_or("") << '\n';
  }
  for (const PolicySnapshot& each : server.policies) {
    stream << "  ";
    head(each.policy);
    list("clients", each.policy.clients);
    list("unknown", each.policy.unknown_conditions);
    stream << '\n';
    for (const okta::AccessPolicyRule& rule : each.rules) {
      stream << "    ";
      head(rule);
      list("grants", rule.grant_types);
      list("scopes", rule.scopes);
      list("groups", rule.people.groups_include);
      list("users", rule.people.users_include);
      list("not groups", rule.people.groups_exclude);
      list("not users", rule.people.users_exclude);
      list("unknown", rule.unknown_conditions);
      stream << '\n';
    }
  }
}

}  // namespace remediate
