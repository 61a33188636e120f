// Where splices lie in a client configuration file, judged by the whole values: what stood there
// named an authorization server of the org, and what stands there afterwards does too. A splice
// alone does not tell: it holds only what differs. Pure.
#pragma once

#include <string>
#include <vector>

#include "remediate/issuer/okta_url.hpp"
#include "remediate/model/splice.hpp"

namespace remediate {

// Of splices that fit `text` and refer to nothing that is not made yet.
[[nodiscard]] bool stay_in_org(const std::string& name, const std::string& text,
                               const std::vector<Splice>& splices, const OrgHosts& hosts);

}  // namespace remediate
