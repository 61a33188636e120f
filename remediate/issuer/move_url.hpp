// Lets a URL that names the org authorization server name a custom one instead. Only the part that
// names the server is replaced: query, fragment and a trailing slash stay. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "remediate/issuer/okta_url.hpp"

namespace remediate {

// `issuer` of the custom server; may be a reference that is known later. Absent for a URL that
// names no issuer and no endpoint of the org server, or one that a custom server has not.
[[nodiscard]] std::optional<std::string> moved_url(std::string_view url, const OrgHosts& hosts,
                                                   std::string_view issuer);

// The same issuer at another host of the org: what a server with issuer mode DYNAMIC announces
// there.
[[nodiscard]] std::string issuer_at_host_of(std::string_view url, std::string_view issuer);

}  // namespace remediate
