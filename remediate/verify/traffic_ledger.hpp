// Counts what clients asked of servers, before a run and since, each event once, and says which
// failures a person should look at. Pure.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "remediate/collect/read_traffic.hpp"
#include "remediate/model/watch.hpp"

namespace remediate {

// Fewer failures than this are no rise: chance.
inline constexpr int kFewestOfARise = 5;
inline constexpr int kRiseFactor = 2;

class TrafficLedger {
 public:
  // What lies before `run` counts as before it.
  explicit TrafficLedger(okta::Timestamp run) : run_(run) {}

  void add(const ServerEvent& event);

  // All failures, what is worst first. Lengths of the times that were read; `before` of zero: there
  // is nothing to compare with.
  [[nodiscard]] std::vector<FailureCount> failures(std::chrono::milliseconds before,
                                                   std::chrono::milliseconds since) const;
  [[nodiscard]] std::vector<ClientTraffic> clients() const;

 private:
  struct Count {
    int before = 0;
    int since = 0;
  };
  using Client = std::tuple<std::string, std::string>;           // server, client id
  using Failure = std::tuple<Client, std::string, std::string>;  // grant type, reason
  using Unnamed = std::tuple<okta::Timestamp, Failure>;          // an event without uuid

  okta::Timestamp run_;
  std::set<std::string> seen_;
  std::set<Unnamed> seen_unnamed_;
  std::map<Client, Count> successes_;
  std::map<Failure, Count> failures_;
};

}  // namespace remediate
