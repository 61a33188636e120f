#include "client/models/user.hpp"

#include "client/models/exact.hpp"

namespace okta {

template <>
Result<User> decode<User>(const JsonView& json) {
  ExactReader reader(json, "user");
  User user;
  user.id = reader.id();
  user.login = json["profile"]["login"].string_or("");
  user.status = json["status"].string_or("");
  return reader.verdict(std::move(user));
}

}  // namespace okta
