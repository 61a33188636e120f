// A public key of a resource server (OAuth2ResourceServerJsonWebKey): with the active one a custom
// authorization server encrypts access tokens. At most five a server, at most one active. Source:
// Okta OAuth 2.0 Resource Server Credentials Keys API; no recording is known.
#pragma once

#include <string>

#include "client/models/decode.hpp"

namespace okta {

struct ResourceServerKey {
  std::string id;
  std::string key_id;  // `kid`; empty: the key has none
  std::string status;  // ACTIVE | INACTIVE
  std::string key_type;
  std::string use;

  [[nodiscard]] bool is_active() const;
};

template <>
[[nodiscard]] Result<ResourceServerKey> decode<ResourceServerKey>(const JsonView& json);

}  // namespace okta
