// Plans of small audits, and what tests look for in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remediate/plan/plan_for.hpp"
#include "tests/remediate/checks/audit_builder.hpp"
#include "tests/support/contents.hpp"

namespace remediate {

inline Plan plan_of(AuditBuilder& builder, std::optional<int> most_clients = std::nullopt) {
  for (ServerSnapshot& server : builder.snapshot.servers) tests::fill_contents(server);
  return plan_for(builder.snapshot, builder.evidence, builder.directives, builder.judged(),
                  most_clients, hour(48));
}

inline std::vector<const Change*> changes_of(const Plan& plan, ObjectKind kind) {
  std::vector<const Change*> found;
  for (const Change& each : plan.changes) {
    if (each.target.kind == kind) found.push_back(&each);
  }
  return found;
}

inline std::vector<std::string> blockers_of(const Plan& plan) {
  std::vector<std::string> blockers;
  for (const Blocked& each : plan.blocked) blockers.push_back(each.by);
  return blockers;
}

// Called 0oa1.
inline AuditBuilder failing_app(const ScopeSet& scopes = {"openid", "orders.read"}) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.fails("0oa1", scopes);
  return builder;
}

}  // namespace remediate
