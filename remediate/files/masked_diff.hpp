// What a move changes in a client configuration file, as a unified diff that may be shown: of the
// lines around it nothing but names of settings, of the changed ones also the URL that moves. Every
// other value is masked, whether it looks like a secret or not: nobody can tell a secret by its
// looks. So it is for reading and no patch. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remediate/issuer/client_file.hpp"

namespace remediate {

inline constexpr std::string_view kMasked = "***";

// `chosen` and `move` as of move_in_file(). Empty when nothing changes. Lines end with a line feed,
// whatever the file's do; nothing is escaped for a terminal.
[[nodiscard]] std::string masked_diff(std::string_view name, std::string_view bytes,
                                      const FileReading& reading,
                                      const std::vector<std::size_t>& chosen, const FileMove& move);

}  // namespace remediate
