#include "remediate/engine/rewrite_target.hpp"

#include <algorithm>
#include <utility>

namespace remediate {
namespace {

using okta::ErrorKind;
using okta::failure;

constexpr std::string_view kIdLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

okta::Status check_id(std::string_view id) {
  if (id.empty() || id.find_first_not_of(kIdLetters) != id.npos)
    return failure(ErrorKind::invalid_input,
                   "--authorization-server takes an id (aus...) or default: names are known to the "
                   "org alone, and an issuer is for --issuer");
  if (id == "v1")
    return failure(ErrorKind::invalid_input,
                   "v1 is no authorization server: /oauth2/v1 is the org server itself");
  return {};
}

}  // namespace

okta::Result<MoveTarget> target_with_id(std::string_view id) {
  if (const okta::Status good = check_id(id); !good) return failure(good.error());
  return MoveTarget{std::string(id), {}, {}};
}

okta::Result<MoveTarget> target_with_issuer(std::string_view issuer) {
  while (issuer.ends_with('/')) issuer.remove_suffix(1);
  const auto url = okta::parse_url(issuer);
  if (!url) return failure(ErrorKind::invalid_input, "--issuer is no http(s) URL");
  const OktaUrl named = classify_url(issuer, OrgHosts(url->origin(), {}));
  const bool is_issuer = named.meaning == UrlMeaning::custom_server &&
                         issuer.ends_with("/oauth2/" + named.server) && !url->has_credentials;
  if (!is_issuer || !check_id(named.server))
    return failure(ErrorKind::invalid_input,
                   "--issuer must be the issuer of a custom authorization server, such as "
                   "https://acme.okta.com/oauth2/default");
  return MoveTarget{named.server, std::string(issuer), {}};
}

okta::Result<OrgHosts> hosts_that_move(const std::vector<okta::Url>& org_urls,
                                       const MoveTarget& target) {
  std::vector<std::string> authorities;
  for (const okta::Url& each : org_urls) authorities.push_back(authority_of(each.origin()));
  const std::string of_issuer = authority_of(target.issuer);
  if (!of_issuer.empty() && std::ranges::find(authorities, of_issuer) == authorities.end())
    authorities.push_back(of_issuer);
  if (authorities.empty())
    return failure(ErrorKind::invalid_input,
                   "which org? --org-url https://acme.okta.com names it (again for each custom "
                   "domain)");
  std::vector<std::string> others(authorities.begin() + 1, authorities.end());
  const std::string origin = org_urls.empty()
                                 ? target.issuer.substr(0, target.issuer.find("/oauth2/"))
                                 : org_urls.front().origin();
  return OrgHosts(origin, others);
}

}  // namespace remediate
