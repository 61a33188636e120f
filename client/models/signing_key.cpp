#include "client/models/signing_key.hpp"

#include "client/models/exact.hpp"

namespace okta {

bool SigningKey::is_active() const { return status == key_status::kActive; }

template <>
Result<SigningKey> decode<SigningKey>(const JsonView& json) {
  ExactReader reader(json, "signing key", "kid");
  SigningKey key;
  key.key_id = reader.id();
  key.status = reader.required_string("status");
  key.algorithm = json["alg"].string_or("");
  key.use = json["use"].string_or("");
  return reader.verdict(std::move(key));
}

}  // namespace okta
