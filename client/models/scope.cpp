#include "client/models/scope.hpp"

#include "client/models/content.hpp"
#include "client/models/exact.hpp"

namespace okta {

template <>
Result<Scope> decode<Scope>(const JsonView& json) {
  ExactReader reader(json, "scope");
  Scope scope;
  scope.id = reader.id();
  scope.name = reader.required_string("name");
  scope.consent = json["consent"].string();
  scope.metadata_publish = json["metadataPublish"].string();
  scope.is_default = json["default"].boolean().value_or(false);
  scope.system = json["system"].boolean().value_or(false);
  scope.content = content_of(json);
  return reader.verdict(std::move(scope));
}

}  // namespace okta
