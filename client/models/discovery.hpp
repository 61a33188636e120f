// The discovery document of an authorization server (OpenID Connect Discovery 1.0, RFC 8414). It is
// public. Custom scopes may be missing from it: whether a scope exists is decided by the scopes
// API, never here.
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

template <>
[[nodiscard]] Result<DiscoveryDocument> decode<DiscoveryDocument>(const JsonView& json);

}  // namespace okta
