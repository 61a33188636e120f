#include "remediate/evidence/log_text.hpp"

#include <algorithm>
#include <array>

#include "remediate/evidence/ascii_case.hpp"

namespace remediate {

bool names_something(std::string_view text) {
  constexpr std::array<std::string_view, 4> kNothing{"", "unknown", "null", "none"};
  return std::ranges::find(kNothing, lower_case(text)) == kNothing.end();
}

}  // namespace remediate
