#include "remediate/plan/settled_changes.hpp"

#include <algorithm>

#include "remediate/kinds/as_sent.hpp"
#include "remediate/kinds/content.hpp"
#include "remediate/kinds/field_edits.hpp"
#include "remediate/kinds/find_in_server.hpp"

namespace remediate {
namespace {

template <class Objects, class Head>
std::string id_of_named(const Objects& objects, const std::string& name, Head head) {
  const auto found =
      std::ranges::find_if(objects, [&](const auto& each) { return head(each).name == name; });
  return found == objects.end() ? std::string() : head(*found).id;
}

std::string id_of_named(const ServerSnapshot& server, const ChangeTarget& target) {
  const auto itself = [](const auto& each) -> const auto& { return each; };
  const auto head = [](const PolicySnapshot& each) -> const auto& { return each.policy; };
  switch (target.kind) {
    case ObjectKind::scope:
      return id_of_named(server.scopes, target.name, itself);
    case ObjectKind::policy:
      return id_of_named(server.policies, target.name, head);
    case ObjectKind::rule: {
      const PolicySnapshot* policy = policy_in(server, target.policy);
      return policy == nullptr ? std::string() : id_of_named(policy->rules, target.name, itself);
    }
    default:
      return {};
  }
}

void settle_create(const ServerSnapshot& server, SettledChange& settled) {
  settled.change.target.id = id_of_named(server, settled.change.target);
  const std::string* content = content_in(server, settled.change.target);
  if (content == nullptr)
    settled.state = ChangeState::planned;
  else if (is_as_sent(settled.change.target.kind, *content, settled.sent))
    settled.state = ChangeState::applied;
}

// The only update of a server's parts that is ever planned: the clients of a policy.
void settle_update(const ServerSnapshot& server, SettledChange& settled) {
  const std::string* content = content_in(server, settled.change.target);
  if (content == nullptr) settled.state = ChangeState::planned;
  if (content == nullptr) return;
  if (paths_that_differ(*content, settled.change.diff, &FieldEdit::after).empty())
    settled.state = ChangeState::applied;
  else if (paths_that_differ(*content, settled.change.diff, &FieldEdit::before).empty())
    settled.state = ChangeState::planned;
}

// By name and audience; of two such servers nobody can tell which one it is.
void settle_new_server(const OrgNow& now, SettledChange& settled) {
  std::string& id = settled.change.target.id;
  if (now.servers.contains(id)) settled.state = ChangeState::applied;
  if (!id.empty()) return;  // Okta answered with it once
  std::vector<std::string> ids;
  for (const okta::AuthorizationServer& each : now.listed) {
    if (is_as_sent(each, settled.sent)) ids.push_back(each.id);
  }
  if (ids.size() > 1) return;
  settled.state = ids.empty() ? ChangeState::planned : ChangeState::applied;
  if (!ids.empty()) id = ids.front();
}

void settle_on_server(const ServerSnapshot& server, SettledChange& settled) {
  switch (settled.change.action) {
    case Action::create:
      return settle_create(server, settled);
    case Action::activate:
      settled.state = server.server.is_active() ? ChangeState::applied : ChangeState::planned;
      return;
    case Action::deactivate:
      settled.state = server.server.is_active() ? ChangeState::planned : ChangeState::applied;
      return;
    case Action::remove:
      settled.state = content_in(server, settled.change.target) == nullptr ? ChangeState::applied
                                                                           : ChangeState::planned;
      return;
    default:
      return settle_update(server, settled);
  }
}

void settle(const OrgNow& now, SettledChange& settled) {
  const Change& change = settled.change;
  if (change.target.kind == ObjectKind::application) {
    const auto application = now.applications.find(change.target.id);
    if (application == now.applications.end()) return;
    if (application->second.is_back)
      settled.state = ChangeState::planned;
    else if (application->second.changed.empty())
      settled.state = ChangeState::applied;
    return;
  }
  if (change.target.kind == ObjectKind::file) {
    const auto file = now.files.find(change.target.name);
    if (file == now.files.end()) return;
    if (file->second.is_back)
      settled.state = ChangeState::planned;
    else if (file->second.stands)
      settled.state = ChangeState::applied;
    return;
  }
  if (makes_server(change)) return settle_new_server(now, settled);
  const auto server = now.servers.find(server_of(change.target));
  if (server != now.servers.end()) settle_on_server(server->second, settled);
}

Made made_by(const ChangeRecord& record, const std::string& id, const OrgNow& now) {
  Made made{record.change.id, id, record.made.issuer};
  const auto server = now.servers.find(id);
  if (made.issuer.empty() && server != now.servers.end())
    made.issuer = server->second.server.issuer;
  return made;
}

}  // namespace

bool makes_server(const Change& change) {
  return change.action == Action::create && change.target.kind == ObjectKind::authorization_server;
}

std::vector<SettledChange> settled_changes(const Run& run, const OrgNow& now) {
  std::vector<SettledChange> all;
  std::vector<Made> made;
  for (const ChangeRecord& record : run.changes) {
    SettledChange settled{resolved(record.change, made), record.state, record.sent, record.digest};
    if (settled.sent.empty()) settled.sent = settled.change.body;
    if (!record.made.id.empty()) settled.change.target.id = record.made.id;
    if (settled.state == ChangeState::failed) settled.state = ChangeState::planned;
    if (settled.state == ChangeState::intended) settled.state = ChangeState::unknown;
    if (settled.state == ChangeState::unknown) settle(now, settled);
    if (settled.state == ChangeState::applied && settled.change.action == Action::create) {
      settled.made = made_by(record, settled.change.target.id, now);
      made.push_back(settled.made);
    }
    all.push_back(std::move(settled));
  }
  return all;
}

bool is_as_left(const std::string& content, const SettledChange& change) {
  return change.digest.empty() ? is_as_sent(change.change.target.kind, content, change.sent)
                               : object_digest(content) == change.digest;
}

}  // namespace remediate
