// The server as it is after a change: what the planner simulates, `access --plan` answers from, and
// apply/ expects to read back. One function for the three of them. Pure.
#pragma once

#include <string>

#include "client/base/result.hpp"
#include "remediate/model/change.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// `change` is about this server or something on it. What it makes gets `made_id`. Fails when it
// does not fit: the object is not there, or is there already.
[[nodiscard]] okta::Result<ServerSnapshot> after(const ServerSnapshot& server, const Change& change,
                                                 const std::string& made_id);

// A server that a change makes, empty but for what every new server has. `issuer` may be a
// reference. Source: recordings of new servers: the scopes of OpenID Connect, no policy.
[[nodiscard]] okta::Result<ServerSnapshot> new_server(const Change& change, const std::string& id,
                                                      const std::string& issuer);

}  // namespace remediate
