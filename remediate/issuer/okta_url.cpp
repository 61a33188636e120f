#include "remediate/issuer/okta_url.hpp"

#include <algorithm>
#include <array>

#include "client/base/url.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

constexpr std::string_view kOAuth = "/oauth2";
constexpr std::string_view kWellKnownOAuth = "/.well-known/oauth-authorization-server";
constexpr std::string_view kWellKnownOpenId = "/.well-known/openid-configuration";

// Below /oauth2/v1 of the org server and /oauth2/{server}/v1 of a custom one alike.
constexpr std::array<std::string_view, 14> kSharedEndpoints = {
    "/authorize",
    "/interact",
    "/token",
    "/introspect",
    "/revoke",
    "/keys",
    "/logout",
    "/userinfo",
    "/par",
    "/challenge",
    "/bc/authorize",
    "/device/authorize",
    "/primary-authenticate",
    "/oob-authenticate",
};

// A default port is none, whatever the scheme: `http://` links to an org answer at `https://`.
std::string authority_of(const okta::Url& url) {
  const bool is_default = url.port.empty() || url.port == "443" || url.port == "80";
  return is_default ? url.host : url.host + ":" + url.port;
}

bool is_at_or_below(std::string_view path, std::string_view root) {
  return path == root || (path.starts_with(root) && path[root.size()] == '/');
}

std::string_view without_trailing_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

OktaUrl custom_server(std::string_view segment) {
  return {UrlMeaning::custom_server, {}, std::string(segment)};
}

// `path` below /oauth2, beginning with a slash.
OktaUrl classify_oauth_path(std::string_view path) {
  const std::string_view segment = path.substr(1, path.find('/', 1) - 1);
  if (segment.empty()) return {};
  if (segment != "v1") return custom_server(segment);
  const std::string_view endpoint = path.substr(3);
  const bool is_shared =
      endpoint.empty() || std::ranges::find(kSharedEndpoints, endpoint) != kSharedEndpoints.end();
  return {is_shared ? UrlMeaning::org_endpoint : UrlMeaning::org_only, {}, {}};
}

}  // namespace

OktaUrl classify_path(std::string_view path) {
  path = without_trailing_slash(path);
  // Okta's own sign-in libraries accept the issuer of the org server with /oauth2 behind it.
  if (path.empty() || path == "/" || path == kOAuth) return {UrlMeaning::org_issuer, {}, {}};
  if (path == kWellKnownOpenId || path == kWellKnownOAuth)
    return {UrlMeaning::org_endpoint, {}, {}};
  if (path.starts_with(kWellKnownOAuth)) {  // RFC 8414: the issuer's path stands behind
    const std::string_view issuer_path = path.substr(kWellKnownOAuth.size());
    if (issuer_path.starts_with("/oauth2/")) return classify_oauth_path(issuer_path.substr(7));
    return {};
  }
  if (path.starts_with("/oauth2/")) return classify_oauth_path(path.substr(kOAuth.size()));
  if (is_at_or_below(path, "/api/v1") || is_at_or_below(path, "/.well-known"))
    return {UrlMeaning::org_only, {}, {}};
  return {};
}

OrgHosts::OrgHosts(std::string_view org_url, const std::vector<std::string>& other_hosts)
    : org_(remediate::authority_of(org_url)) {
  for (const std::string& host : other_hosts) custom_.push_back(in_lower_case(host));
}

bool OrgHosts::contains(std::string_view authority) const {
  if (authority.empty()) return false;
  return authority == org_ || std::ranges::find(custom_, authority) != custom_.end();
}

OktaUrl classify_url(std::string_view text, const OrgHosts& hosts) {
  const okta::Result<okta::Url> url = okta::parse_url(text);
  if (!url) return {};
  const std::string authority = authority_of(*url);
  OktaUrl meaning;
  if (hosts.contains(authority)) meaning = classify_path(url->path);
  meaning.authority = authority;
  return meaning;
}

std::string authority_of(std::string_view url) {
  const okta::Result<okta::Url> parsed = okta::parse_url(url);
  return parsed ? authority_of(*parsed) : std::string();
}

bool names_an_issuer(std::string_view json_pointer) {
  std::string name;
  for (const char c : json_pointer.substr(json_pointer.rfind('/') + 1)) {
    if (c != '_' && c != '-' && c != '.') name += lower(c);
  }
  const auto contains = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  return contains("issuer") || contains("authority") || contains("authserver") ||
         contains("authorizationserver") || name == "iss";
}

}  // namespace remediate
