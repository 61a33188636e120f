// How the System Log writes that it has nothing to say: recorded events hold the words instead of a
// null. Pure.
#pragma once

#include <string_view>

namespace remediate {

// False for "", "unknown", "null" and "none", in any case.
[[nodiscard]] bool names_something(std::string_view text);

}  // namespace remediate
