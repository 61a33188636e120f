// Which successes show that a failing client found its way: new grants for the same kind of use.
// Pure.
#pragma once

#include <optional>
#include <vector>

#include "remediate/model/logged_request.hpp"

namespace remediate {

// Asked for the client itself, with no person signing in.
[[nodiscard]] bool is_for_service(const LoggedRequest& request);

// The time up to which every kind of use that fails has succeeded on this kind of server; with no
// failures, that of any success. Refreshed tokens do not count: they keep coming from old grants,
// whatever the client asks for by now. Nor does the org server's for a request with custom scopes.
[[nodiscard]] std::optional<okta::Timestamp> last_success(
    const std::vector<const LoggedRequest*>& requests, ServerKind server);

}  // namespace remediate
