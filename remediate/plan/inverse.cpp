#include "remediate/plan/inverse.hpp"

#include <algorithm>
#include <ranges>
#include <set>

#include <fmt/format.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/server_set.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/outcomes.hpp"

namespace remediate {
namespace {

std::vector<FieldEdit> reversed(const std::vector<FieldEdit>& diff) {
  std::vector<FieldEdit> back;
  for (const FieldEdit& each : std::views::reverse(diff))
    back.push_back({each.path, each.after, each.before});
  return back;
}

const PolicySnapshot* policy_in(const ServerSnapshot& server, const std::string& id) {
  const auto found = std::ranges::find_if(
      server.policies, [&](const PolicySnapshot& each) { return each.policy.id == id; });
  return found == server.policies.end() ? nullptr : &*found;
}

// Its configured content; null when it is not there.
const std::string* content_of(const ServerSnapshot& server, const ChangeTarget& target) {
  if (target.kind == ObjectKind::scope) {
    const auto found = std::ranges::find(server.scopes, target.id, &okta::Scope::id);
    return found == server.scopes.end() ? nullptr : &found->content;
  }
  const bool is_rule = target.kind == ObjectKind::rule;
  const PolicySnapshot* policy = policy_in(server, is_rule ? target.policy : target.id);
  if (policy == nullptr || !is_rule) return policy == nullptr ? nullptr : &policy->policy.content;
  const auto found = std::ranges::find(policy->rules, target.id, &okta::AccessPolicyRule::id);
  return found == policy->rules.end() ? nullptr : &found->content;
}

bool names_scope(const okta::AccessPolicyRule& rule, const std::string& scope) {
  return std::ranges::find(rule.scopes, scope) != rule.scopes.end();
}

// Why what the run made must stay.
std::string still_used(const ServerSnapshot& server, const ChangeTarget& target) {
  if (target.kind == ObjectKind::policy) {
    const PolicySnapshot* policy = policy_in(server, target.id);
    if (policy->rules.empty()) return {};
    return fmt::format("rule '{}' in it is not of this run", policy->rules.front().name);
  }
  if (target.kind != ObjectKind::scope) return {};
  for (const PolicySnapshot& policy : server.policies) {
    for (const okta::AccessPolicyRule& rule : policy.rules) {
      if (names_scope(rule, target.name))
        return fmt::format("rule '{}' of policy '{}' names it", rule.name, policy.policy.name);
    }
  }
  return {};
}

class Inverse {
 public:
  Inverse(const Run& run, const OrgNow& now, okta::Timestamp at)
      : run_(run), now_(now), worlds_(now.servers) {
    plan_.created_at = at;
    plan_.valid_until = at + kPlanValidity;
    plan_.org = run.org;
  }

  Plan run() {
    for (const ChangeRecord& each : std::views::reverse(run_.changes)) undo(each);
    add_effects();
    plan_.assumes.push_back(
        {std::string(assumption::kTokensNotMoved),
         "tokens, consents and signing keys that were issued meanwhile cannot be taken back: "
         "tokens stay valid until they end"});
    seal(plan_);
    return std::move(plan_);
  }

 private:
  void leave(const ChangeRecord& record, std::string by, std::string advice) {
    plan_.blocked.push_back(
        {record.change.id, std::move(by), record.change.target.name, std::move(advice)});
    left_.insert(id_of(record));
    if (record.change.target.kind == ObjectKind::rule)
      left_.insert(resolved(record.change, run_.made()).target.policy);
  }

  [[nodiscard]] std::string id_of(const ChangeRecord& record) const {
    return record.made.id.empty() ? resolved(record.change, run_.made()).target.id : record.made.id;
  }

  void undo(const ChangeRecord& record) {
    switch (record.state) {
      case ChangeState::planned:
      case ChangeState::failed:
        return;  // nothing was done
      case ChangeState::intended:
      case ChangeState::unknown:
        leave(record, "unknown-outcome",
              "nobody noted what came of this change: look at the object by hand");
        return;
      case ChangeState::applied:
        break;
    }
    Change change = resolved(record.change, run_.made());
    change.target.id = id_of(record);
    switch (change.target.kind) {
      case ObjectKind::application:
        undo_application(record, change);
        return;
      case ObjectKind::authorization_server:
        undo_server(record, change);
        return;
      case ObjectKind::scope:
      case ObjectKind::policy:
      case ObjectKind::rule:
        undo_on_server(record, change);
        return;
      case ObjectKind::claim:
      case ObjectKind::file:
        leave(record, "not-undone", "undo it by hand");
        return;
    }
  }

