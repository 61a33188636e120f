// Which requests the servers were seen to grant since a run: what turns a computed effect into an
// observed one. Refreshed tokens show nothing: they come from older grants, whatever the policies
// say by now. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "remediate/collect/read_traffic.hpp"
#include "remediate/model/watch.hpp"

namespace remediate {

class SeenGrants {
 public:
  // Successes count, and the same one as often as it is told.
  void add(const ServerEvent& event);
  // Sets state, time, and what is still unseen or never will be.
  void judge(WatchedEffect& effect) const;
  // Was each of these scopes granted to the client with this grant type?
  [[nodiscard]] bool cover(const std::string& client_id, const std::string& server,
                           const std::string& grant_type, const ScopeSet& scopes) const;

 private:
  struct Grants {
    std::map<std::string, okta::Timestamp> scopes;  // the first time each
    std::optional<okta::Timestamp> hidden;  // the first one that does not show all its scopes
  };
  using Key = std::tuple<std::string, std::string, std::string>;

  [[nodiscard]] const Grants* find(const std::string& client_id, const std::string& server,
                                   const std::string& grant_type) const;

  std::map<Key, Grants> grants_;  // by client, server, grant type
};

}  // namespace remediate
