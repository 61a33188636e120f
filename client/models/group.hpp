// A group of the org. Who is in it is not read. Access policy rules name groups by id, or by the
// word EVERYONE. Source: Okta Groups API.
#pragma once

#include <string>

#include "client/models/decode.hpp"

namespace okta {

struct Group {
  std::string id;
  std::string name;
  std::string description;
  std::string type;  // OKTA_GROUP | APP_GROUP | BUILT_IN
};

template <>
[[nodiscard]] Result<Group> decode<Group>(const JsonView& json);

}  // namespace okta
