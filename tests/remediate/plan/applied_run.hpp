// Runs over random small orgs, as the journal would tell them, and what undoes them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/plan/inverse.hpp"
#include "remediate/plan/planner.hpp"
#include "tests/remediate/plan/random_case.hpp"

namespace tests {

using remediate::Action;
using remediate::ChangeRecord;
using remediate::ChangeState;
using remediate::KnownUse;
using remediate::PolicySnapshot;
using remediate::Run;

// Somebody looked, and nobody lives there.
inline const KnownUse kUnused{{{"aus1", {}}}, std::nullopt, false};

struct Applied {
  Run run;
  ServerSnapshot server;  // after it
};

inline std::string made_id(const Change& change) { return "made_" + change.id; }

// As the read-back notes it.
inline std::string digest_in(const ServerSnapshot& server, const Change& sent,
                             const std::string& made_id) {
  remediate::ChangeTarget target = sent.target;
  if (!made_id.empty()) target.id = made_id;
  const std::string* content = content_in(server, target);
  return content == nullptr ? std::string() : remediate::object_digest(*content);
}

// As the journal would tell a run that got as far as `count` changes.
inline Applied applied(const ServerSnapshot& server, const Plan& plan, std::size_t count) {
  Applied result{{}, server};
  result.run.id = "r1";
  result.run.org = plan.org;
  result.run.plan = plan;
  for (const Change& change : plan.changes) {
    ChangeRecord record;
    record.change = change;
    record.made.change = change.id;
    if (result.run.changes.size() < count) {
      const Change sent = resolved(change, result.run.made());
      record.state = ChangeState::applied;
      record.sent = sent.body;
      if (change.action == Action::create) record.made.id = made_id(change);
      auto next = after(result.server, sent, record.made.id);
      RC_ASSERT(next.has_value());
      result.server = std::move(*next);
      record.digest = digest_in(result.server, sent, record.made.id);
    }
    result.run.changes.push_back(std::move(record));
  }
  return result;
}

// A rule of somebody else named or granted a scope before it was there: then it is in use, and
// stays.
inline bool is_used_by_others(const ServerSnapshot& server, const Plan& plan) {
  const auto is_new = [&](const std::string& scope) {
    return scope != "*" && !has_scope(server, scope);
  };
  return !plan.exposes.empty() ||
         std::ranges::any_of(server.policies, [&](const PolicySnapshot& policy) {
           return std::ranges::any_of(policy.rules, [&](const okta::AccessPolicyRule& rule) {
             return rule.is_active() && std::ranges::any_of(rule.scopes, is_new);
           });
         });
}

inline std::vector<ServerSnapshot> states_of(const ServerSnapshot& server, const Plan& plan) {
  std::vector<ServerSnapshot> states = {server};
  for (const Change& change : plan.changes) {
    auto next = after(states.back(), change, {});
    RC_ASSERT(next.has_value());
    states.push_back(std::move(*next));
  }
  return states;
}

// Undoes the run on its server as it is by now.
inline Plan plan_back(const Run& run, const ServerSnapshot& server, const KnownUse& use = kUnused) {
  return inverse_of(run, {}, {{{"aus1", server}}, {}}, use, kPlannedAt);
}

}  // namespace tests
