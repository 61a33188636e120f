// OAuth requests as the System Log shows them, folded together: one LoggedRequest stands for all
// events of one client with the same server, outcome, reason, scopes and grant type. Personal data
// of the events is gone by here.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "client/base/timestamp.hpp"

namespace remediate {

enum class ServerKind { org, custom };
enum class OAuthEndpoint { authorize, token, other };
enum class Outcome { failure, success };

// What a failure says about scopes.
enum class ReasonFamily {
  custom_scope,        // the org server was asked for a scope that it cannot know
  client_credentials,  // a service app asked the org server's /token for its own API's scopes
  unrecognised_scope,  // speaks of scopes, but in words that are not known: a gap, not evidence
  unrelated,
};

using ScopeSet = std::vector<std::string>;  // sorted, no repetitions

struct LoggedRequest {
  std::string client_id;  // empty when the event names none that can be trusted
  std::string app_id;     // of an AppInstance target; may be empty
  ServerKind server = ServerKind::org;
  std::string authorization_server_id;  // custom servers, when the event names it
  OAuthEndpoint endpoint = OAuthEndpoint::other;
  Outcome outcome = Outcome::failure;
  ReasonFamily family = ReasonFamily::unrelated;
  std::string reason;              // canonical internal code, or the reason as logged
  std::optional<ScopeSet> scopes;  // nullopt: the request hid them (PAR, signed request object)
  bool scopes_cut =
      false;  // there were more: the log cut the string, or a request object holds them
  // As the token endpoint names it, or what the response type implies: then two, with a space, for
  // a hybrid one. Empty when unknown.
  std::string grant_type;

  int count = 0;
  okta::Timestamp first_seen{};
  okta::Timestamp last_seen{};
  std::set<std::chrono::sys_days> days;
};

}  // namespace remediate
