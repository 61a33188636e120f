#include "client/models/resource_server_key.hpp"

#include "client/models/exact.hpp"

namespace okta {

bool ResourceServerKey::is_active() const { return status == "ACTIVE"; }

// Which key is active decides who can read access tokens: the status is never guessed.
template <>
Result<ResourceServerKey> decode<ResourceServerKey>(const JsonView& json) {
  ExactReader reader(json, "resource server key");
  ResourceServerKey key;
  key.id = reader.id();
  key.status = reader.required_string("status");
  key.key_id = json["kid"].string_or("");
  key.key_type = json["kty"].string_or("");
  key.use = json["use"].string_or("");
  return reader.verdict(std::move(key));
}

}  // namespace okta
