// A service app of the org: credentials with which the client fetches its own access tokens (OAuth
// 2.0 client credentials, private_key_jwt). Plain data, apart from what uses it, so that settings
// can name it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/base/secret.hpp"

namespace okta {

struct ServiceApp {
  std::string client_id;
  std::vector<std::string> scopes;  // Okta API scopes to ask for
  Secret private_key;               // the text of a PEM or a JWK
  std::string key_id;  // which of the app's keys it is; empty: as the JWK says, or the only one
  // Whether tokens are bound to a key (DPoP). Absent: when Okta says that the app needs it, which
  // costs a refused request at the start.
  std::optional<bool> dpop;
};

}  // namespace okta
