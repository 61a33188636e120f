#include "remediate/verify/discovery_check.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace remediate {
namespace {

bool is_below(const std::string& endpoint, const std::string& issuer) {
  const auto own = okta::parse_url(issuer);
  const auto url = okta::parse_url(endpoint);
  if (!own || !url || url->has_credentials || !okta::same_origin(*own, *url)) return false;
  std::string_view path = own->path;
  while (path.ends_with('/')) path.remove_suffix(1);
  return url->path.starts_with(fmt::format("{}/", path));
}

void look_at_endpoint(DiscoveryCheck& check, std::string_view name, const std::string& endpoint) {
  if (endpoint.empty())
    check.problems.push_back(fmt::format("the document names no {}", name));
  else if (!is_below(endpoint, check.issuer))
    check.problems.push_back(
        fmt::format("its {} is {}, which does not lie below the issuer", name, endpoint));
}

okta::Status look_at_keys(DiscoveryCheck& check, const okta::PublicEndpoints& endpoints,
                          std::stop_token stop) {
  const auto keys = endpoints.keys(check.jwks_uri, std::move(stop));
  if (keys) {
    check.keys = static_cast<int>(keys->key_ids.size());
    if (check.keys == 0)
      check.problems.emplace_back("its key set is empty: nobody can check its tokens");
    return {};
  }
  if (keys.error().kind == okta::ErrorKind::interrupted) return okta::failure(keys.error());
  check.problems.push_back(fmt::format("its keys could not be read: {}", keys.error().describe()));
  return {};
}

// An answer that says no is the server's; no answer, or one that says "later", says nothing of it.
DiscoveryState state_after(const okta::Error& error) {
  switch (error.kind) {
    case okta::ErrorKind::not_found:
    case okta::ErrorKind::feature_missing:
    case okta::ErrorKind::rejected:
      return DiscoveryState::wrong;
    default:
      return DiscoveryState::unreadable;
  }
}

}  // namespace

okta::Result<DiscoveryCheck> check_discovery(const okta::PublicEndpoints& endpoints,
                                             const std::string& authorization_server,
                                             const std::string& issuer, std::stop_token stop) {
  DiscoveryCheck check;
  check.authorization_server = authorization_server;
  check.issuer = issuer;
  const auto document = endpoints.discovery(issuer, stop);
  if (!document) {
    if (document.error().kind == okta::ErrorKind::interrupted)
      return okta::failure(document.error());
    check.state = state_after(document.error());
    check.problems.push_back(document.error().describe());
    return check;
  }
  check.announced_issuer = document->issuer;
  check.authorization_endpoint = document->authorization_endpoint;
  check.token_endpoint = document->token_endpoint;
  check.jwks_uri = document->jwks_uri;
  if (document->issuer != issuer)
    check.problems.push_back(fmt::format(
        "it announces the issuer {}: a client that is configured with {} refuses its tokens",
        document->issuer, issuer));
  look_at_endpoint(check, "authorization_endpoint", check.authorization_endpoint);
  look_at_endpoint(check, "token_endpoint", check.token_endpoint);
  look_at_endpoint(check, "jwks_uri", check.jwks_uri);
  if (is_below(check.jwks_uri, issuer)) {
    if (okta::Status looked = look_at_keys(check, endpoints, std::move(stop)); !looked)
      return okta::failure(std::move(looked.error()));
  }
  check.state = check.problems.empty() ? DiscoveryState::fine : DiscoveryState::wrong;
  return check;
}

okta::Result<okta::Url> authorize_url(const DiscoveryCheck& discovery) {
  if (is_below(discovery.authorization_endpoint, discovery.issuer))
    return okta::parse_url(discovery.authorization_endpoint);
  auto url = okta::parse_url(discovery.issuer);
  if (!url) return url;
  while (url->path.ends_with('/')) url->path.pop_back();
  url->path += "/v1/authorize";
  url->query.clear();
  return url;
}

}  // namespace remediate
