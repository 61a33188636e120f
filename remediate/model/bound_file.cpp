#include "remediate/model/bound_file.hpp"

#include <algorithm>

namespace remediate {

std::string_view to_string(FileUrlState state) {
  switch (state) {
    case FileUrlState::names_org:
      return "org";
    case FileUrlState::names_custom:
      return "custom";
    case FileUrlState::manual:
      return "manual";
  }
  return "";
}

bool belongs_to(const FileUrl& url, const BoundFile& file, std::string_view app_id,
                std::string_view client_id) {
  if (!url.client_id.empty()) return url.client_id == client_id;
  // What is tied to nobody may be any client's that the file names.
  const bool names_others = std::ranges::any_of(file.clients, [&](const FileClient& each) {
    return !each.client_id.empty() && each.client_id != client_id;
  });
  return !names_others && file.app_ids.size() == 1 && file.app_ids.front() == app_id;
}

}  // namespace remediate
