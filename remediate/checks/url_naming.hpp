// Which authorization servers the URLs inside an app object name. Pure.
#pragma once

#include <string>
#include <vector>

#include "remediate/checks/check.hpp"
#include "remediate/issuer/okta_url.hpp"

namespace remediate {

struct NamedServers {
  std::vector<std::string> org;             // "/profile/issuer: https://acme.okta.com"
  std::vector<std::string> custom;          // the same, of custom servers
  std::vector<std::string> custom_servers;  // ids or `default`, sorted, each once
};

// The bare origin of the org counts only in a field that is called after an issuer: elsewhere it is
// just the org's address. Queries are left out: they may hold anything.
[[nodiscard]] NamedServers servers_named_by(const CheckInput& input,
                                            const okta::Application& application);

[[nodiscard]] std::vector<okta::UrlField> fields_naming_org_server(
    const CheckInput& input, const okta::Application& application);

[[nodiscard]] OrgHosts hosts_of(const CheckInput& input);

}  // namespace remediate
