#include "client/models/discovery.hpp"

#include "client/models/exact.hpp"

namespace okta {

template <>
Result<DiscoveryDocument> decode<DiscoveryDocument>(const JsonView& json) {
  ExactReader reader(json, "discovery document", "issuer");
  DiscoveryDocument document;
  document.issuer = reader.id();
  document.authorization_endpoint = json["authorization_endpoint"].string_or("");
  document.token_endpoint = json["token_endpoint"].string_or("");
  document.jwks_uri = json["jwks_uri"].string_or("");
  document.scopes_supported = json["scopes_supported"].strings();
  document.grant_types_supported = json["grant_types_supported"].strings();
  return reader.verdict(std::move(document));
}

template <>
Result<KeySet> decode<KeySet>(const JsonView& json) {
  if (!json["keys"].is_array())
    return failure(ErrorKind::protocol, "a key set without a list of keys");
  KeySet set;
  for (const JsonView& key : json["keys"].elements()) {
    if (key.is_object()) set.key_ids.push_back(key["kid"].string_or(""));
  }
  return set;
}

}  // namespace okta
