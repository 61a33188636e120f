#include "client/api/public_endpoints.hpp"

#include "client/api/answer_error.hpp"

namespace okta {
namespace {

constexpr Endpoint kPublicGet{Method::get, "", bucket::kUnlimited, oauth_scope::kNone};
constexpr Endpoint kAuthorize{Method::get, "", bucket::kAuthorize, oauth_scope::kNone};

template <class Model>
Result<Model> decode_answer(const Response& response, const Url& url) {
  const Result<JsonDocument> document = JsonDocument::parse(response.body);
  if (!document)
    return failure(protocol_error(response, Method::get, url, document.error().message));
  return decode<Model>(document->root());
}

}  // namespace

Result<OrgProbe> PublicEndpoints::organization(std::stop_token stop) const {
  const Endpoint& endpoint = Endpoints<OrgMetadata>::kGet;
  const Result<Url> url = caller_.url_of(endpoint, {}, {});
  if (!url) return failure(url.error());
  const Result<Response> response = caller_.call(endpoint, *url, {}, std::move(stop));
  if (!response) return failure(Error(response.error()).while_doing("org metadata"));
  Result<OrgMetadata> metadata = decode_answer<OrgMetadata>(*response, *url);
  if (!metadata) return failure(std::move(metadata.error()).while_doing("org metadata"));
  return OrgProbe{std::move(*metadata), parse_http_date(response->headers.first("Date"))};
}

Result<DiscoveryDocument> PublicEndpoints::discovery(const std::string& issuer,
                                                     std::stop_token stop) const {
  std::string base = issuer;
  while (base.ends_with('/')) base.pop_back();
  const Result<Url> url = parse_url(base + "/.well-known/openid-configuration");
  if (!url) return failure(Error(url.error()).while_doing("discovery document"));
  const Result<Response> response = caller_.call(kPublicGet, *url, {}, std::move(stop));
  if (!response) return failure(Error(response.error()).while_doing("discovery document"));
  return decode_answer<DiscoveryDocument>(*response, *url);
}

Result<Response> PublicEndpoints::authorize(const Url& authorization_endpoint,
                                            const QueryParameters& parameters,
                                            std::stop_token stop) const {
  Url url = authorization_endpoint;
  url.query = format_query(parameters);
  return caller_.exchange(kAuthorize, url, {}, std::move(stop));
}

}  // namespace okta
