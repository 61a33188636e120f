// Finds URLs in the text of one configuration value: with scheme, protocol-relative, without scheme
// where a host of the org stands, and behind a template placeholder. Several may stand in one value
// (lists, JVM options, JSON in text). Says where the parts are and whose host it is; what follows
// from that is decided elsewhere. Linear in the text. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/issuer/okta_url.hpp"

namespace remediate {

enum class Host {
  org,          // of this org, literally, or all but its first part: `{subdomain}.okta.com`
  by_hand,      // a placeholder that somebody fills in: `{yourOktaDomain}`
  by_name,      // a placeholder with a scheme before it: `https://${OKTA_DOMAIN}`
  reference,    // a placeholder without: its value may have a scheme, or a whole issuer
  admin,        // the admin console of this org
  misspelled,   // `.okta.com.com` and the like
  two_schemes,  // `https://https://`
};

struct UrlInText {
  std::size_t begin = 0;      // of the scheme, or of the host where there is none
  std::size_t host = 0;       // where the authority begins
  std::size_t path = 0;       // where it ends
  std::size_t end = 0;        // of the path
  std::size_t whole_end = 0;  // with query and fragment
  Host whose = Host::org;
  std::string_view name;  // of the placeholder
  bool has_scheme = false;

  [[nodiscard]] std::string_view path_of(std::string_view text) const {
    return text.substr(path, end - path);
  }
  [[nodiscard]] std::string_view whole_of(std::string_view text) const {
    return text.substr(begin, whole_end - begin);
  }
};

// In order of their places, and apart from one another except that a query may hold another one.
[[nodiscard]] std::vector<UrlInText> urls_in_text(std::string_view text, const OrgHosts& hosts);

// The name that stands before a place in the text: `--oidc-issuer-url=`, `"issuer": "`,
// `${OKTA_ISSUER:-`, `&iss=`, or the word before it. Empty when there is none.
[[nodiscard]] std::string_view name_before(std::string_view text, std::size_t at);

}  // namespace remediate
