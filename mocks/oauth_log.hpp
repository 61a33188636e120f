// What the authorize and token endpoints write into the System Log, in the shape of the real events
// that are public: a failure has the un-suffixed event type and the catalogue's internal code as
// its reason.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mocks/routes.hpp"

namespace mocks {

struct OAuthEvent {
  std::string_view endpoint;  // "authorize" or "token.grant"
  std::string_view suffix;    // what was granted: "code", "access_token", ...; empty: a failure
  std::string reason;         // of a failure
  std::string client_id;
  const AuthorizationServer* server = nullptr;  // nullptr: the org authorization server
  const User* user = nullptr;
  std::vector<std::string> requested_scopes;
  std::vector<std::string> granted_scopes;
  std::string grant_type;
  std::string client_authentication;  // "client_secret_basic", ...
};

void log_oauth(Call& call, const OAuthEvent& event);

}  // namespace mocks
