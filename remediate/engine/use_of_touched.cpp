#include "remediate/engine/use_of_touched.hpp"

#include <algorithm>
#include <set>

#include "remediate/collect/read_usage.hpp"

namespace remediate {
namespace {

// Policies that the run made or edited, or made rules of; and servers that it switched on.
struct Writes {
  std::set<std::string> policies;
  std::set<std::string> activated;
};

Writes writes_of(const Run& run) {
  Writes writes;
  const std::vector<Made> made = run.made();
  for (const ChangeRecord& record : run.changes) {
    const Change change = resolved(record.change, made);
    const ChangeTarget& target = change.target;
    if (target.kind == ObjectKind::policy) writes.policies.insert({target.id, record.made.id});
    if (target.kind == ObjectKind::rule) writes.policies.insert(target.policy);
    if (change.action == Action::activate) writes.activated.insert(target.id);
  }
  return writes;
}

UsageQuestion question_about(const ServerSnapshot& server, const Run& run, const Writes& writes) {
  UsageQuestion question;
  question.server = server.server.id;
  question.reference = server.server.is_default ? "default" : server.server.id;
  question.since = run.started_at;
  question.anybody = writes.activated.contains(server.server.id);
  for (const Handover& each : run.plan.handover) question.clients.insert(each.client_id);
  for (const PolicySnapshot& each : server.policies) {
    if (!writes.policies.contains(each.policy.id)) continue;
    question.clients.insert(each.policy.clients.begin(), each.policy.clients.end());
  }
  if (question.clients.erase(std::string(okta::kAllClients)) > 0) question.anybody = true;
  return question;
}

// A client without refresh tokens is known by its id alone.
void add_names(ServerUsage& usage, const Run& run) {
  for (LiveClient& each : usage.clients) {
    const auto known = std::ranges::find(run.plan.handover, each.client_id, &Handover::client_id);
    if (each.name.empty() && known != run.plan.handover.end()) each.name = known->label;
  }
}

}  // namespace

std::map<std::string, ServerUsage> read_use_of_touched(const okta::Client& client, const Run& run,
                                                       const OrgNow& now,
                                                       const std::stop_token& stop) {
  std::map<std::string, ServerUsage> usage;
  const Writes writes = writes_of(run);
  for (const auto& [id, server] : now.servers) {
    usage[id] = read_usage(client, question_about(server, run, writes), stop);
    add_names(usage[id], run);
  }
  return usage;
}

}  // namespace remediate
