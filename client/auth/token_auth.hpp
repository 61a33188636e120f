// Adds the credential of a static token: an Okta API token (`SSWS`) or an access token that
// somebody else fetched (`Bearer`). The token leaves for the org's own origin only; a request to
// anywhere else is refused before it reaches the network. Thread-safe as far as `next` is.
#pragma once

#include <memory>

#include "client/auth/token_scheme.hpp"
#include "client/base/secret.hpp"
#include "client/http/transport.hpp"

namespace okta {

class TokenAuth final : public Transport {
 public:
  TokenAuth(std::unique_ptr<Transport> next, Url org, Secret token,
            TokenScheme scheme = TokenScheme::ssws);

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  std::unique_ptr<Transport> next_;
  Url org_;
  Secret token_;
  TokenScheme scheme_;
};

}  // namespace okta
