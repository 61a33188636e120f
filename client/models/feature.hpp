// A self-service feature of the org. None of them tells whether the org has API Access Management.
// Source: Okta Features API.
#pragma once

#include <string>

#include "client/models/decode.hpp"

namespace okta {

struct Feature {
  std::string id;
  std::string name;
  std::string status;  // ENABLED | DISABLED
  std::string stage;   // EA | BETA

  [[nodiscard]] bool is_enabled() const;
};

template <>
[[nodiscard]] Result<Feature> decode<Feature>(const JsonView& json);

}  // namespace okta
