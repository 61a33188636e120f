#include "remediate/plan/settled_changes.hpp"

#include <algorithm>

#include "remediate/kinds/content.hpp"
#include "remediate/kinds/field_edits.hpp"

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
      const PolicySnapshot* policy = policy_with(server, target.policy);
      return policy == nullptr ? std::string() : id_of_named(policy->rules, target.name, itself);
    }
    default:
      return {};
  }
}

void settle_create(const ServerSnapshot& server, SettledChange& settled) {
  settled.change.target.id = id_of_named(server, settled.change.target);
  const std::string* content = content_with(server, settled.change.target);
  if (content == nullptr)
    settled.state = ChangeState::planned;
  else if (holds(*content, settled.sent))
    settled.state = ChangeState::applied;
}

// The only update of a server's parts that is ever planned: the clients of a policy.
void settle_update(const ServerSnapshot& server, SettledChange& settled) {
  const std::string* content = content_with(server, settled.change.target);
  if (content == nullptr) settled.state = ChangeState::planned;
  if (content == nullptr) return;
  if (paths_that_differ(*content, settled.change.diff, &FieldEdit::after).empty())
    settled.state = ChangeState::applied;
  else if (paths_that_differ(*content, settled.change.diff, &FieldEdit::before).empty())
    settled.state = ChangeState::planned;
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
  const auto server = now.servers.find(change.target.server);
  if (server == now.servers.end()) return;
  if (change.action == Action::create)
    settle_create(server->second, settled);
  else
    settle_update(server->second, settled);
}

}  // namespace

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
    if (settled.state == ChangeState::applied && settled.change.action == Action::create)
      made.push_back({record.change.id, settled.change.target.id, record.made.issuer});
    all.push_back(std::move(settled));
  }
  return all;
}

const PolicySnapshot* policy_with(const ServerSnapshot& server, const std::string& id) {
  const auto found = std::ranges::find_if(
      server.policies, [&](const PolicySnapshot& each) { return each.policy.id == id; });
  return found == server.policies.end() ? nullptr : &*found;
}

const std::string* content_with(const ServerSnapshot& server, const ChangeTarget& target) {
  if (target.kind == ObjectKind::scope) {
    const auto found = std::ranges::find(server.scopes, target.id, &okta::Scope::id);
    return found == server.scopes.end() ? nullptr : &found->content;
  }
  const bool is_rule = target.kind == ObjectKind::rule;
  const PolicySnapshot* policy = policy_with(server, is_rule ? target.policy : target.id);
  if (policy == nullptr || !is_rule) return policy == nullptr ? nullptr : &policy->policy.content;
  const auto found = std::ranges::find(policy->rules, target.id, &okta::AccessPolicyRule::id);
  return found == policy->rules.end() ? nullptr : &found->content;
}

bool is_as_left(const std::string& content, const SettledChange& change) {
  return change.digest.empty() ? holds(content, change.sent)
                               : object_digest(content) == change.digest;
}

}  // namespace remediate
