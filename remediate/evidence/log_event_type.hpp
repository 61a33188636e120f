// Which OAuth request an event type is about. Source: Okta's event type catalogue: the plain type
// is the failure (`app.oauth2.authorize`), a success says what was granted
// (`app.oauth2.authorize.code`); `app.oauth2.as.` is a custom server. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "remediate/model/logged_request.hpp"

namespace remediate {

struct LogEventType {
  ServerKind server = ServerKind::org;
  OAuthEndpoint endpoint = OAuthEndpoint::other;
  std::string_view grant_type;     // what the type itself implies; may be empty
  std::optional<Outcome> outcome;  // of types that have only one
  bool can_succeed = false;        // a success of this type issued a code or a token to the client
};

// Nothing for types that are no request: changes of clients and keys, consents, revocations,
// warnings.
[[nodiscard]] std::optional<LogEventType> read_event_type(std::string_view event_type);

}  // namespace remediate
