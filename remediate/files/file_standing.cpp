#include "remediate/files/file_standing.hpp"

#include <system_error>

#include "client/base/digest.hpp"
#include "remediate/files/client_file_text.hpp"

namespace remediate {

FileStanding standing_of_file(const BoundPaths& files, std::string_view name,
                              const std::vector<Splice>& splices, std::string_view digest_before) {
  FileStanding state;
  const auto bound = files.find(name);
  state.is_bound = bound.has_value();
  if (!bound) return state;
  std::error_code failed;
  state.is_there = std::filesystem::exists(bound->path, failed) || failed;
  if (!state.is_there) return state;
  const auto text = read_file_text(bound->path);
  if (!text) {
    state.problem = text.error().describe();
    return state;
  }
  state.digest = text->digest;
  state.is_back = text->digest == digest_before;
  const auto before = spliced(text->bytes, reversed(splices));
  state.stands = !state.is_back && before && okta::digest_of(*before) == digest_before;
  return state;
}

}  // namespace remediate
