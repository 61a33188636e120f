#include "client/models/group.hpp"

#include "client/models/exact.hpp"

namespace okta {

template <>
Result<Group> decode<Group>(const JsonView& json) {
  ExactReader reader(json, "group");
  Group group;
  group.id = reader.id();
  group.name = reader.required_string("profile/name");
  group.description = json["profile"]["description"].string_or("");
  group.type = json["type"].string_or("");
  return reader.verdict(std::move(group));
}

}  // namespace okta
