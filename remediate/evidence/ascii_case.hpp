// Letters of log texts and scope names are compared as ASCII: no locale may change what a scope is.
// Pure.
#pragma once

#include <string>
#include <string_view>

namespace remediate {

[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace remediate
