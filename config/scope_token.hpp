// RFC 6749 section 3.3: a scope token is one or more of %x21 / %x23-5B / %x5D-7E. Pure.
#pragma once

#include <string_view>

namespace config {

[[nodiscard]] bool is_scope_token(std::string_view text);

}  // namespace config
