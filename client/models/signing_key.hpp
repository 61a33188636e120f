// A key that a custom authorization server signs tokens with (AuthorizationServerJsonWebKey): which
// one is in use, never the key material. Whoever checks tokens takes keys from the discovery
// document. Source: Okta Authorization Server Keys API.
#pragma once

#include <string>

#include "client/models/decode.hpp"

namespace okta {

namespace key_status {
inline constexpr std::string_view kActive = "ACTIVE";
inline constexpr std::string_view kNext = "NEXT";        // signs after the next rotation
inline constexpr std::string_view kExpired = "EXPIRED";  // signed before the last rotation
}  // namespace key_status

struct SigningKey {
  std::string key_id;
  std::string status;
  std::string algorithm;
  std::string use;

  [[nodiscard]] bool is_active() const;
};

template <>
[[nodiscard]] Result<SigningKey> decode<SigningKey>(const JsonView& json);

}  // namespace okta
