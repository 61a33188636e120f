#include "remediate/plan/rest_of_run.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <ranges>
#include <set>

#include <fmt/format.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/as_sent.hpp"
#include "remediate/kinds/field_edits.hpp"
#include "remediate/kinds/find_in_server.hpp"
#include "remediate/kinds/server_set.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/basis.hpp"
#include "remediate/plan/effects_between.hpp"
#include "remediate/plan/settled_changes.hpp"

namespace remediate {
namespace {

// Longer than any gateway in front of Okta keeps a request that it has given up on.
constexpr std::chrono::seconds kMayStillCome{60};

std::string title(const ChangeTarget& target) {
  if (target.id.empty()) return fmt::format("{} '{}'", to_string(target.kind), target.name);
  return fmt::format("{} '{}' ({})", to_string(target.kind), target.name, target.id);
}

// The change that takes `change` back.
Change undoing(const Change& change) {
  Change back = change;
  if (change.action == Action::create) back.action = Action::remove;
  if (change.action == Action::activate) back.action = Action::deactivate;
  back.diff = reversed(change.diff);
  return back;
}

class RestOfRun {
 public:
  RestOfRun(const Run& run, const OrgNow& now)
      : run_(run), now_(now), settled_(settled_changes(run, now)), worlds_(now.servers) {
    resumption_.run = run.id;
    resumption_.entries = run.entries;
  }

  Resumption run(okta::Timestamp at) {
    if (at > run_.plan.valid_until)
      tell_moved("the plan is older than a day: apply plans afresh and adopts what was made");
    for (std::size_t each = 0; each < settled_.size(); ++each) {
      tell_if_it_may_still_come(run_.changes[each], settled_[each], at);
      tell_found(run_.changes[each], settled_[each]);
    }
    for (const SettledChange& each : std::views::reverse(settled_)) take_back(each);
    for (const ServerSet& each : run_.plan.basis) compare(each);
    plan_rest(at);
    return std::move(resumption_);
  }

 private:
  // No answer came, and nothing is to be seen of it yet.
  void tell_if_it_may_still_come(const ChangeRecord& record, const SettledChange& settled,
                                 okta::Timestamp at) {
    const bool is_missing = record.state == ChangeState::unknown &&
                            record.change.action == Action::create &&
                            settled.state == ChangeState::planned;
    if (is_missing && record.at && at - *record.at < kMayStillCome)
      tell_moved(fmt::format("{}: no answer came, and it may still be carried out: wait a minute",
                             title(settled.change.target)));
  }

  void tell_found(const ChangeRecord& record, const SettledChange& settled) {
    if (record.is_open() && settled.state != ChangeState::unknown) {
      const bool stands = settled.state == ChangeState::applied;
      resumption_.found.push_back(
          {record.change.id, stands ? ChangeState::applied : ChangeState::failed, settled.made});
    }
    if (!settled.made.id.empty()) made_.push_back(settled.made);
  }

  void take_back(const SettledChange& settled) {
    const Change& change = settled.change;
    if (settled.state == ChangeState::planned) return;
    if (settled.state != ChangeState::applied)
      return tell_moved(fmt::format("{}: nobody can tell what came of it", title(change.target)));
    if (change.target.kind == ObjectKind::application) return check_application(change);
    if (change.target.kind == ObjectKind::file) return check_file(change);
    const auto world = worlds_.find(server_of(change.target));
    if (world == worlds_.end()) return tell_moved(title(change.target) + ": its server is gone");
    if (makes_server(change)) return check_new_server(world->second, settled);
    take_back_on(world->second, settled);
  }

  void check_application(const Change& change) {
    const auto application = now_.applications.find(change.target.id);
    if (application == now_.applications.end())
      return tell_moved(title(change.target) + ": is gone");
    for (const std::string& path : application->second.changed)
      tell_moved(fmt::format("{}: {} changed", title(change.target), path));
  }

  void check_file(const Change& change) {
    const auto file = now_.files.find(change.target.name);
    if (file == now_.files.end())
      return tell_moved(fmt::format("file '{}': is gone", change.target.name));
    if (!file->second.problem.empty())
      return tell_moved(fmt::format("file '{}': {}", change.target.name, file->second.problem));
    if (!file->second.stands) tell_moved(fmt::format("file '{}': changed", change.target.name));
  }

