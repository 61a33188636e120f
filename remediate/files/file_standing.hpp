// How a client configuration file stands that a run rewrote, or was to: known by digests alone, so
// that no copy of a file is ever kept. Blocks on the disk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remediate/files/bound_paths.hpp"
#include "remediate/model/splice.hpp"

namespace remediate {

struct FileStanding {
  bool is_bound = true;  // by oktafix.yaml; what is not bound is not looked at
  bool is_there = true;
  std::string problem;   // why it could not be read
  std::string digest;    // as it is
  bool is_back = false;  // as it was before
  bool stands = false;   // as it was before, with the splices
};

// `digest_before`: of the whole file without the splices.
[[nodiscard]] FileStanding standing_of_file(const BoundPaths& files, std::string_view name,
                                            const std::vector<Splice>& splices,
                                            std::string_view digest_before);

}  // namespace remediate
