// A refresh token that an authorization server issued to a client (OAuth2RefreshToken): its record,
// never its value. Whose it is (userId) is not read. What Okta leaves out stays unknown: a token
// that says nothing about itself must be taken for a live one. Source: Okta Authorization Server
// Clients API.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/base/timestamp.hpp"
#include "client/models/decode.hpp"

namespace okta {

struct RefreshToken {
  std::string id;
  std::string status;               // ACTIVE | REVOKED; empty: not told
  std::vector<std::string> scopes;  // empty: not told
  std::optional<Timestamp> created;
  std::optional<Timestamp> last_updated;  // when it was used last
  std::optional<Timestamp> expires_at;

  // Nothing says that it is over.
  [[nodiscard]] bool is_live(Timestamp now) const;
  // Nothing says that it was neither issued nor used since.
  [[nodiscard]] bool is_used_since(Timestamp moment) const;
};

template <>
[[nodiscard]] Result<RefreshToken> decode<RefreshToken>(const JsonView& json);

}  // namespace okta
