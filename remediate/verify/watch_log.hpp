// Looks into the System Log for what a run did at its servers: once, or again and again for a
// while. Which effects were seen, and whose failures are new since the run. One query a look, each
// from where the last one ended and a little before, because the log is near real time and no
// more; events are counted once. Blocks; not thread-safe. Source: Okta System Log API.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/model/watch.hpp"
#include "remediate/verify/seen_grants.hpp"

namespace remediate {

// Two queries a minute leave the rest of the log's rate limit to others, whose smallest is 10.
inline constexpr std::chrono::seconds kLookAgainAfter{30};
// Events come in late; what is newer than the newest event less this is asked for again.
inline constexpr std::chrono::minutes kLogDelay{2};
// What is compared: so long before the run, and what came after it, so long ago at most.
inline constexpr std::chrono::hours kLongComparison{6};
inline constexpr std::chrono::hours kShortComparison{1};  // on a server that is too busy for that

struct LogQuestion {
  std::vector<ServerName> servers;
  okta::Timestamp run_started{};
  std::vector<WatchedEffect> effects;         // as computed
  std::set<std::string> clients;              // that the run was made for
  std::map<std::string, std::string> labels;  // by client id
};

struct LogOptions {
  std::optional<std::chrono::seconds> watch;  // nothing: one look
  std::function<void(const std::string& line)> progress;
  std::function<void(const std::string& line)> news;  // while watching: what has changed
};

struct LogFindings {
  std::vector<WatchedEffect> effects;
  std::vector<Gap> gaps;
  std::optional<Watch> watch;
  SeenGrants grants;  // since the run
};

// Fails only when it is interrupted; a watch that is interrupted tells what it found.
[[nodiscard]] okta::Result<LogFindings> look_into_log(const okta::Client& client,
                                                      const LogQuestion& question,
                                                      const LogOptions& options,
                                                      std::stop_token stop);

}  // namespace remediate
