// Keeps authorize requests of one client well below Okta's limit of 60 a minute for each client and
// address: the client itself needs the rest. Source: Okta "Client-based rate limits". Not
// thread-safe: probes are sent one after the other.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <stop_token>
#include <string>

#include "client/base/clock.hpp"

namespace remediate {

class ProbePacer {
 public:
  static constexpr std::size_t kProbesPerWindow = 30;
  static constexpr std::chrono::seconds kWindow{60};

  // `clock` must outlive it.
  explicit ProbePacer(okta::Clock& clock) : clock_(&clock) {}

  // Returns when this client may be asked about again, and counts it; ErrorKind::interrupted as
  // soon as a stop is requested.
  [[nodiscard]] okta::Status take_turn(const std::string& client_id, std::stop_token stop);

 private:
  okta::Clock* clock_;
  std::map<std::string, std::deque<okta::Timestamp>> sent_;  // within the window
};

}  // namespace remediate
