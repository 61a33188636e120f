// Does an authorization server grant a request: its access policies and their rules, by priority,
// as Okta's guide "Configure an access policy" describes it. Policies select the client; a rule
// must cover grant type, people and every requested scope. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mocks/org_state.hpp"

namespace mocks {

struct AccessRequest {
  std::string client_id;
  std::string grant_type;
  std::vector<std::string> scopes;
  std::optional<User> user;  // nothing: client credentials, which have no user
};

struct Decision {
  bool granted = false;
  std::string policy_id;  // what decided
  std::string rule_id;
  int access_token_minutes = 60;
  int refresh_token_minutes = 0;  // 0: unlimited
};

// `everyone`: the ids of the built-in group that holds every user. Without fall_through the first
// policy that names the client decides.
[[nodiscard]] Decision decide_access(const AuthorizationServer& server,
                                     const AccessRequest& request,
                                     const std::vector<std::string>& everyone, bool fall_through);

}  // namespace mocks
