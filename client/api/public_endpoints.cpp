#include "client/api/public_endpoints.hpp"

#include "client/api/read_answer.hpp"

namespace okta {

Result<OrgProbe> PublicEndpoints::organization(std::stop_token stop) const {
  const Endpoint& endpoint = Endpoints<OrgMetadata>::kGet;
  auto answer = read_answer<OrgMetadata>(caller_, endpoint, caller_.url_of(endpoint, {}, {}), {},
                                         std::move(stop));
  if (!answer) return failure(std::move(answer.error()));
  return OrgProbe{std::move(answer->value),
                  parse_http_date(answer->response.headers.first("Date"))};
}

Result<DiscoveryDocument> PublicEndpoints::discovery(const std::string& issuer,
                                                     std::stop_token stop) const {
  const Endpoint& endpoint = Endpoints<DiscoveryDocument>::kGet;
  std::string url = issuer;
  while (url.ends_with('/')) url.pop_back();
  url += endpoint.path;
  return read_answer<DiscoveryDocument>(caller_, endpoint, parse_url(url), {}, std::move(stop))
      .map(&Answer<DiscoveryDocument>::value);
}

Result<KeySet> PublicEndpoints::keys(const std::string& jwks_uri, std::stop_token stop) const {
  return read_answer<KeySet>(caller_, Endpoints<KeySet>::kGet, parse_url(jwks_uri), {},
                             std::move(stop))
      .map(&Answer<KeySet>::value);
}

Result<Response> PublicEndpoints::authorize(const Url& authorization_endpoint,
                                            const QueryParameters& parameters,
                                            std::stop_token stop) const {
  Url url = authorization_endpoint;
  url.query = format_query(parameters);
  const bool is_of_org = url.path == bucket::kOrgAuthorize;
  return caller_.exchange(is_of_org ? kOrgAuthorize : kAuthorize, url, {}, std::move(stop));
}

}  // namespace okta
