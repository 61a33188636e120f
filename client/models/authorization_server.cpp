#include "client/models/authorization_server.hpp"

#include "client/models/exact.hpp"

namespace okta {

bool AuthorizationServer::is_active() const { return status == "ACTIVE"; }

// Clients are pointed at the issuer and tokens are made for the audiences: neither is guessed.
template <>
Result<AuthorizationServer> decode<AuthorizationServer>(const JsonView& json) {
  ExactReader reader(json, "authorization server");
  AuthorizationServer server;
  server.id = reader.id();
  server.status = reader.required_string("status");
  server.issuer = reader.required_string("issuer");
  server.audiences = reader.optional_strings("audiences");
  server.name = json["name"].string_or("");
  server.description = json["description"].string_or("");
  server.issuer_mode = json["issuerMode"].string_or("");
  server.is_default =
      json["default"].boolean().value_or(server.issuer.ends_with("/oauth2/default"));
  return reader.verdict(std::move(server));
}

}  // namespace okta
