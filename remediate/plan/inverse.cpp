#include "remediate/plan/inverse.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>

#include <fmt/format.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/field_edits.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/model/obstacle.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/basis.hpp"
#include "remediate/plan/effects_between.hpp"
#include "remediate/plan/in_use.hpp"
#include "remediate/plan/outcomes.hpp"
#include "remediate/plan/policy_undoing.hpp"
#include "remediate/plan/who_changed.hpp"

namespace remediate {
namespace {

// A rule that names the scope still, unless it is switched off; or nothing.
std::string rule_naming(const ServerSnapshot& server, const std::string& scope) {
  for (const PolicySnapshot& policy : server.policies) {
    for (const okta::AccessPolicyRule& rule : policy.rules) {
      if (rule.is_active() && std::ranges::find(rule.scopes, scope) != rule.scopes.end())
        return fmt::format("rule '{}' of policy '{}'", rule.name, policy.policy.name);
    }
  }
  return {};
}

std::set<std::string> clients_of(const Run& run) {
  std::set<std::string> clients;
  for (const Handover& each : run.plan.handover) clients.insert(each.client_id);
  return clients;
}

// Of an app, as far as the run knows.
std::vector<std::string> clients_of(const ChangeTarget& application, const Run& run) {
  std::vector<std::string> clients = {application.id};
  for (const Handover& each : run.plan.handover) {
    if (each.label == application.name) clients.push_back(each.client_id);
  }
  return clients;
}

std::set<std::string> rules_of(const OrgNow& now, const ChangeTarget& target) {
  std::set<std::string> ids;
  const auto server = now.servers.find(target.server);
  const std::string& id = target.kind == ObjectKind::rule ? target.policy : target.id;
  const PolicySnapshot* policy =
      server == now.servers.end() ? nullptr : policy_in(server->second, id);
  if (policy == nullptr) return ids;
  for (const okta::AccessPolicyRule& each : policy->rules) ids.insert(each.id);
  return ids;
}

class Inverse {
 public:
  Inverse(const Run& run, const std::vector<Run>& others, const OrgNow& now, const KnownUse& use,
          okta::Timestamp at)
      : run_(run),
        others_(others),
        now_(now),
        use_(use),
        settled_(settled_changes(run, now)),
        clients_(clients_of(run)),
        worlds_(now.servers) {
    plan_.created_at = at;
    plan_.valid_until = at + kPlanValidity;
    plan_.org = run.org;
  }

  Plan run() {
    disown_what_others_made();
    for (const SettledChange& each : std::views::reverse(settled_)) undo(each);
    add_effects();
    plan_.basis = basis_of(plan_.changes, [&](const std::string& id) {
      const auto found = now_.servers.find(id);
      return found == now_.servers.end() ? nullptr : &found->second;
    });
    plan_.assumes.push_back(
        {std::string(assumption::kTokensNotMoved),
         "tokens, consents and signing keys that were issued meanwhile cannot be taken back: "
         "tokens stay valid until they end"});
    for (const std::string& each : cut_off_)
      plan_.assumes.push_back({std::string(assumption::kClientsCutOff), each});
    seal(plan_);
    return std::move(plan_);
  }

 private:
  // Names are a function of server and client: what was found by its name may be another run's.
  void disown_what_others_made() {
    for (std::size_t each = 0; each < settled_.size(); ++each) {
      const bool is_found = run_.changes[each].made.id.empty();
      if (is_found && settled_[each].change.action == Action::create &&
          maker_of(settled_[each].change.target.id, others_) != nullptr)
        settled_[each].state = ChangeState::planned;
    }
  }

  void undo(const SettledChange& settled) {
    if (settled.state == ChangeState::planned) return;  // nothing was done
    if (settled.state != ChangeState::applied)
      return leave(settled, obstacle::kUnknownOutcome,
                   "nobody noted what came of this change: look at the object by hand");
    switch (settled.change.target.kind) {
      case ObjectKind::application:
        return undo_application(settled);
      case ObjectKind::authorization_server:
        return undo_server(settled);
      case ObjectKind::scope:
        return undo_scope(settled);
      case ObjectKind::policy:
        return undo_policy(settled, settled.change.target.id);
      case ObjectKind::rule:
        return undo_policy(settled, settled.change.target.policy);
      case ObjectKind::file:
        return undo_file(settled);
      case ObjectKind::claim:
        return leave(settled, obstacle::kNotUndone, "undo it by hand");
    }
  }

