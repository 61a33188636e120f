// A client for which an authorization server holds refresh tokens (OAuth2Client): who lives there,
// not who may. A client without refresh tokens is not among them. Source: Okta Authorization Server
// Clients API.
#pragma once

#include <string>

#include "client/models/decode.hpp"

namespace okta {

struct OAuthClient {
  std::string client_id;
  std::string name;  // may be empty
};

template <>
[[nodiscard]] Result<OAuthClient> decode<OAuthClient>(const JsonView& json);

}  // namespace okta
