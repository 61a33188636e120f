// The token request of a service app and its answer (RFC 6749, 4.4; RFC 7523; Okta: Implement OAuth
// for Okta with a service app). Pure but for the random `jti`. What the endpoint refuses is told in
// its own words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/auth/jwt_signer.hpp"
#include "client/auth/service_app.hpp"
#include "client/base/timestamp.hpp"
#include "client/http/transport.hpp"

namespace okta {

struct AccessToken {
  Secret text;
  bool is_bound = false;            // token_type DPoP
  std::vector<std::string> scopes;  // granted; Okta leaves out what the app may not have
  Timestamp obtained;               // by the org's clock, as is the next
  Timestamp expires;
};

[[nodiscard]] Url token_endpoint(const Url& org);

struct TokenRequest {
  Request request;   // the assertion stands in its body
  Secret assertion;  // fresh: a second use is refused
};

[[nodiscard]] Result<TokenRequest> token_request(const Url& org, const ServiceApp& app,
                                                 const JwtSigner& key, Timestamp now);

// Of a 200.
[[nodiscard]] Result<AccessToken> read_access_token(const Response& response, const ServiceApp& app,
                                                    Timestamp now);

// Of anything else. kind: unauthorized where the endpoint refuses the app or its request; server,
// rate_limited or protocol where it says nothing about them.
[[nodiscard]] Error token_error(const Response& response, const Request& request);

// `error` of the answer, "invalid_client"; empty where there is none.
[[nodiscard]] std::string oauth_error_of(const Response& response);

}  // namespace okta
