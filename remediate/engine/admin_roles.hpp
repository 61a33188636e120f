// The admin roles of whoever an API token belongs to. A token can do all that its owner can, so
// this is what it may do beyond need. An access token of a service app belongs to nobody; it has
// scopes.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"

namespace remediate {

// "SUPER_ADMIN", "READ_ONLY_ADMIN", ... Only few roles may read this.
[[nodiscard]] okta::Result<std::vector<std::string>> own_admin_roles(const okta::Client& client,
                                                                     const std::stop_token& stop);

}  // namespace remediate
