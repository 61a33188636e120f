// What changes of the org's configuration leave in the System Log: who made them, with which
// program, and the objects. Event types after Okta's catalogue; targets of policy events after its
// Workflows reference (the policy and, for a rule, the rule; no server). What scope and claim
// events carry is documented nowhere: here the object and its server.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mocks/routes.hpp"

namespace mocks {

// Whoever holds a token of this org.
inline constexpr std::string_view kAdminId = "00u1admin";

struct ChangedObject {
  std::string_view type;  // AuthorizationServer, OAuth2Scope, PolicyEntity, PolicyRule, ...
  const Json* body = nullptr;
};

void log_change(Call& call, const std::string& event_type,
                const std::vector<ChangedObject>& objects);

}  // namespace mocks
