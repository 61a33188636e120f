// Which successes show that a failing client found its way: new grants for the same kind of use.
// Pure.
#pragma once

#include <vector>

#include "remediate/model/demand.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

// Asked for the client itself, with no person signing in.
[[nodiscard]] bool is_for_service(const LoggedRequest& request);

// Of the uses that fail; with no failures, of any. Refreshed tokens do not count: they keep coming
// from old grants, whatever the client asks for by now. Nor does the org server's success for a
// request with custom scopes.
[[nodiscard]] Successes successes_on(ServerKind server,
                                     const std::vector<const LoggedRequest*>& requests);

}  // namespace remediate
