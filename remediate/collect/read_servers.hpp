// The custom authorization servers with their scopes, policies and rules, and what the answer says
// about API Access Management.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/collect/source_reading.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct ServersReading {
  std::vector<ServerSnapshot> servers;
  SourceReading server_list;
  SourceReading scopes;
  SourceReading policies;
  SourceReading rules;
};

[[nodiscard]] ServersReading read_servers(const okta::Client& client, std::stop_token stop);

// One server with all its scopes, policies and rules, or an Error: what a write is checked against
// must not lack a part. `server_id` is what the server itself says, or `default`.
[[nodiscard]] okta::Result<ServerSnapshot> read_server_set(const okta::Client& client,
                                                           const std::string& server_id,
                                                           std::stop_token stop);

// `other_read_succeeds`: another Management API call was answered with these credentials, so
// E0000015 is about the feature.
[[nodiscard]] ApiAccessManagement api_access_verdict(const SourceReading& server_list,
                                                     bool other_read_succeeds);

}  // namespace remediate
