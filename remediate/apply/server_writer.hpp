// The servers that a run writes on: each as a whole set, as it is expected to be. The set that is
// read back after one write is what the next write is checked against. Blocks; not thread-safe.
#pragma once

#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "client/base/json_edit.hpp"
#include "client/client.hpp"
#include "remediate/apply/step.hpp"
#include "remediate/apply/whole_server.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

class ServerWriter {
 public:
  // `client` must outlive it.
  explicit ServerWriter(const okta::Client& client) : client_(client) {}

  // Everything that must hold before the request leaves; of an update, the object to send.
  [[nodiscard]] Step<std::optional<okta::JsonEdit>> prepare(const Change& change,
                                                            std::stop_token stop);
  // What came of it. `made_id`: from the answer to a create, if there was one.
  [[nodiscard]] okta::Result<Seen> look(const Change& change, const std::string& made_id);

  // Something off these servers was written: time has passed since the last reading.
  void look_again() { just_read_.clear(); }

 private:
  [[nodiscard]] Step<void> prepare_new_server(const Change& change, std::stop_token stop);
  [[nodiscard]] Step<void> prepare_on(const std::string& server_id, const Change& change,
                                      std::stop_token stop);
  [[nodiscard]] okta::Result<Seen> look_at_new_server(const Change& change,
                                                      const std::string& made_id);
  [[nodiscard]] okta::Result<Seen> look_on(const std::string& server_id, const Change& change,
                                           const std::string& made_id);

  const okta::Client& client_;
  std::map<std::string, ServerSnapshot> expected_;  // by server id
  std::string just_read_;  // the server whose expected set is the latest thing that was read
  Servers listed_;         // before a server is made
};

}  // namespace remediate
