// Reading UTF-8 one code point at a time, for files and names that anybody may have written: bytes
// that are no UTF-8 come out one by one and are told as such. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace config {

struct CodePoint {
  char32_t value = 0;  // of an invalid byte: the byte
  std::size_t length = 1;
  bool valid = false;
};

// The first code point of a text that is not empty. Refuses overlong forms and surrogates.
[[nodiscard]] CodePoint decode_utf8(std::string_view text);

// C0 and C1 controls and DEL: what a terminal may obey.
[[nodiscard]] bool is_control(char32_t point);

}  // namespace config
