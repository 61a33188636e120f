// Whether an authorization server announces itself as its clients expect: the same issuer, the
// endpoints below it, and keys to check its tokens with. Unauthenticated. What a document names
// outside its own issuer is told and not fetched. Source: OpenID Connect Discovery 1.0, which asks
// for exactly the issuer that was used to find the document.
#pragma once

#include <stop_token>
#include <string>

#include "client/api/public_endpoints.hpp"
#include "remediate/model/verification.hpp"

namespace remediate {

// Fails only when it is interrupted.
[[nodiscard]] okta::Result<DiscoveryCheck> check_discovery(const okta::PublicEndpoints& endpoints,
                                                           const std::string& authorization_server,
                                                           const std::string& issuer,
                                                           std::stop_token stop);

// Where the server takes authorize requests: as it announces, if that is its own, else as Okta's
// documents build it from the issuer.
[[nodiscard]] okta::Result<okta::Url> authorize_url(const DiscoveryCheck& discovery);

}  // namespace remediate
