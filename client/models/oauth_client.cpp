#include "client/models/oauth_client.hpp"

#include "client/models/exact.hpp"

namespace okta {

template <>
Result<OAuthClient> decode<OAuthClient>(const JsonView& json) {
  ExactReader reader(json, "OAuth client", "client_id");
  OAuthClient client;
  client.client_id = reader.id();
  client.name = json["client_name"].string_or("");
  return reader.verdict(std::move(client));
}

}  // namespace okta
