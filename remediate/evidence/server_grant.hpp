// A token, or a code for one, that a custom authorization server issued to a client, out of a
// System Log event. Pure.
#pragma once

#include <optional>
#include <string>

#include "client/models/log_event.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

struct ServerGrant {
  std::string client_id;
  ScopeSet scopes;
  bool scopes_known = false;  // these are all
  okta::Timestamp at{};
};

// Nothing for events that are no such grant or surely another server's: an event that does not
// name its server may be of this one. `reference`: what stands for the server in URLs.
[[nodiscard]] std::optional<ServerGrant> read_server_grant(const okta::LogEvent& event,
                                                           const std::string& server,
                                                           const std::string& reference);

}  // namespace remediate
