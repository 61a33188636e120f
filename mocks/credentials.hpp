// May this request call this endpoint: the token is known, its role allows the path, its OAuth
// scopes hold what the endpoint asks for.
#pragma once

#include <optional>
#include <string_view>

#include "mocks/org_state.hpp"
#include "mocks/wire.hpp"

namespace mocks {

// Nothing: go ahead. `resource` names the scope: okta.<resource>.read for GET,
// okta.<resource>.manage else.
[[nodiscard]] std::optional<Response> refusal_of_credentials(const Request& request,
                                                             const OrgState& org,
                                                             std::string_view resource);

}  // namespace mocks
