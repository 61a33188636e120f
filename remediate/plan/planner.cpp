#include "remediate/plan/planner.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include <fmt/format.h>

#include "remediate/model/plan_json.hpp"
#include "remediate/plan/application_urls.hpp"
#include "remediate/plan/basis.hpp"
#include "remediate/plan/client_files.hpp"
#include "remediate/plan/consequences.hpp"
#include "remediate/plan/site.hpp"

namespace remediate {
namespace {

const ServerSnapshot* server_with_id(const Snapshot& snapshot, const std::string& id) {
  const auto found = std::ranges::find_if(
      snapshot.servers, [&](const ServerSnapshot& each) { return each.server.id == id; });
  return found == snapshot.servers.end() ? nullptr : &*found;
}

// Text of the org or of the log that has the form of a reference, in a rule that is copied or in
// the name of a scope: it would be taken for one, and the copy would be none.
std::optional<Obstacle> lookalike_in(const std::vector<Change>& changes, std::size_t from) {
  for (std::size_t i = from; i < changes.size(); ++i) {
    if (has_references(changes[i].body))
      return Obstacle{"looks-like-reference",
                      fmt::format("{} '{}' holds a text like ${{c1.id}}, which plans use for what "
                                  "they make: do this one by hand",
                                  to_string(changes[i].target.kind), changes[i].target.name)};
  }
  return std::nullopt;
}

// What decides about access and was not read whole, as its source is called; or nothing.
std::string_view unread_of(const ServerSnapshot& server) {
  if (!server.scopes_complete) return source::kScopes;
  if (!server.policies_complete) return source::kPolicies;
  const bool has_all_rules = std::ranges::all_of(server.policies, &PolicySnapshot::rules_complete);
  return has_all_rules ? std::string_view() : source::kRules;
}

class Planner {
 public:
  Planner(const Desired& desired, const Snapshot& snapshot, okta::Timestamp now)
      : desired_(desired), snapshot_(snapshot) {
    plan_.created_at = now;
    plan_.valid_until = now + kPlanValidity;
    plan_.org = snapshot.org.url;
    plan_.blocked = desired.blocked;
    clients_under_way_ = static_cast<int>(std::ranges::count_if(
        desired.access, [&](const DesiredAccess& each) { return is_prepared(each); }));
  }

  Plan run() {
    for (const DesiredServer& each : desired_.servers) plan_server(each);
    for (const PlannedAccess& each : planned_) plan_urls(each);
    move_files(desired_, snapshot_, planned_, plan_);
    plan_.basis = basis_of(plan_.changes,
                           [&](const std::string& id) { return server_with_id(snapshot_, id); });
    add_consequences(snapshot_, sites_, planned_, plan_);
    add_file_notes(desired_, snapshot_, planned_, plan_);
    seal(plan_);
    return std::move(plan_);
  }

 private:
  // Everything is granted, and the client still asks the org authorization server: whoever has
  // moved is not desired any more.
  [[nodiscard]] bool is_prepared(const DesiredAccess& access) const {
    const auto wanted = std::ranges::find(desired_.servers, access.server, &DesiredServer::key);
    if (wanted == desired_.servers.end()) return false;
    const ServerSnapshot* server = server_with_id(snapshot_, wanted->id);
    return server != nullptr && ungranted_needs(*server, access).empty();
  }

  void block(const DesiredAccess& access, const Obstacle& obstacle) {
    plan_.blocked.push_back({access.because.empty() ? std::string() : access.because.front(),
                             obstacle.by, access.label, obstacle.advice});
  }

  Site* open_site(const DesiredServer& wanted) {
    const std::size_t before = plan_.changes.size();
    if (const ServerSnapshot* server = server_with_id(snapshot_, wanted.id))
      return &sites_.emplace_back(*server, before);
    return wanted.create ? &sites_.emplace_back(wanted, before) : nullptr;
  }

  [[nodiscard]] std::optional<Obstacle> add_access(Site& site, const DesiredAccess& access) {
    if (const std::string_view unread = unread_of(site.before()); !unread.empty())
      return Obstacle{fmt::format("incomplete:{}", unread),
                      fmt::format("the {} of authorization server '{}' were not read whole", unread,
                                  site.before().server.name)};
    Site with = site;
    auto obstacle = with.add_access(access, desired_.consent);
    if (!obstacle) obstacle = lookalike_in(with.changes(), site.changes().size());
    if (obstacle || with.changes().size() == site.changes().size()) return obstacle;
    if (desired_.most_clients && clients_under_way_ >= *desired_.most_clients)
      return Obstacle{"canary",
                      "waits: as many clients as --canary says come first, and have to be seen at "
                      "their new server (`oktafix verify`). Then plan again"};
    ++clients_under_way_;
    site = std::move(with);
    return std::nullopt;
  }

  void plan_server(const DesiredServer& wanted) {
    Site* site = open_site(wanted);
    if (site == nullptr) return;
    bool serves_somebody = false;
    for (const DesiredAccess& access : desired_.access) {
      if (access.server != wanted.key) continue;
      if (const auto obstacle = add_access(*site, access)) {
        block(access, *obstacle);
        continue;
      }
      serves_somebody = true;
      planned_.push_back({&access, site});
    }
    if (!serves_somebody) {
      sites_.pop_back();  // not even the server is made for nobody
      return;
    }
    if (wanted.activate) site->add_activation(wanted.because);
    for (const Change& each : site->changes()) plan_.changes.push_back(each);
  }

  void plan_urls(const PlannedAccess& planned) {
    auto change = move_urls(desired_, snapshot_, planned, plan_.changes.size() + 1);
    if (!change) return;
    if (*change)
      plan_.changes.push_back(std::move(**change));
    else
      plan_.blocked.push_back(std::move(change->error()));
  }

  const Desired& desired_;
  const Snapshot& snapshot_;
  std::deque<Site> sites_;  // pointers into it stay valid
  std::vector<PlannedAccess> planned_;
  int clients_under_way_ = 0;  // changed by an earlier plan or this one, and not seen to work yet
  Plan plan_;
};

}  // namespace

Plan make_plan(const Desired& desired, const Snapshot& snapshot, okta::Timestamp now) {
  return Planner(desired, snapshot, now).run();
}

}  // namespace remediate
