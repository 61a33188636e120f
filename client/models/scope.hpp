// A scope that is configured on a custom authorization server (OAuth2Scope in Okta's API). `system`
// is no proof of who made it: the same built-in scope was recorded with either value.
#pragma once

#include <optional>
#include <string>

#include "client/models/decode.hpp"

namespace okta {

namespace consent {
inline constexpr std::string_view kImplicit = "IMPLICIT";
inline constexpr std::string_view kRequired = "REQUIRED";
inline constexpr std::string_view kFlexible = "FLEXIBLE";
}  // namespace consent

struct Scope {
  std::string id;
  std::string name;
  std::optional<std::string> consent;           // absent in orgs without the consent feature
  std::optional<std::string> metadata_publish;  // ALL_CLIENTS | NO_CLIENTS
  bool is_default = false;                      // granted when a request names no scope
  bool system = false;
  std::string content;  // content.hpp
};

template <>
[[nodiscard]] Result<Scope> decode<Scope>(const JsonView& json);

}  // namespace okta
