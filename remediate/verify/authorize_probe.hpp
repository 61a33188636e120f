// Which authorize requests can show something about a client, and what they look like. A probe is
// a completely valid request of the client itself, but for the user: `prompt=none` makes Okta
// answer instead of showing a login page. Pure but for the random values. Sources: Okta OpenID
// Connect & OAuth 2.0 API (`/authorize`), OpenID Connect Core 1.0.
#pragma once

#include <string>
#include <vector>

#include "client/base/url.hpp"
#include "remediate/model/verification.hpp"
#include "remediate/verify/verify.hpp"

namespace remediate {

struct AuthorizeProbe {
  std::string grant_type;
  std::string response_type;
  std::vector<std::string> scopes;
  std::string redirect_uri;
  bool pkce = false;
};

struct ProbesOfClient {
  std::vector<AuthorizeProbe> probes;  // each request once
  std::vector<NotProbed> skipped;
};

[[nodiscard]] ProbesOfClient probes_of(const ClientToVerify& client);

// One sending of a probe. State and nonce are new each time and are never printed.
struct AuthorizeAttempt {
  okta::QueryParameters parameters;
  std::string redirect_uri;
  std::string state;
};

[[nodiscard]] AuthorizeAttempt attempt(const AuthorizeProbe& probe, const std::string& client_id);

}  // namespace remediate
