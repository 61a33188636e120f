// Random orgs with clients that want something of them, for properties of plans.
#pragma once

#include <ostream>
#include <set>
#include <string>

#include <rapidcheck.h>

#include "remediate/plan/planner.hpp"
#include "tests/support/contents.hpp"
#include "tests/support/random_server.hpp"

namespace tests {

using remediate::Blocked;
using remediate::Change;
using remediate::Desired;
using remediate::DesiredAccess;
using remediate::has_scope;
using remediate::Need;
using remediate::Plan;
using remediate::ServerSnapshot;
using remediate::Snapshot;

inline constexpr okta::Timestamp kPlannedAt{std::chrono::seconds{1'780'000'000}};

struct Case {
  ServerSnapshot server;
  Desired desired;
};

inline void showValue(const Plan& plan, std::ostream& stream) {
  for (const Change& each : plan.changes)
    stream << each.id << ' ' << to_string(each.action) << ' ' << to_string(each.target.kind) << ' '
           << each.target.name << ' ' << each.body << '\n';
  for (const Blocked& each : plan.blocked)
    stream << "blocked by " << each.by << ": " << each.advice << '\n';
}

inline void showValue(const Case& shown,
                      std::ostream& stream) {  // NOLINT: rapidcheck asks for the name
  rc::show(shown.server, stream);
  for (const DesiredAccess& access : shown.desired.access) {
    stream << "wants " << access.client_id << " groups[";
    for (const std::string& group : access.groups) stream << ' ' << group;
    stream << " ]\n";
    for (const Need& need : access.needs) {
      stream << "  " << need.grant_type << ':';
      for (const std::string& scope : need.scopes) stream << ' ' << scope;
      stream << '\n';
    }
  }
}

inline Need random_need() {
  Need need;
  need.grant_type = universe::kGrantTypes[random_server_parts::draw<std::size_t>(
      0, universe::kGrantTypes.size())];
  const bool service = need.grant_type == "client_credentials";
  for (const std::string& scope : universe::kScopes) {
    if (service && scope == "openid") continue;
    if (random_server_parts::happens(60)) need.scopes.push_back(scope);
  }
  if (need.scopes.empty()) need.scopes.emplace_back("orders.read");
  return need;
}

inline DesiredAccess random_access(const std::string& client) {
  DesiredAccess access;
  access.app_id = client;
  access.client_id = client;
  access.label = "App of " + client;
  access.server = "aus1";
  access.because = {"f1"};
  if (random_server_parts::happens(25)) access.groups = {"group_b"};
  std::set<Need> needs;
  const int count = random_server_parts::draw(1, 4);
  for (int each = 0; each < count; ++each) needs.insert(random_need());
  access.needs.assign(needs.begin(), needs.end());
  return access;
}

inline Case made_up_case(bool equal_priorities) {
  Case random;
  random.server = *random_server({.equal_priorities = equal_priorities});
  // A service cannot be granted what wants consent: a check of its own keeps that from the planner.
  for (okta::Scope& scope : random.server.scopes) {
    if (scope.consent == okta::consent::kRequired) scope.consent = okta::consent::kImplicit;
  }
  // So does another one with names that are Okta's own.
  if (!has_scope(random.server, "openid")) {
    random.server.scopes.push_back({});
    random.server.scopes.back().id = "scp_openid";
    random.server.scopes.back().name = "openid";
  }
  fill_contents(random.server);
  random.desired.servers.push_back({"aus1", "aus1", std::nullopt, false, {}});
  random.desired.access.push_back(random_access("client_a"));
  if (random_server_parts::happens(50)) random.desired.access.push_back(random_access("client_b"));
  return random;
}

inline Case random_case(bool equal_priorities = false) {
  return *rc::gen::exec([equal_priorities] { return made_up_case(equal_priorities); });
}

inline Snapshot snapshot_of(const ServerSnapshot& server) {
  Snapshot snapshot;
  snapshot.org.url = "https://acme.okta.com";
  snapshot.servers = {server};
  return snapshot;
}

}  // namespace tests
