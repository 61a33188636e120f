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

}  // namespace okta
