#include "remediate/model/target.hpp"

#include <algorithm>

namespace remediate {

std::string_view to_string(TargetState state) {
  switch (state) {
    case TargetState::ready:
      return "ready";
    case TargetState::missing:
      return "missing";
    case TargetState::inactive:
      return "inactive";
    case TargetState::no_policy:
      return "noPolicy";
  }
  return "missing";
}

const ServerSnapshot* find_server(const Snapshot& snapshot, std::string_view reference) {
  const auto& servers = snapshot.servers;
  const auto is_meant = [&](const ServerSnapshot& each) {
    // Recordings from before 2021 lack the `default` flag; their default server is known by its
    // issuer.
    if (reference == "default")
      return each.server.is_default || each.server.issuer.ends_with("/oauth2/default");
    return each.server.id == reference;
  };
  if (const auto found = std::ranges::find_if(servers, is_meant); found != servers.end())
    return &*found;
  if (reference == "default") return nullptr;

  const auto has_name = [&](const ServerSnapshot& each) { return each.server.name == reference; };
  const auto named = std::ranges::find_if(servers, has_name);
  const bool is_unique = std::ranges::count_if(servers, has_name) == 1;
  return is_unique ? &*named : nullptr;
}

const ServerSnapshot* find_target(const Snapshot& snapshot, std::string_view reference,
                                  std::string_view create_name) {
  if (const ServerSnapshot* found = find_server(snapshot, reference)) return found;
  return create_name.empty() ? nullptr : find_server(snapshot, create_name);
}

TargetState state_of(const ServerSnapshot* server) {
  if (server == nullptr) return TargetState::missing;
  if (!server->server.is_active()) return TargetState::inactive;
  const bool has_active_policy = std::ranges::any_of(
      server->policies, [](const PolicySnapshot& each) { return each.policy.is_active(); });
  return has_active_policy || !server->policies_complete ? TargetState::ready
                                                         : TargetState::no_policy;
}

}  // namespace remediate
