// Whether an object that Okta keeps is the one that somebody sent to be made. Okta fills in what
// was not sent, and some orgs drop a little; what decides about access must be as it was sent.
// Pure.
#pragma once

#include <string>

#include "client/models/authorization_server.hpp"
#include "remediate/model/change.hpp"

namespace remediate {

// `content` of a scope, policy or rule, `body` as it was sent.
[[nodiscard]] bool is_as_sent(ObjectKind kind, const std::string& content, const std::string& body);

// By name and audience.
[[nodiscard]] bool is_as_sent(const okta::AuthorizationServer& server, const std::string& body);

}  // namespace remediate
