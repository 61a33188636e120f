// Whether splices are what a move of a client makes: a URL, or the name of a server, takes the
// place of another. A plan is a file, and files are edited: nothing else is ever put into a file of
// the owner. Pure.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/splice.hpp"

namespace remediate {

// Why not, for people; empty when they do. References are none of their concern.
[[nodiscard]] std::string why_no_move(const std::vector<Splice>& splices);

// Hosts, with their ports, of the URLs that the splices put in; in lower case, each once. Also of
// what is percent encoded, escaped or base64.
[[nodiscard]] std::vector<std::string> hosts_put_in(const std::vector<Splice>& splices);

}  // namespace remediate
