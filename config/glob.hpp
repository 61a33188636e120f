// Shell-style patterns over names: `*` any run of characters, `?` one, everything else itself; the
// whole text must match and case counts. Used for app labels, ids and scopes.
#pragma once

#include <string_view>

namespace config {

[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view text);

// True when the pattern has no wildcard: it can only mean one name.
[[nodiscard]] bool is_exact(std::string_view pattern);

}  // namespace config
