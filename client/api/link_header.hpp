// Link headers (RFC 8288) as Okta sends them: one header per relation, or several relations in one.
// Pure.
#pragma once

#include <optional>
#include <string>

#include "client/http/transport.hpp"

namespace okta {

[[nodiscard]] std::optional<std::string> find_link(const Headers& headers,
                                                   std::string_view relation);

}  // namespace okta
