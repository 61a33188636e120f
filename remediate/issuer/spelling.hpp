// Names and hosts that are the same in any spelling. ASCII, whatever the locale of the process
// says. Pure.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "remediate/formats/characters.hpp"

namespace remediate {

[[nodiscard]] inline std::string in_lower_case(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

// Letters and digits alone, in lower case: `OKTA_OAUTH2_ISSUER` and `okta.oauth2.issuer` are one
// name.
[[nodiscard]] inline std::string bare_name(std::string_view text) {
  std::string bare;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c)) bare += lower(c);
  }
  return bare;
}

}  // namespace remediate
