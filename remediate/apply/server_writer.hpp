// The servers that a run writes on: each as a whole set, as it is expected to be. The whole set is
// read before the first change, and before each one that somebody's access may hang on; after each
// change only the lists that it stands in. Blocks; not thread-safe.
#pragma once

#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/apply/step.hpp"
#include "remediate/apply/whole_server.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

class ServerWriter {
 public:
  // Both must outlive it. `basis`: the servers as they were planned on.
  ServerWriter(const okta::Client& client, const std::vector<ServerSet>& basis)
      : client_(client), basis_(basis) {}

  // Before the first write: are all servers as they were planned on?
  [[nodiscard]] Step<void> look_at_all(const std::stop_token& stop);
  // Everything that must hold before the request leaves, and what is sent.
  [[nodiscard]] Step<Prepared> prepare(const Change& change, std::stop_token stop);
  // What came of it. `made_id`: from the answer to a create, if there was one.
  [[nodiscard]] okta::Result<Seen> look(const Change& change, const std::string& made_id);
  // The same where the lists do not show what was made: by its id.
  [[nodiscard]] okta::Result<Seen> look_by_id(const Change& change, const std::string& made_id);
  // What else changed on the servers that were read only in part since.
  [[nodiscard]] okta::Result<std::vector<std::string>> moved(std::stop_token stop);

  // Something off these servers was written: time has passed since the last reading.
  void look_again() { just_read_.clear(); }

 private:
  [[nodiscard]] Step<void> prepare_new_server(const Change& change, std::stop_token stop);
  [[nodiscard]] Step<void> prepare_on(const std::string& server_id, const Change& change,
                                      std::stop_token stop);
  [[nodiscard]] Step<void> read_whole(const std::string& server_id, std::stop_token stop);
  [[nodiscard]] std::vector<std::string> moved_since_plan(const ServerSnapshot& now) const;
  [[nodiscard]] bool is_known_well_enough(const std::string& server_id, const Change& change) const;
  [[nodiscard]] okta::Result<Seen> look_at_new_server(const Change& change,
                                                      const std::string& made_id);
  [[nodiscard]] okta::Result<ServerSnapshot> read_for(const Change& change) const;
  [[nodiscard]] Seen seen_in(ServerSnapshot now, const Change& change, const std::string& made_id);

  const okta::Client& client_;
  const std::vector<ServerSet>& basis_;
  std::map<std::string, ServerSnapshot> expected_;  // by server id
  std::set<std::string> read_in_part_;  // servers that were not read whole since their last change
  std::string just_read_;  // the server whose expected set is the latest thing that was read
  Servers listed_;         // before a server is made
};

}  // namespace remediate
