// The order in which Okta gives `include` arrays back: not as sent. Every recorded order is that of
// a Java HashSet of the strings, so this reproduces one. Pure.
#pragma once

#include <string>
#include <vector>

#include "mocks/json_text.hpp"

namespace mocks {

[[nodiscard]] std::vector<std::string> as_okta_orders(
    std::vector<std::string> strings);  // duplicates go, too
// Reorders the array of strings at that path, if there is one.
void reorder_include(Json& object, std::string_view path);

}  // namespace mocks
