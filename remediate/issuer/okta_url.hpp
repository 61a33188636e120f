// Which authorization server of an org a URL names. A URL speaks of the org server, of a custom
// server, or of something that only the org has and that must never be moved. Looks at the text
// only: nothing is fetched. Pure. Sources: Okta "Authorization servers" concept page (issuers and
// discovery URLs), OpenID Connect & OAuth 2.0 API (endpoints).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remediate {

enum class UrlMeaning {
  org_issuer,     // the origin alone: the org server's issuer, or just the org's address
  org_endpoint,   // an OAuth endpoint or discovery document of the org server; a custom one has its
                  // like
  org_only,       // /api/v1, /oauth2/v1/clients, /oauth2/v1/authorize/callback, ...: no custom
                  // server has it
  custom_server,  // issuer, endpoint or discovery document of a custom server
  other,          // another host, or a page of the org that is no authorization server's
};

// Where an org answers: its own host and its custom domains.
class OrgHosts {
 public:
  // `org_url` is the origin in use; other hosts are custom domains and the like: host or host:port.
  OrgHosts(std::string_view org_url, const std::vector<std::string>& other_hosts);

  // `authority` is host or host:port, in lower case, without a default port.
  [[nodiscard]] bool contains(std::string_view authority) const;
  [[nodiscard]] const std::string& org_authority() const { return org_; }
  [[nodiscard]] const std::vector<std::string>& custom_authorities() const { return custom_; }

 private:
  std::string org_;
  std::vector<std::string> custom_;
};

struct OktaUrl {
  UrlMeaning meaning = UrlMeaning::other;
  std::string authority;  // host, or host:port; empty when the text is no http(s) URL
  std::string server;     // of a custom server: the path segment that names it, an id or `default`
};

[[nodiscard]] OktaUrl classify_url(std::string_view text, const OrgHosts& hosts);

// The same for a path at a host of the org; without query. Leaves `authority` empty.
[[nodiscard]] OktaUrl classify_path(std::string_view path);

// Host, or host:port when the port is not the default one; empty when the text is no http(s) URL.
[[nodiscard]] std::string authority_of(std::string_view url);

// Whether a JSON pointer's last segment names an issuer (`issuer`, `oidcIssuerUrl`, `authority`):
// only then the bare origin of an org means its authorization server.
[[nodiscard]] bool names_an_issuer(std::string_view json_pointer);

}  // namespace remediate
