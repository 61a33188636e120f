// Values as people write them into files and environments. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace config {

// Without blanks and line ends around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

// Decimal digits and nothing else, not even a sign.
[[nodiscard]] std::optional<int> whole_number(std::string_view text);

// RFC 6749 section 3.3: one or more of %x21 / %x23-5B / %x5D-7E.
[[nodiscard]] bool is_scope_token(std::string_view text);

}  // namespace config
