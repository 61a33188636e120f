// Base64 (RFC 4648, section 4) as Kubernetes Secrets write it: padded, on one line. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace remediate {

[[nodiscard]] bool is_base64(char c);  // without the padding

// Absent when it is not padded, or its last bits are not zero: then it was something else.
[[nodiscard]] std::optional<std::string> base64_decoded(std::string_view text);
[[nodiscard]] std::string base64_encoded(std::string_view bytes);

// Which character of the encoded text is the first that carries a bit of byte `index`, and back.
[[nodiscard]] inline std::size_t base64_place_of(std::size_t index) {
  return index / 3 * 4 + index % 3;
}
[[nodiscard]] inline std::size_t base64_index_at(std::size_t place) {
  return place / 4 * 3 + place % 4;
}

}  // namespace remediate
