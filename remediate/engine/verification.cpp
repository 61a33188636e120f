#include "remediate/engine/verification.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "remediate/checks/need.hpp"
#include "remediate/engine/bound_paths_of.hpp"
#include "remediate/engine/list_org.hpp"
#include "remediate/engine/run_of_org.hpp"
#include "remediate/engine/watched_run.hpp"
#include "remediate/model/clients.hpp"
#include "remediate/verify/read_back.hpp"

namespace remediate {
namespace {

const okta::AuthorizationServer* server_of(const Snapshot& snapshot, const std::string& id) {
  const auto found = std::ranges::find_if(
      snapshot.servers, [&](const ServerSnapshot& each) { return each.server.id == id; });
  return found == snapshot.servers.end() ? nullptr : &found->server;
}

ClientToVerify client_of(const Snapshot& snapshot, const Handover& handover,
                         const std::vector<Made>& made) {
  ClientToVerify client;
  client.client_id = handover.client_id;
  client.label = handover.label;
  client.audience = handover.audience;
  client.authorization_server = resolve_references(handover.authorization_server, made);
  if (const auto* application = application_of_client(snapshot, handover.client_id))
    client.application = *application;
  if (const auto* server = server_of(snapshot, client.authorization_server))
    client.issuer = server->issuer;
  for (const HandoverRequest& each : handover.requests)
    client.requests.push_back({each.grant_type, each.scopes});
  return client;
}

std::vector<ClientToVerify> clients_of(const Snapshot& snapshot, const Plan& plan,
                                       const std::vector<Made>& made) {
  std::vector<ClientToVerify> clients;
  for (const Handover& each : plan.handover) clients.push_back(client_of(snapshot, each, made));
  return clients;
}

bool waits_to_move(const AuditedApplication& each) {
  const bool is_open = each.verdict == Verdict::affected || each.verdict == Verdict::prepared;
  return is_open && each.target && !each.target->authorization_server_id.empty();
}

// A later rollback may have taken a part of the run back.
std::vector<ChangeRecord> not_undone(const std::vector<ChangeRecord>& changes) {
  std::vector<ChangeRecord> left;
  std::ranges::copy_if(changes, std::back_inserter(left),
                       [](const ChangeRecord& each) { return each.undone_by.empty(); });
  return left;
}

// Whoever asks for custom scopes, and has a server to go to.
std::vector<ClientToVerify> clients_in(const Planning& planning) {
  std::vector<ClientToVerify> clients;
  for (const AuditedApplication& each : planning.audit.applications) {
    if (!waits_to_move(each)) continue;
    ClientToVerify client;
    client.application = each.application;
    client.client_id = each.application.client_id.value_or(each.application.id);
    client.label = each.application.label;
    client.authorization_server = each.target->authorization_server_id;
    client.issuer = each.target->issuer;
    if (const auto* server = server_of(planning.snapshot, client.authorization_server))
      client.audience = fmt::format("{}", fmt::join(server->audiences, " "));
    for (const Need& need : needs_of(each.application, each.demand))
      client.requests.push_back({need.grant_type, need.scopes});
    clients.push_back(std::move(client));
  }
  return clients;
}

}  // namespace

okta::Result<Verification> verify_org(const okta::Client& client,
                                      const config::Directives& directives,
                                      const std::optional<Run>& run, const AuditOptions& options,
                                      const VerifyOptions& verifying, std::stop_token stop) {
  VerifyInput input;
  std::optional<LogQuestion> log;
  if (!run && verifying.watch)
    return okta::failure(okta::ErrorKind::invalid_input,
                         "there is no run to watch: --watch looks at what a run has done");
  if (run) {
    if (auto same = check_org_of(*run, client); !same)
      return okta::failure(std::move(same.error()));
    const CollectOptions collecting{options.evidence, options.concurrency, false,
                                    verifying.progress};
    const auto snapshot = list_org(client, directives, collecting, stop);
    if (!snapshot) return okta::failure(snapshot.error());
    input.run = run->id;
    input.changes = not_undone(run->changes);
    input.files = bound_paths(directives);
    input.clients = clients_of(*snapshot, run->plan, run->made());
    log = question_about_log(*run, *snapshot);
  } else {
    const auto planning = plan_org(client, directives, options, verifying.progress, stop);
    if (!planning) return okta::failure(planning.error());
    input.clients = clients_in(*planning);
  }
  const int calls_before = client.calls_made();
  auto verification = verify(client, input, verifying, stop);
  if (!verification || !log) return verification;
  const auto found =
      look_into_log(client, *log, {verifying.watch, verifying.progress, verifying.news}, stop);
  if (!found) return okta::failure(found.error());
  settle_by_log(*verification, input.clients, *found);
  verification->calls = client.calls_made() - calls_before;
  return verification;
}

okta::Result<std::vector<ReadBack>> read_back_run(const okta::Client& client, const Run& run,
                                                  const BoundPaths& files, std::stop_token stop) {
  return read_back(client, not_undone(run.changes), files, std::move(stop));
}

}  // namespace remediate
