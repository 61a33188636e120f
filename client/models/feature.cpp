#include "client/models/feature.hpp"

#include "client/models/exact.hpp"

namespace okta {

bool Feature::is_enabled() const { return status == "ENABLED"; }

template <>
Result<Feature> decode<Feature>(const JsonView& json) {
  ExactReader reader(json, "feature");
  Feature feature;
  feature.id = reader.id();
  feature.status = reader.required_string("status");
  feature.name = json["name"].string_or("");
  feature.stage = json["stage"]["value"].string_or("");
  return reader.verdict(std::move(feature));
}

}  // namespace okta
