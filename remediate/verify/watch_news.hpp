// What a watch says while it goes on: where it stands, and each thing that is new, once. Words of
// the log are escaped by whoever prints them.
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "remediate/verify/watch_log.hpp"

namespace remediate {

class WatchNews {
 public:
  // `options` must outlive it.
  explicit WatchNews(const LogOptions& options) : options_(&options) {}

  void tell(const LogFindings& findings, std::chrono::milliseconds left);

 private:
  void tell_effects(const LogFindings& findings);
  void tell_failures(const Watch& watch);
  void say(const std::string& line) const;

  const LogOptions* options_;
  std::set<std::size_t> told_effects_;
  std::set<std::tuple<std::string, std::string, std::string, std::string, Trend>> told_failures_;
  bool told_all_ = false;
};

// "Orders Portal (0oa1portal)"
[[nodiscard]] std::string client_named(const std::string& label, const std::string& client_id);

}  // namespace remediate
