// The System Log, always between two points in time: without `until` an ascending query is a poll
// whose next link never ends. Source: Okta System Log API. Thread-safe.
#pragma once

#include <string>

#include "client/api/pager.hpp"
#include "client/base/timestamp.hpp"

namespace okta {

struct LogQuery {
  Timestamp since{};
  Timestamp until{};
  std::string
      filter;  // SCIM filter over eventType, outcome.result, client.id, actor.id, target.id, ...
};

class SystemLog {
 public:
  explicit SystemLog(Caller caller) : caller_(std::move(caller)) {}

  // Oldest first, 1000 events a page.
  [[nodiscard]] Listing<LogEvent> events(const LogQuery& query) const;

 private:
  Caller caller_;
};

// A string inside a SCIM filter, quoted and escaped.
[[nodiscard]] std::string scim_string(std::string_view text);

}  // namespace okta
