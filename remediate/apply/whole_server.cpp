#include "remediate/apply/whole_server.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "remediate/apply/whole_list.hpp"
#include "remediate/collect/read_servers.hpp"
#include "remediate/kinds/content.hpp"

namespace remediate {
namespace {

// Empty when there is none.
okta::Result<std::string> id_of_new(const okta::Client& client, const Change& change,
                                    const Servers& before) {
  const auto now = list_servers(client, {});
  if (!now) return okta::failure(now.error());
  const auto is_new = [&](const okta::AuthorizationServer& each) {
    return each.name == change.target.name &&
           std::ranges::find(before, each.id, &okta::AuthorizationServer::id) == before.end();
  };
  const auto found = std::ranges::find_if(*now, is_new);
  return found == now->end() ? std::string() : found->id;
}

// A server is planned on as it comes: without policies, so that nobody gets a token before a rule
// of the plan says so.
std::vector<std::string> unplanned_on(const ServerSnapshot& server) {
  std::vector<std::string> lines;
  for (const PolicySnapshot& each : server.policies)
    lines.push_back(fmt::format("policy '{}' ({}): is new", each.policy.name, each.policy.id));
  return lines;
}

}  // namespace

okta::Result<Servers> list_servers(const okta::Client& client, std::stop_token stop) {
  return whole_list(client.authorization_servers(), source::kAuthorizationServers, std::move(stop));
}

bool has_server_named(const Servers& servers, const std::string& name) {
  return std::ranges::find(servers, name, &okta::AuthorizationServer::name) != servers.end();
}

okta::Result<SeenServer> seen_created_server(const okta::Client& client, const Change& change,
                                             const std::string& made_id, const Servers& before) {
  std::string id = made_id;
  if (id.empty()) {
    auto found = id_of_new(client, change, before);
    if (!found) return okta::failure(std::move(found.error()));
    id = std::move(*found);
  }
  if (id.empty()) return SeenServer{{Own::undone, {}, {}}, std::nullopt};

  const auto head = client.authorization_servers().get(id, {});
  if (!head && head.error().kind == okta::ErrorKind::not_found)
    return SeenServer{{Own::undone, {}, {}}, std::nullopt};
  if (!head) return okta::failure(head.error());
  auto set = read_server_set(client, id, {});
  if (!set) return okta::failure(std::move(set.error()));
  Seen seen{Own::stands, {change.id, id, set->server.issuer}, unplanned_on(*set)};
  if (!holds(head->text, change.body)) {
    seen.own = Own::different;
    seen.moved.push_back(
        fmt::format("authorization server '{}' ({}): changed", set->server.name, id));
  }
  return SeenServer{std::move(seen), std::move(*set)};
}

}  // namespace remediate
