// What would be replaced in a client configuration file if a client moved: the splices, or why no
// machine can make them. The issuer is the one that the server announces in its discovery document.
// Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "remediate/issuer/client_file.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct Destination {
  const ServerSnapshot* server = nullptr;  // nullptr: it is to be made
  bool is_one_of_several_hosts = false;    // the org answers at custom domains too
};

// `chosen` are indexes of occurrences. Leaves `app_id` to its caller.
[[nodiscard]] ClientMove move_of_client(const FileReading& reading, std::string_view bytes,
                                        const std::vector<std::size_t>& chosen,
                                        const Destination& destination);

}  // namespace remediate
