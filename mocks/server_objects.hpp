// What Okta makes of the bodies of authorization servers, scopes, claims, policies and rules:
// defaults, read-only fields, links. Shared by the endpoints that create them and by the seed that
// makes up what is missing.
#pragma once

#include <string_view>

#include "mocks/org_state.hpp"

namespace mocks {

[[nodiscard]] AuthorizationServer created_server(const Json& sent, bool is_default_server,
                                                 IdMaker& ids, TimePoint now);
void replace_server(AuthorizationServer& server, const Json& sent, TimePoint now);
void add_system_scopes(AuthorizationServer& server, IdMaker& ids);
void add_system_claims(AuthorizationServer& server, IdMaker& ids);

// `old` is the object that a PUT replaces, or null for a POST.
[[nodiscard]] JsonBox scope_object(const AuthorizationServer& server, const Json& sent,
                                   const Json* old, IdMaker& ids);
[[nodiscard]] JsonBox claim_object(const AuthorizationServer& server, const Json& sent,
                                   const Json* old, IdMaker& ids);
[[nodiscard]] JsonBox policy_object(const AuthorizationServer& server, const Json& sent,
                                    const Json* old, IdMaker& ids, TimePoint now);
[[nodiscard]] JsonBox rule_object(const AuthorizationServer& server, const Policy& policy,
                                  const Json& sent, const Json* old, IdMaker& ids, TimePoint now);

// Sets the status and turns the activate/deactivate link round; `path` is the object's own.
void set_status(Json& object, bool active, std::string_view path, TimePoint now);

}  // namespace mocks
