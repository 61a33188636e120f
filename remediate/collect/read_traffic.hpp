// What clients asked of authorization servers and what came of it, as the System Log shows it
// between two points in time. Source: Okta System Log API. Nothing of the people who signed in is
// read.
#pragma once

#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/collect/source_reading.hpp"
#include "remediate/evidence/server_grant.hpp"

namespace remediate {

struct ServerName {
  std::string id;
  std::string reference;  // what stands for it in URLs
};

struct TrafficQuestion {
  std::vector<ServerName> servers;
  LogWindow window;
  std::set<std::string> clients;  // empty: all of them
  bool only_grants = false;
};

// More than so many pages of one reading would eat the rate limit of the log.
inline constexpr int kMostTrafficPages = 10;

struct ServerEvent {
  std::string uuid;
  std::string server;  // id
  ServerRequest request;
};

struct TrafficReading {
  std::vector<ServerEvent> events;        // the oldest first
  std::optional<okta::Timestamp> newest;  // of all events that were read
  bool cut_off = false;                   // what is newer than that was left unread
  SourceReading reading;
};

// One query. The pages that were read stand even if a later one fails.
[[nodiscard]] TrafficReading read_traffic(const okta::Client& client,
                                          const TrafficQuestion& question, std::stop_token stop);

// Events name their server as a target or in the path of the request.
[[nodiscard]] std::string filter_of_server(const std::string& server, const std::string& reference);

}  // namespace remediate
