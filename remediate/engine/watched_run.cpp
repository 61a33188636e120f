#include "remediate/engine/watched_run.hpp"

#include <algorithm>
#include <set>

#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

bool is_there(const std::string& id) { return !id.empty() && !has_references(id); }

// On which it wrote, or to which it sends clients.
std::set<std::string> servers_of(const Run& run, const std::vector<Made>& made) {
  std::set<std::string> servers;
  for (const ChangeRecord& each : run.changes) {
    ChangeTarget target = resolved(each.change, made).target;
    if (target.id.empty()) target.id = each.made.id;
    servers.insert(server_of(target));
  }
  for (const Handover& each : run.plan.handover)
    servers.insert(resolve_references(each.authorization_server, made));
  for (const Effect& each : run.plan.effects)
    servers.insert(resolve_references(each.authorization_server, made));
  std::erase_if(servers, [](const std::string& id) { return !is_there(id); });
  return servers;
}

std::string reference_of(const std::string& server, const Snapshot& snapshot) {
  const auto found = std::ranges::find_if(
      snapshot.servers, [&](const ServerSnapshot& each) { return each.server.id == server; });
  const bool is_default = found != snapshot.servers.end() && found->server.is_default;
  return is_default ? "default" : server;
}

WatchedEffect watched(const Effect& effect, const std::vector<Made>& made) {
  WatchedEffect result;
  result.client_id = effect.client_id;
  result.label = effect.label;
  result.authorization_server = resolve_references(effect.authorization_server, made);
  result.grant_type = effect.grant_type;
  result.scopes = effect.scopes;
  if (effect.after == Answer::denied)
    result.why = "it is a refusal, and no success shows one";
  else if (!is_there(result.authorization_server))
    result.why = "its server was not made";
  return result;
}

bool is_same_request(const WatchedEffect& a, const WatchedEffect& b) {
  return a.client_id == b.client_id && a.authorization_server == b.authorization_server &&
         a.grant_type == b.grant_type && a.scopes == b.scopes && a.why == b.why;
}

bool is_undecided(const VerifiedClient& client) {
  return client.state == ClientState::not_probed || client.state == ClientState::not_applicable;
}

bool saw_all_of(const ClientToVerify& client, const SeenGrants& grants) {
  return !client.requests.empty() &&
         std::ranges::all_of(client.requests, [&](const ClientRequest& each) {
           return grants.cover(client.client_id, client.authorization_server, each.grant_type,
                               each.scopes);
         });
}

}  // namespace

LogQuestion question_about_log(const Run& run, const Snapshot& snapshot) {
  const std::vector<Made> made = run.made();
  LogQuestion question;
  question.run_started = run.started_at;
  for (const std::string& each : servers_of(run, made))
    question.servers.push_back({each, reference_of(each, snapshot)});
  // The log tells no people: what differs in them only is one line.
  for (const Effect& each : run.plan.effects) {
    WatchedEffect effect = watched(each, made);
    const auto is_known = [&](const WatchedEffect& known) {
      return is_same_request(known, effect);
    };
    if (std::ranges::none_of(question.effects, is_known))
      question.effects.push_back(std::move(effect));
  }
  for (const Handover& each : run.plan.handover) question.clients.insert(each.client_id);
  question.labels = labels_of(snapshot);
  return question;
}

void settle_by_log(Verification& verification, const std::vector<ClientToVerify>& clients,
                   const LogFindings& findings) {
  verification.effects = findings.effects;
  verification.log_gaps = findings.gaps;
  verification.watch = findings.watch;
  const bool watched_in_vain =
      findings.watch && !findings.watch->interrupted && findings.gaps.empty();
  for (std::size_t at = 0; at < clients.size() && at < verification.clients.size(); ++at) {
    VerifiedClient& client = verification.clients[at];
    if (!is_undecided(client)) continue;
    if (saw_all_of(clients[at], findings.grants)) {
      client.state = ClientState::shown;
      client.why = "the target granted its requests since the run, says the System Log";
    } else if (watched_in_vain && !clients[at].requests.empty()) {
      client.state = ClientState::not_yet;
      client.why = "the System Log shows no grant of its requests at the target since the run";
    }
  }
}

}  // namespace remediate
