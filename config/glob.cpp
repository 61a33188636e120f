#include "config/glob.hpp"

#include <cstddef>

#include "config/utf8.hpp"

namespace config {

// On a mismatch the last `*` takes one character more; earlier ones need no second try, so the time
// is at most the product of the two lengths.
bool glob_matches(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t after_star = std::string_view::npos;
  std::size_t star_ends = 0;
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      after_star = ++in_pattern;
      star_ends = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == '?') {
      ++in_pattern;
      at += decode_utf8(text.substr(at)).length;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == text[at]) {
      ++in_pattern;
      ++at;
    } else if (after_star != std::string_view::npos) {
      star_ends += decode_utf8(text.substr(star_ends)).length;
      in_pattern = after_star;
      at = star_ends;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

bool is_exact(std::string_view pattern) {
  return pattern.find_first_of("*?") == std::string_view::npos;
}

}  // namespace config
