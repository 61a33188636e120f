#include "client/base/one_line.hpp"

#include <algorithm>

namespace okta {

std::string on_one_line(std::string text, char instead) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, instead);
  return text;
}

}  // namespace okta
