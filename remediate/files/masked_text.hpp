// A text of which each byte may be shown or not, and its lines as they may be shown. Pure. Internal
// to this room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace remediate {

enum class Sight : char {
  syntax,  // between values: names of settings may be shown, and nothing else
  hidden,  // a value
  shown,
};

struct MaskedText {
  std::string bytes;
  std::vector<Sight> sight;  // one for each byte
};

// One line without its end.
[[nodiscard]] std::string shown_line(const MaskedText& text, std::size_t begin, std::size_t end);

}  // namespace remediate
