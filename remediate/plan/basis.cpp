#include "remediate/plan/basis.hpp"

#include <set>

#include "remediate/kinds/server_set.hpp"

namespace remediate {

std::vector<ServerSet> basis_of(const std::vector<Change>& changes, const FindServer& find_server) {
  std::set<std::string> ids;
  for (const Change& each : changes) ids.insert(server_of(each.target));
  std::vector<ServerSet> basis;
  for (const std::string& id : ids) {
    if (const ServerSnapshot* server = find_server(id)) basis.push_back(set_of(*server));
  }
  return basis;
}

}  // namespace remediate
