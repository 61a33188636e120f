// Where `rewrite` moves clients to, as a person names it, offline. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/base/result.hpp"
#include "client/base/url.hpp"
#include "remediate/issuer/client_file.hpp"

namespace remediate {

// The issuer of a custom authorization server, as that announces it. ErrorKind::invalid_input for
// any other URL.
[[nodiscard]] okta::Result<MoveTarget> target_with_issuer(std::string_view issuer);

// An id, or `default`: what stands in the path. A name is known to the org alone.
[[nodiscard]] okta::Result<MoveTarget> target_with_id(std::string_view id);

// The hosts whose URLs move: those of `org_urls`, and the one where the issuer is.
[[nodiscard]] okta::Result<OrgHosts> hosts_that_move(const std::vector<okta::Url>& org_urls,
                                                     const MoveTarget& target);

}  // namespace remediate