  void undo_application(const SettledChange& settled) {
    const auto now = now_.applications.find(settled.change.target.id);
    if (now == now_.applications.end())
      return leave(settled, obstacle::kGone, "the app is not there any more");
    if (now->second.is_back) return;
    if (!now->second.changed.empty())
      return leave(settled, obstacle::kChangedSince,
                   fmt::format("somebody has changed {} since: put it right by hand",
                               fmt::join(now->second.changed, ", ")));
    for (const auto& [id, server] : now_.servers) {
      if (is_kept(settled, use_by(usage_of(id), clients_of(settled.change.target, run_)))) return;
    }
    Change back = change_undoing(settled);
    back.action = Action::update;
    back.diff = reversed(settled.change.diff);
    back.precondition.digest = now->second.digest;
    add(std::move(back));
  }

  void undo_file(const SettledChange& settled) {
    const auto now = now_.files.find(settled.change.target.name);
    if (now == now_.files.end())
      return leave(settled, obstacle::kGone, "the file is not there any more");
    if (!now->second.problem.empty())
      return leave(settled, obstacle::kFileUnread, now->second.problem);
    if (now->second.is_back) return;
    if (!now->second.stands)
      return leave(settled, obstacle::kChangedSince,
                   "somebody has changed the file since: put its URLs right by hand");
    // Which of the run's clients it configures is not noted.
    const std::vector<std::string> clients(clients_.begin(), clients_.end());
    for (const auto& [id, server] : now_.servers) {
      if (is_kept(settled, use_by(usage_of(id), clients))) return;
    }
    Change back = change_undoing(settled);
    back.action = Action::rewrite;
    back.splices = reversed(settled.change.splices);
    back.precondition.digest = now->second.digest;
    add(std::move(back));
  }

  void undo_server(const SettledChange& settled) {
    const ChangeTarget& target = settled.change.target;
    if (settled.change.action != Action::activate) {
      return leave(settled, obstacle::kServerStays,
                   fmt::format("an authorization server is never deleted with a run: when nobody "
                               "uses '{}' any more, deactivate and delete it by hand",
                               target.name));
    }
    const auto world = worlds_.find(target.id);
    if (world == worlds_.end() || !world->second.server.is_active()) return;
    if (is_kept(settled, use_by(usage_of(target.id), {std::string(okta::kAllClients)}))) return;
    Change back = change_undoing(settled);
    back.action = Action::deactivate;
    add_unless_missed(world->second, settled, std::move(back));
  }

  void undo_scope(const SettledChange& settled) {
    const ChangeTarget& target = settled.change.target;
    const auto world = worlds_.find(target.server);
    const std::string* content =
        world == worlds_.end() ? nullptr : content_in(world->second, target);
    if (content == nullptr) return;  // it is gone already
    if (!is_as_left(*content, settled))
      return leave(settled, obstacle::kChangedSince,
                   "somebody has changed it since: decide by hand");
    if (const std::string rule = rule_naming(world->second, target.name); !rule.empty())
      return leave(settled, obstacle::kInUse, rule + " names it: decide by hand");
    if (is_kept(settled, use_of_scope(usage_of(target.server), target.name))) return;
    Change back = change_undoing(settled);
    back.action = Action::remove;
    back.precondition.digest = object_digest(*content);
    add_unless_missed(world->second, settled, std::move(back));
  }