  // Nothing of the run is on it any more in this world.
  void check_new_server(const ServerSnapshot& server, const SettledChange& settled) {
    if (!server.server.is_active() || !is_as_sent(server.server, settled.sent))
      tell_moved(title(settled.change.target) + ": changed");
    for (const PolicySnapshot& each : server.policies)
      tell_moved(fmt::format("policy '{}' ({}): is new", each.policy.name, each.policy.id));
    for (const okta::Scope& each : server.scopes) {
      if (!each.system) tell_moved(fmt::format("scope '{}' ({}): is new", each.name, each.id));
    }
  }

  void take_back_on(ServerSnapshot& world, const SettledChange& settled) {
    const Change& change = settled.change;
    const bool is_server = change.target.kind == ObjectKind::authorization_server;
    const std::string* content = is_server ? nullptr : content_in(world, change.target);
    if (!is_server && content == nullptr) return tell_moved(title(change.target) + ": is gone");
    const bool is_changed =
        change.action == Action::create ? !is_as_left(*content, settled)
        : change.action == Action::update
            ? !paths_that_differ(*content, change.diff, &FieldEdit::after).empty()
            : !world.server.is_active();
    if (is_changed) return tell_moved(title(change.target) + ": changed");
    auto before = after(world, undoing(change), {});
    if (!before) return tell_moved(before.error().message);
    world = std::move(*before);
  }

  void compare(const ServerSet& planned) {
    const auto world = worlds_.find(planned.server);
    if (world == worlds_.end()) return tell_moved(planned.server + ": is gone");
    std::ranges::copy(differences(planned, set_of(world->second)),
                      std::back_inserter(resumption_.moved));
  }

  void plan_rest(okta::Timestamp at) {
    Plan& rest = resumption_.rest;
    rest = run_.plan;
    rest.created_at = at;
    rest.valid_until = at + kPlanValidity;
    rest.changes.clear();
    std::set<std::string> left;
    for (const SettledChange& each : settled_) {
      if (each.state != ChangeState::planned) continue;
      Change change = resolved(each.change, made_);
      std::erase_if(change.after, [&](const std::string& id) { return !left.contains(id); });
      left.insert(change.id);
      rest.changes.push_back(std::move(change));
    }
    resolve_references_of(rest);
    keep_effects_that_are_left(rest);
    rest.basis = basis_of(rest.changes, [&](const std::string& id) {
      const auto found = now_.servers.find(id);
      return found == now_.servers.end() ? nullptr : &found->second;
    });
    seal(rest);
  }

  void resolve_references_of(Plan& rest) const {
    const auto resolve = [&](std::string& text) { text = resolve_references(text, made_); };
    for (Effect& each : rest.effects) resolve(each.authorization_server);
    for (Handover& each : rest.handover) {
      resolve(each.authorization_server);
      resolve(each.issuer);
      for (auto& [name, url] : each.endpoints) resolve(url);
    }
  }

  // On servers that are there: what the rest makes of them as they are now.
  void keep_effects_that_are_left(Plan& rest) const {
    std::erase_if(rest.effects,
                  [](const Effect& each) { return !has_references(each.authorization_server); });
    for (const auto& [id, server] : now_.servers) {
      std::ranges::move(effects_between(server, finished(server, rest), rest.handover),
                        std::back_inserter(rest.effects));
    }
  }

  [[nodiscard]] static ServerSnapshot finished(ServerSnapshot server, const Plan& rest) {
    for (const Change& change : rest.changes) {
      if (server_of(change.target) != server.server.id) continue;
      if (auto next = after(server, change, id_of_made(change.id))) server = std::move(*next);
    }
    return server;
  }

  void tell_moved(std::string line) { resumption_.moved.push_back(std::move(line)); }

  const Run& run_;
  const OrgNow& now_;
  std::vector<SettledChange> settled_;
  std::map<std::string, ServerSnapshot> worlds_;  // without what the run did, so far
  std::vector<Made> made_;
  Resumption resumption_;
};

}  // namespace

Resumption rest_of_run(const Run& run, const OrgNow& now, okta::Timestamp at) {
  return RestOfRun(run, now).run(at);
}

}  // namespace remediate
