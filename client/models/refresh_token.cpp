#include "client/models/refresh_token.hpp"

#include <algorithm>

#include "client/models/exact.hpp"

namespace okta {

bool RefreshToken::is_live(Timestamp now) const {
  return status != "REVOKED" && (!expires_at || *expires_at > now);
}

bool RefreshToken::is_used_since(Timestamp moment) const {
  if (!created || !last_updated) return true;
  return std::max(*created, *last_updated) >= moment;
}

// A list of scopes of another shape must not read as "none told"; times of another shape may.
template <>
Result<RefreshToken> decode<RefreshToken>(const JsonView& json) {
  ExactReader reader(json, "refresh token");
  RefreshToken token;
  token.id = reader.id();
  token.status = reader.optional_string("status").value_or("");
  token.scopes = reader.optional_strings("scopes");
  token.created = parse_timestamp(json["created"].string_or(""));
  token.last_updated = parse_timestamp(json["lastUpdated"].string_or(""));
  token.expires_at = parse_timestamp(json["expiresAt"].string_or(""));
  return reader.verdict(std::move(token));
}

}  // namespace okta
