// May this request call this endpoint: the token is known and has not ended, a bound one comes with
// a proof of its key (DPoP), its role allows the path, its OAuth scopes hold what the endpoint asks
// for.
#pragma once

#include <optional>
#include <string_view>

#include "mocks/org_state.hpp"
#include "mocks/wire.hpp"

namespace mocks {

// Nothing: go ahead. `resource` names the scope: okta.<resource>.read for GET,
// okta.<resource>.manage else.
[[nodiscard]] std::optional<Response> refusal_of_credentials(const Request& request, OrgState& org,
                                                             std::string_view resource,
                                                             TimePoint now);

}  // namespace mocks
