// The names under which new text waits beside a file that it is about to replace. Pure, but for the
// random part.
#pragma once

#include <string>
#include <string_view>

namespace remediate {

// ".oktafix-" and 16 hexadecimal digits and ".tmp": nobody else's name.
[[nodiscard]] bool is_temporary_name(std::string_view name);
[[nodiscard]] std::string new_temporary_name();

}  // namespace remediate
