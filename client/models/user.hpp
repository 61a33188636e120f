// A user of the org, as far as it takes to say whose API token is in use. The profile has more
// personal data; it is not read. Source: Okta Users API.
#pragma once

#include <string>

#include "client/models/decode.hpp"

namespace okta {

struct User {
  std::string id;
  std::string login;
  std::string status;  // ACTIVE, SUSPENDED, ...
};

template <>
[[nodiscard]] Result<User> decode<User>(const JsonView& json);

}  // namespace okta
