// The second phase: what only applications with evidence need. Three calls an application.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/collect/source_reading.hpp"
#include "remediate/model/demand.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct SuspectReading {
  std::string app_id;
  std::optional<std::vector<okta::ScopeGrant>> grants;  // nullopt: could not be read
  std::vector<LoggedRequest> successes;
  std::optional<std::string> digest;  // application_digest() of the app itself
  std::vector<SourceReading> readings;
};

[[nodiscard]] SuspectReading read_suspect(const okta::Client& client,
                                          const okta::Application& application,
                                          const Demand& demand,
                                          const std::optional<LogWindow>& window,
                                          std::stop_token stop);

// The app as it is by itself: lists need not show all of it. One more call.
void read_digest(const okta::Client& client, SuspectReading& suspect, std::stop_token stop);

// Discovery document and, when `with_claims`, the claims of a server that suspects would move to.
// An inactive server has no discovery document to show: do not ask.
[[nodiscard]] std::vector<SourceReading> read_target(const okta::Client& client,
                                                     ServerSnapshot& server, bool with_claims,
                                                     std::stop_token stop);

}  // namespace remediate
