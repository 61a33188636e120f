// A claim of a custom authorization server (OAuth2Claim). System claims carry no `value`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/models/decode.hpp"

namespace okta {

struct Claim {
  std::string id;
  std::string name;
  std::string status;
  std::string claim_type;  // RESOURCE (access token) | IDENTITY (ID token)
  std::string value_type;  // EXPRESSION | GROUPS | SYSTEM
  std::optional<std::string> value;
  std::optional<std::string> group_filter_type;
  std::vector<std::string> scopes;  // empty: with every scope
  bool always_in_token = false;
  bool system = false;
};

template <>
[[nodiscard]] Result<Claim> decode<Claim>(const JsonView& json);

}  // namespace okta
