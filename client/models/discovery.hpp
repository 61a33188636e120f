// The discovery document of an authorization server (OpenID Connect Discovery 1.0, RFC 8414) and
// the key set that it names (RFC 7517). Both are public. Custom scopes may be missing from the
// document: whether a scope exists is decided by the scopes API, never here.
#pragma once

#include <string>
#include <vector>

#include "client/models/decode.hpp"

namespace okta {

struct DiscoveryDocument {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  std::vector<std::string> scopes_supported;
  std::vector<std::string> grant_types_supported;
};

// What tokens are checked with. A key without an id has an empty one.
struct KeySet {
  std::vector<std::string> key_ids;
};

template <>
[[nodiscard]] Result<DiscoveryDocument> decode<DiscoveryDocument>(const JsonView& json);
template <>
[[nodiscard]] Result<KeySet> decode<KeySet>(const JsonView& json);

}  // namespace okta
