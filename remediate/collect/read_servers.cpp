#include "remediate/collect/read_servers.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace remediate {
namespace {

void read_scopes(const okta::Client& client, ServerSnapshot& server, ServersReading& result,
                 const std::stop_token& stop) {
  const std::string& id = server.server.id;
  SourceReading reading =
      read_list(client.scopes(id).list(), source::kScopes, id, stop,
                [&](okta::Scope scope) { server.scopes.push_back(std::move(scope)); });
  server.scopes_complete = reading.coverage.complete;
  merge(result.scopes, std::move(reading));
}

void read_rules(const okta::Client& client, const std::string& server_id, PolicySnapshot& policy,
                ServersReading& result, const std::stop_token& stop) {
  const std::string& id = policy.policy.id;
  SourceReading reading =
      read_list(client.rules(server_id, id).list(), source::kRules, id, stop,
                [&](okta::AccessPolicyRule rule) { policy.rules.push_back(std::move(rule)); });
  std::ranges::stable_sort(policy.rules, {}, &okta::AccessPolicyRule::priority);
  policy.rules_complete = reading.coverage.complete;
  merge(result.rules, std::move(reading));
}

void read_policies(const okta::Client& client, ServerSnapshot& server, ServersReading& result,
                   const std::stop_token& stop) {
  const std::string& id = server.server.id;
  SourceReading reading = read_list(
      client.policies(id).list(), source::kPolicies, id, stop, [&](okta::AccessPolicy policy) {
        server.policies.push_back(PolicySnapshot{std::move(policy), {}, true});
      });
  std::ranges::stable_sort(server.policies, {},
                           [](const PolicySnapshot& each) { return each.policy.priority; });
  server.policies_complete = reading.coverage.complete;
  merge(result.policies, std::move(reading));
  for (PolicySnapshot& policy : server.policies) read_rules(client, id, policy, result, stop);
}

ServersReading nothing_read() {
  return {{},
          {},
          reading_of(source::kScopes),
          reading_of(source::kPolicies),
          reading_of(source::kRules)};
}

// Why `reading` is not whole.
std::optional<okta::Error> what_is_missing(const SourceReading& reading) {
  if (reading.coverage.complete) return std::nullopt;
  if (reading.error) return okta::Error(*reading.error).while_doing(reading.coverage.name);
  const std::string detail = reading.gaps.empty() ? std::string() : reading.gaps.front().detail;
  return okta::Error{okta::ErrorKind::protocol,
                     fmt::format("not all {} could be read: {}", reading.coverage.name, detail),
                     std::nullopt,
                     {}};
}

// What belongs to servers or policies that were not listed was not read either.
void mark_unread_children(ServersReading& result) {
  if (!result.server_list.coverage.complete) {
    result.scopes.coverage.complete = false;
    result.policies.coverage.complete = false;
  }
  if (!result.policies.coverage.complete) result.rules.coverage.complete = false;
}

}  // namespace

ServersReading read_servers(const okta::Client& client, std::stop_token stop) {
  ServersReading result = nothing_read();
  result.server_list =
      read_list(client.authorization_servers().list(), source::kAuthorizationServers, {}, stop,
                [&](okta::AuthorizationServer server) {
                  result.servers.emplace_back().server = std::move(server);
                });
  for (ServerSnapshot& server : result.servers) {
    read_scopes(client, server, result, stop);
    read_policies(client, server, result, stop);
  }
  mark_unread_children(result);
  return result;
}

okta::Result<ServerSnapshot> read_server_set(const okta::Client& client,
                                             const std::string& server_id, std::stop_token stop) {
  const std::string step = "authorization server " + server_id;
  auto head = client.authorization_servers().get(server_id, stop);
  if (!head) return okta::failure(std::move(head.error()).while_doing(step));
  if (head->value.id != server_id && server_id != "default") {
    return okta::failure(
        okta::ErrorKind::protocol,
        fmt::format("asked for {}, the org answered with {}", step, head->value.id));
  }
  ServerSnapshot server;
  server.server = std::move(head->value);
  ServersReading reading = nothing_read();
  read_scopes(client, server, reading, stop);
  if (reading.scopes.coverage.complete) read_policies(client, server, reading, stop);
  for (const SourceReading* part : {&reading.scopes, &reading.policies, &reading.rules}) {
    if (auto missing = what_is_missing(*part))
      return okta::failure(std::move(*missing).while_doing(step));
  }
  return server;
}

ApiAccessManagement api_access_verdict(const SourceReading& server_list, bool other_read_succeeds) {
  ApiAccessManagement verdict;
  // One page is an answer, even when a later one failed.
  if (server_list.coverage.pages > 0) {
    verdict.state = ApiAccessState::present;
    verdict.status = 200;
    verdict.detail = "the org lists its authorization servers";
    return verdict;
  }
  if (!server_list.error) return verdict;
  const okta::Error& error = *server_list.error;
  verdict.detail = "the list of authorization servers was not answered: " + error.message;
  if (!error.http) return verdict;
  verdict.status = error.http->status;
  verdict.request_id = error.http->request_id;
  if (!error.http->error_code.empty()) verdict.error_code = error.http->error_code;
  if (error.kind == okta::ErrorKind::feature_missing && other_read_succeeds) {
    verdict.state = ApiAccessState::absent;
    verdict.detail = fmt::format(
        "Okta answers the list of authorization servers with {} ({}), while other reads succeed",
        error.http->error_code, error.message);
  }
  return verdict;
}

}  // namespace remediate
