// A custom authorization server. Source: Okta Authorization Servers API; `default` is missing from
// the specification but is in every recent recording. The issuer of the default server ends in
// /oauth2/default although its id does not: use what the API says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/models/decode.hpp"

namespace okta {

struct AuthorizationServer {
  std::string id;
  std::string name;
  std::string description;
  std::vector<std::string> audiences;
  std::string issuer;
  std::string issuer_mode;  // ORG_URL | CUSTOM_URL | DYNAMIC; empty when absent
  std::string status;       // ACTIVE | INACTIVE
  bool is_default = false;  // where the API does not say it, the issuer does

  [[nodiscard]] bool is_active() const;
};

template <>
[[nodiscard]] Result<AuthorizationServer> decode<AuthorizationServer>(const JsonView& json);

}  // namespace okta
