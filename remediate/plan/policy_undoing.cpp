#include "remediate/plan/policy_undoing.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/field_edits.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/model/obstacle.hpp"

namespace remediate {
namespace {

// What the run did to the policy.
struct Parts {
  const SettledChange* made = nullptr;
  const SettledChange* named = nullptr;
  std::vector<const SettledChange*> rules;
};

Parts parts_of(const std::string& policy, const std::vector<SettledChange>& changes) {
  Parts parts;
  for (const SettledChange& each : changes) {
    if (each.state != ChangeState::applied) continue;
    const ChangeTarget& target = each.change.target;
    if (target.kind == ObjectKind::rule && target.policy == policy) parts.rules.push_back(&each);
    if (target.kind != ObjectKind::policy || target.id != policy) continue;
    (each.change.action == Action::create ? parts.made : parts.named) = &each;
  }
  return parts;
}

tl::unexpected<Obstacle> leave(std::string_view by, std::string advice) {
  return tl::unexpected(Obstacle{std::string(by), std::move(advice)});
}

using Checked = tl::expected<void, Obstacle>;

Checked check_rule(const okta::AccessPolicyRule& rule, const Parts& parts,
                   const std::vector<Run>& others, const Run& run) {
  const auto own = std::ranges::find_if(
      parts.rules, [&](const SettledChange* each) { return each->change.target.id == rule.id; });
  if (own != parts.rules.end()) {
    if (is_as_left(rule.content, **own)) return {};
    return leave(
        obstacle::kChangedSince,
        fmt::format("somebody has changed its rule '{}' since: decide by hand", rule.name));
  }
  const bool stays_alive = parts.made == nullptr && parts.named == nullptr;
  if (stays_alive) return {};  // only rules of the run go, the policy goes on
  const Run* maker = maker_of(rule.id, others);
  if (maker == nullptr)
    return leave(obstacle::kChangedSince,
                 fmt::format("its rule '{}' was made by somebody else: decide by hand", rule.name));
  if (maker->started_at > run.started_at)
    return leave(obstacle::kLaterRun,
                 fmt::format("run {} added to it: undo that one first", maker->id));
  if (parts.made != nullptr)
    return leave(obstacle::kChangedSince,
                 fmt::format("its rule '{}' is not of this run", rule.name));
  return {};
}

// With the clients that the run left in it.
bool is_policy_as_left(const PolicySnapshot& policy, const Parts& parts) {
  if (parts.made == nullptr) return true;
  ServerSnapshot around;
  around.policies = {policy};
  Change inert;
  inert.action = Action::update;
  inert.target = {ObjectKind::policy, policy.policy.id, policy.policy.name, {}, {}};
  inert.diff = {{"/conditions/clients/include", std::nullopt, "[]"}};
  const auto emptied = after(around, inert, {});
  return emptied && policy.policy.is_active() &&
         is_as_left(emptied->policies.front().policy.content, *parts.made);
}

Checked check_clients(const PolicySnapshot& policy, const Parts& parts) {
  const bool covers_nobody = policy.policy.clients.empty();
  if (parts.named != nullptr) {
    const bool is_as_named =
        paths_that_differ(policy.policy.content, parts.named->change.diff, &FieldEdit::after)
            .empty();
    if (is_as_named || covers_nobody) return {};
    return leave(obstacle::kChangedSince, "somebody has changed its clients since: decide by hand");
  }
  if (parts.made == nullptr || covers_nobody) return {};
  return leave(obstacle::kLaterRun, "a later run named a client in it: undo that one first");
}

}  // namespace

const Run* maker_of(const std::string& id, const std::vector<Run>& others) {
  const auto found = std::ranges::find_if(others, [&](const Run& other) {
    return std::ranges::any_of(other.changes, [&](const ChangeRecord& each) {
      return each.change.action == Action::create && each.made.id == id;
    });
  });
  return found == others.end() ? nullptr : &*found;
}

tl::expected<std::vector<PolicyStep>, Obstacle> undo_policy_parts(
    const ServerSnapshot& server, const std::string& policy,
    const std::vector<SettledChange>& changes, const std::vector<Run>& others, const Run& run) {
  std::vector<PolicyStep> steps;
  const PolicySnapshot* now = policy_in(server, policy);
  if (now == nullptr) return steps;
  const Parts parts = parts_of(policy, changes);
  if (!is_policy_as_left(*now, parts))
    return leave(obstacle::kChangedSince, "somebody has changed it since: decide by hand");
  if (auto fits = check_clients(*now, parts); !fits) return tl::unexpected(fits.error());
  for (const okta::AccessPolicyRule& rule : now->rules) {
    if (auto fits = check_rule(rule, parts, others, run); !fits)
      return tl::unexpected(fits.error());
  }

  if (parts.named != nullptr && !now->policy.clients.empty())
    steps.push_back({Action::update, parts.named});
  for (const SettledChange* rule : std::views::reverse(parts.rules)) {
    if (content_in(server, rule->change.target) != nullptr) steps.push_back({Action::remove, rule});
  }
  if (parts.made != nullptr) steps.push_back({Action::remove, parts.made});
  return steps;
}

}  // namespace remediate
