// OAuth requests in the System Log, between two points in time. Source: Okta System Log API (30 s
// per query, E0000009 beyond it).
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

// Failed requests of every client, the newest first. A query that takes too long or is refused is
// cut into shorter times, down to an hour; hours that cannot be read even so are told, and after a
// few of them the rest is not tried. Failures that say nothing about custom scopes are left out.
[[nodiscard]] LogReading read_failures(const okta::Client& client, LogWindow window,
                                       std::stop_token stop);

// Successful requests of one client, at custom servers and at the org server: a source of its own,
// because what is missing there says nothing about other clients. A busy client's later pages are a
// gap: whether it moved is decided by the first ones or not at all.
[[nodiscard]] LogReading read_successes(const okta::Client& client,
                                        const okta::Application& application, LogWindow window,
                                        std::stop_token stop);

}  // namespace remediate
