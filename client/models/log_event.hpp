// A System Log event, with what an OAuth request leaves in it. Source: Okta System Log API, which
// calls debugData "a debugging aid" and no contract; nearly every member may be null. Personal data
// (user names, addresses) is not read into the model.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/base/timestamp.hpp"
#include "client/models/decode.hpp"

namespace okta {

struct LogActor {
  std::string type;  // PublicClientApp for a request without a user
  std::string id;
  std::string alternate_id;  // read for a PublicClientApp only
};

struct LogTarget {
  std::string type;  // AppInstance, AuthorizationServer, access_token, ...
  std::string id;
  std::string alternate_id;      // read for everything but people
  std::string display_name;      // read for everything but people
  std::string policy_type = {};  // of a PolicyEntity, when the event tells
};

struct LogEvent {
  std::string uuid;
  std::string event_type;
  Timestamp published;
  std::string outcome_result;  // SUCCESS | FAILURE | ...
  std::string outcome_reason;  // internal code or sentence; empty when null
  std::optional<std::string> client_id;
  std::string user_agent;
  LogActor actor;
  std::vector<LogTarget> targets;
  std::map<std::string, std::string>
      debug_data;  // strings only, of the keys that name scopes, grant type and URL

  [[nodiscard]] std::string debug(const std::string& key) const;  // empty when absent
};

template <>
[[nodiscard]] Result<LogEvent> decode<LogEvent>(const JsonView& json);

}  // namespace okta
