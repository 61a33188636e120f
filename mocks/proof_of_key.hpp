// What clients sign, checked as the token endpoint and the API check it: the assertion of
// private_key_jwt (RFC 7523, Okta's table of claims) and the DPoP proof (RFC 9449). Neither is good
// twice, so what was seen is kept in the org.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "mocks/oauth_failures.hpp"
#include "mocks/org_state.hpp"
#include "mocks/wire.hpp"

namespace mocks {

// Nothing: the assertion is good. An app whose seed holds no keys takes any: Okta's GET does not
// tell a private one, and recorded apps often have none at all.
[[nodiscard]] std::optional<OAuthFailure> refusal_of_assertion(const std::string& assertion,
                                                               const Application& app,
                                                               const Request& request,
                                                               OrgState& org, TimePoint now);

[[nodiscard]] bool has_dpop_proof(const Request& request);

// The thumbprint of the key that signed the request's proof. `access_token`: empty at the token
// endpoint.
[[nodiscard]] tl::expected<std::string, OAuthFailure> key_of_dpop_proof(
    const Request& request, std::string_view access_token, bool needs_nonce, OrgState& org,
    TimePoint now);

}  // namespace mocks