  void undo_application(const ChangeRecord& record, const Change& change) {
    const auto now = now_.applications.find(change.target.id);
    if (now == now_.applications.end())
      return leave(record, "gone", "the app is not there any more");
    if (!now->second.changed.empty())
      return leave(record, "changed-since",
                   fmt::format("somebody has changed {} since: put it right by hand",
                               fmt::join(now->second.changed, ", ")));
    Change back = change_like(change);
    back.action = Action::update;
    back.diff = reversed(change.diff);
    back.precondition.digest = now->second.digest;
    back.why = "puts back what the run replaced";
    add(std::move(back));
  }

  void undo_server(const ChangeRecord& record, const Change& change) {
    if (change.action != Action::activate) {
      return leave(record, "server-stays",
                   fmt::format("an authorization server is never deleted with a run: when nobody "
                               "uses '{}' any more, deactivate and delete it by hand",
                               change.target.name));
    }
    const auto world = worlds_.find(change.target.id);
    if (world == worlds_.end()) return leave(record, "gone", "the server is not there any more");
    Change back = change_like(change);
    back.action = Action::deactivate;
    back.precondition.server_set = digest_of(now_.servers.at(change.target.id));
    back.why = "the run activated it";
    add_on(world->second, record, std::move(back));
  }

  void undo_on_server(const ChangeRecord& record, const Change& change) {
    const auto world = worlds_.find(change.target.server);
    const bool waits = left_.contains(change.target.id) || left_.contains(change.target.policy);
    if (waits && change.target.kind != ObjectKind::scope) return;
    const std::string* content =
        world == worlds_.end() ? nullptr : content_of(world->second, change.target);
    if (content == nullptr) return leave(record, "gone", "it is not there any more");
    Change back = change_like(change);
    back.precondition.server_set = digest_of(now_.servers.at(change.target.server));
    if (change.action == Action::update) {
      back.action = Action::update;
      back.diff = reversed(change.diff);
      back.why = "puts back what the run replaced";
    } else {
      if (!holds(*content, record.sent))
        return leave(record, "changed-since", "somebody has changed it since: decide by hand");
      if (std::string use = still_used(world->second, change.target); !use.empty())
        return leave(record, "in-use", use + ": decide by hand");
      back.action = Action::remove;
      back.precondition.digest = object_digest(*content);
      back.reversible = false;  // what is made again gets another id
      back.why = "the run made it";
    }
    add_on(world->second, record, std::move(back));
  }

  [[nodiscard]] static Change change_like(const Change& change) {
    Change back;
    back.target = change.target;
    back.because = {change.id};
    return back;
  }

  void add(Change change) {
    change.id = fmt::format("c{}", plan_.changes.size() + 1);
    if (!plan_.changes.empty()) change.after.push_back(plan_.changes.back().id);
    plan_.changes.push_back(std::move(change));
  }

  void add_on(ServerSnapshot& world, const ChangeRecord& record, Change change) {
    auto next = after(world, change, {});
    if (!next) return leave(record, "changed-since", next.error().message);
    world = std::move(*next);
    add(std::move(change));
  }

  void add_effects() {
    for (const auto& [id, world] : worlds_) {
      std::set<std::string> clients;
      std::set<ScopeSet> requests;
      for (const Effect& each : run_.plan.effects) {
        clients.insert(each.client_id);
        requests.insert(each.scopes);
      }
      const ServerSnapshot& before = now_.servers.at(id);
      for (const std::string& client : clients_concerned(before, world, clients)) {
        for (Effect& effect : effects_of(outcome_changes(before, world, client, requests))) {
          effect.authorization_server = id;
          plan_.effects.push_back(std::move(effect));
        }
      }
    }
  }

  const Run& run_;
  const OrgNow& now_;
  std::map<std::string, ServerSnapshot> worlds_;  // as they are after the changes so far
  std::set<std::string> left_;                    // ids of what stays
  Plan plan_;
};

}  // namespace

Plan inverse_of(const Run& run, const OrgNow& now, okta::Timestamp at) {
  return Inverse(run, now, at).run();
}

}  // namespace remediate
