// Link headers (RFC 8288) as Okta sends them: one header per relation, or several relations in one.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/http/transport.hpp"

namespace okta {

// The target of that relation, or nothing when no header has it. A link that is cut or malformed,
// and has the relation or might have had it, is an Error: it must not pass for the end of a list.
[[nodiscard]] Result<std::optional<std::string>> find_link(const Headers& headers,
                                                           std::string_view relation);

}  // namespace okta
