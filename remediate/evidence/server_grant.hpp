// What a client asked of a custom authorization server and what came of it, out of a System Log
// event: a grant is a token, or a code for one. Pure.
#pragma once

#include <optional>
#include <string>

#include "client/models/log_event.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

struct ServerRequest {
  std::string client_id;   // empty: the event names none
  std::string named;       // the server, as the event names it; may be empty
  std::string grant_type;  // may be empty
  Outcome outcome = Outcome::failure;
  std::string reason;         // of a failure, canonical
  ScopeSet scopes;            // of a success: what was granted
  bool scopes_known = false;  // these are all
  okta::Timestamp at{};
};

// Nothing for events that are no such request, are oktafix's own probes, or surely another
// server's: an event that does not name its server may be of this one. `reference`: what stands for
// the server in URLs.
[[nodiscard]] std::optional<ServerRequest> read_server_request(const okta::LogEvent& event,
                                                               const std::string& server,
                                                               const std::string& reference);

struct ServerGrant {
  std::string client_id;
  ScopeSet scopes;
  bool scopes_known = false;  // these are all
  okta::Timestamp at{};
};

// As read_server_request(), of grants only.
[[nodiscard]] std::optional<ServerGrant> read_server_grant(const okta::LogEvent& event,
                                                           const std::string& server,
                                                           const std::string& reference);

}  // namespace remediate
