#include "remediate/issuer/move_url.hpp"

#include <algorithm>

namespace remediate {
namespace {

constexpr std::string_view kOAuth = "/oauth2";
constexpr std::string_view kEndpoints = "/oauth2/v1";
constexpr std::string_view kWellKnown = "/.well-known/";

std::size_t end_of_authority(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url.size();
  return std::min(url.find_first_of("/?#", scheme + 3), url.size());
}

// What stands behind the issuer of a custom server where this stands behind the org's address.
std::optional<std::string_view> behind_issuer(std::string_view path) {
  if (path.empty() || path == "/") return path;
  if (path == kOAuth || path == "/oauth2/") return path.substr(kOAuth.size());
  if (path.starts_with(kEndpoints)) return path.substr(kOAuth.size());
  // The form of RFC 8414 has the issuer's path behind the well-known one.
  if (path.starts_with(kWellKnown) && path.find('/', kWellKnown.size()) == std::string_view::npos)
    return path;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> moved_url(std::string_view url, const OrgHosts& hosts,
                                     std::string_view issuer) {
  const UrlMeaning meaning = classify_url(url, hosts).meaning;
  if (meaning != UrlMeaning::org_issuer && meaning != UrlMeaning::org_endpoint) return std::nullopt;
  const std::string_view rest = url.substr(end_of_authority(url));
  const std::size_t path_end = std::min(rest.find_first_of("?#"), rest.size());
  const auto path = behind_issuer(rest.substr(0, path_end));
  if (!path) return std::nullopt;
  return std::string(issuer) + std::string(*path) + std::string(rest.substr(path_end));
}

std::string issuer_at_host_of(std::string_view url, std::string_view issuer) {
  const std::size_t own = end_of_authority(issuer);
  if (issuer.find("://") == std::string_view::npos) return std::string(issuer);
  return std::string(url.substr(0, end_of_authority(url))) + std::string(issuer.substr(own));
}

}  // namespace remediate
