// OAuth requests in the System Log, between two points in time. A query that takes too long or is
// refused is cut into shorter times; what even the shortest cannot read is told as truncated.
// Source: Okta System Log API (30 s per query, E0000009 beyond it).
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/collect/source_reading.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

struct LogReading {
  std::vector<LoggedRequest> requests;
  LogWindow window;
  int own_probes_ignored = 0;
  SourceReading reading;
};

// Failed requests of every client. Failures that say nothing about custom scopes are left out.
[[nodiscard]] LogReading read_failures(const okta::Client& client, LogWindow window,
                                       std::stop_token stop);

// Successful requests of one client, first at custom servers, then at the org server: at most one
// page each, because whether there is one at all is the question.
[[nodiscard]] LogReading read_successes(const okta::Client& client,
                                        const okta::Application& application, LogWindow window,
                                        std::stop_token stop);

}  // namespace remediate
