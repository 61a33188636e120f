// Making an authorization server: what is known of it before it is there. Blocks.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/apply/step.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

using Servers = std::vector<okta::AuthorizationServer>;

// All of them, or an Error.
[[nodiscard]] okta::Result<Servers> list_servers(const okta::Client& client, std::stop_token stop);

[[nodiscard]] bool has_server_named(const Servers& servers, const std::string& name);

struct SeenServer {
  Seen seen;
  std::optional<ServerSnapshot> set;  // when it is there
};

// `made_id` is empty when the answer was lost: then it is the server of that name which `before`
// does not have.
[[nodiscard]] okta::Result<SeenServer> seen_created_server(const okta::Client& client,
                                                           const Change& change,
                                                           const std::string& made_id,
                                                           const Servers& before);

}  // namespace remediate
