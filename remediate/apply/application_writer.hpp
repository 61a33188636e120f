// Edits of application objects. Okta's PUT replaces the whole object, so the text that was just
// read goes back with the plan's edits and nothing else (Okta Apps API, "Replace an application").
// The answer to the PUT is not looked at: it may hold the client secret, and for an app of the
// catalogue it says 200 although nothing was done (recorded). A second GET tells. Blocks; not
// thread-safe.
#pragma once

#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "remediate/apply/step.hpp"

namespace remediate {

class ApplicationWriter {
 public:
  // `client` must outlive it.
  explicit ApplicationWriter(const okta::Client& client) : client_(client) {}

  // Everything that must hold before the request leaves, and the object to send.
  [[nodiscard]] Step<Prepared> prepare(const Change& change, std::stop_token stop);
  [[nodiscard]] okta::Result<Seen> look(const Change& change) const;

 private:
  const okta::Client& client_;
  std::string before_;  // the object that prepare() read, and what is sent for it
  std::string sent_;
};

}  // namespace remediate
