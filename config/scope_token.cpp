#include "config/scope_token.hpp"

#include <algorithm>

namespace config {

bool is_scope_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < '\x7F' && c != '"' && c != '\\';
  });
}

}  // namespace config
