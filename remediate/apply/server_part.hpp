// What one change can have touched on a server, read again: the lists that it stands in, and no
// more. Okta's smallest orgs allow few calls a minute, and a server is many lists. Blocks.
#pragma once

#include <string>

#include "client/client.hpp"
#include "remediate/model/change.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

// `server` with those lists as they are now. `change` is about a scope, a policy or a rule.
[[nodiscard]] okta::Result<ServerSnapshot> read_part(const okta::Client& client,
                                                     const Change& change, ServerSnapshot server);

// Adds what `change` made, by its id: lists may show a new object late. False: it is not there.
[[nodiscard]] okta::Result<bool> add_made(const okta::Client& client, const Change& change,
                                          const std::string& id, ServerSnapshot& server);

}  // namespace remediate
