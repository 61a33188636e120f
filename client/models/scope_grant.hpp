// A scope of the org authorization server that an admin granted to an app
// (OAuth2ScopeConsentGrant): only `okta.*` and the like.
#pragma once

#include <string>

#include "client/models/decode.hpp"

namespace okta {

struct ScopeGrant {
  std::string id;
  std::string status;
  std::string client_id;
  std::string scope;
  std::string issuer;
};

template <>
[[nodiscard]] Result<ScopeGrant> decode<ScopeGrant>(const JsonView& json);

}  // namespace okta
