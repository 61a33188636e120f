// Who lives on an authorization server since a moment, and who else changed the org since. GETs
// only. Sources: Okta Authorization Server Clients API (lists who holds refresh tokens), System Log
// API.
#pragma once

#include <set>
#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "remediate/model/recent_changes.hpp"
#include "remediate/model/usage.hpp"

namespace remediate {

// Clocks differ; what is asked for since a moment is asked for since so much earlier.
inline constexpr std::chrono::minutes kClockSkew{5};
// Okta keeps events for so long, and refuses to look for much older ones.
inline constexpr std::chrono::days kLogRetention{90};

struct UsageQuestion {
  std::string server;     // its id
  std::string reference;  // what stands for it in URLs
  okta::Timestamp since{};
  std::set<std::string> clients;  // whom to look for; a busy server has thousands of others
  bool anybody = false;           // and every other one
};

// Never fails: what cannot be read is a gap.
[[nodiscard]] ServerUsage read_usage(const okta::Client& client, const UsageQuestion& question,
                                     const std::stop_token& stop);

// By anybody, oktafix included, in one query. A busy log's later pages are a gap.
[[nodiscard]] RecentChanges read_recent_changes(const okta::Client& client, okta::Timestamp since,
                                                const std::stop_token& stop);

}  // namespace remediate