  // The first of its changes that is met stands for all of them.
  void undo_policy(const SettledChange& settled, const std::string& policy) {
    if (!policies_.insert(policy).second) return;
    const auto world = worlds_.find(settled.change.target.server);
    if (world == worlds_.end()) return;
    auto undoing = undo_policy_parts(world->second, policy, settled_, others_, run_);
    if (!undoing) return leave(settled, undoing.error().by, undoing.error().advice);
    if (undoing->empty()) return;
    const std::vector<std::string>& clients = policy_in(world->second, policy)->policy.clients;
    if (is_kept(settled, use_by(usage_of(world->first), clients))) return;
    for (PolicyStep& step : *undoing) {
      Change back = change_undoing(*step.undoes);
      back.action = step.action;
      if (step.action == Action::update)
        back.diff = reversed(step.undoes->change.diff);
      else
        back.precondition.digest = object_digest(*content_in(world->second, back.target));
      add_on(world->second, *step.undoes, std::move(back));
    }
  }

  [[nodiscard]] Change change_undoing(const SettledChange& settled) const {
    Change back;
    back.target = settled.change.target;
    back.target.above.clear();
    back.because = {settled.change.id};
    back.why = settled.change.action == Action::create     ? "the run made it"
               : settled.change.action == Action::activate ? "the run activated it"
                                                           : "puts back what the run replaced";
    back.reversible = settled.change.action != Action::create;  // made again it has another id
    return back;
  }

  [[nodiscard]] const ServerUsage* usage_of(const std::string& server) const {
    const auto found = use_.servers.find(server);
    return found == use_.servers.end() ? nullptr : &found->second;
  }

  // Left and told, unless it is to be taken away from those who live there.
  bool is_kept(const SettledChange& settled, const std::optional<Use>& use) {
    if (!use) return false;
    if (use_.even_if_used)
      cut_off_.insert(use->fact);
    else
      leave(settled, obstacle_of(*use).by, obstacle_of(*use).advice);
    return !use_.even_if_used;
  }

  void leave(const SettledChange& settled, std::string_view by, std::string advice) {
    const ChangeTarget& target = settled.change.target;
    const bool is_file = target.kind == ObjectKind::file;  // Okta's log knows nothing of it
    if (by == obstacle::kChangedSince && use_.recent && !is_file)
      advice += "; " + who_changed(*use_.recent, target, rules_of(now_, target));
    plan_.blocked.push_back({settled.change.id, std::string(by), target.name, std::move(advice)});
  }

  void add(Change change) {
    change.id = fmt::format("c{}", plan_.changes.size() + 1);
    if (!plan_.changes.empty()) change.after.push_back(plan_.changes.back().id);
    plan_.changes.push_back(std::move(change));
  }

  void add_on(ServerSnapshot& world, const SettledChange& settled, Change change) {
    auto next = after(world, change, {});
    if (!next) return leave(settled, obstacle::kChangedSince, next.error().message);
    world = std::move(*next);
    add(std::move(change));
  }

  // Somebody else has come to live on it since.
  void add_unless_missed(ServerSnapshot& world, const SettledChange& settled, Change change) {
    const auto next = after(world, change, {});
    if (next && !use_.even_if_used) {
      for (const std::string& client : clients_concerned(world, *next, {})) {
        if (clients_.contains(client)) continue;
        const auto changes = outcome_changes(world, *next, client, {});
        if (std::ranges::any_of(changes, &OutcomeChange::loses))
          return leave(settled, obstacle::kInUse,
                       fmt::format("{} would lose what it is granted by it: decide by hand",
                                   client == kAnyOtherClient ? "another client" : client));
      }
    }
    add_on(world, settled, std::move(change));
  }

  void add_effects() {
    for (const auto& [id, world] : worlds_)
      std::ranges::move(effects_between(now_.servers.at(id), world, run_.plan.handover),
                        std::back_inserter(plan_.effects));
  }

  const Run& run_;
  const std::vector<Run>& others_;
  const OrgNow& now_;
  const KnownUse& use_;
  std::set<std::string> cut_off_;  // who lives on what goes all the same, in words
  std::vector<SettledChange> settled_;
  std::set<std::string> clients_;                 // that the run was for
  std::set<std::string> policies_;                // ids that were dealt with
  std::map<std::string, ServerSnapshot> worlds_;  // as they are after the changes so far
  Plan plan_;
};

}  // namespace

Plan inverse_of(const Run& run, const std::vector<Run>& others, const OrgNow& now,
                const KnownUse& use, okta::Timestamp at) {
  return Inverse(run, others, now, use, at).run();
}

}  // namespace remediate
