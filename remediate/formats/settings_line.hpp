// Settings that stand in one line of text: `-Dissuer=https://... -Xmx1g`, `--issuer https://...`,
// `module required uri="https://..." scope="x";`, `KEY=value` in a list. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace remediate {

struct Setting {
  std::string key;  // empty: a word without one
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Empty when the text is no such line. `in_list`: it is the element of a list, where KEY=value is a
// setting.
[[nodiscard]] std::vector<Setting> settings_in(std::string_view text, bool in_list);

}  // namespace remediate
