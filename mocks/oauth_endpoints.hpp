// What the OAuth endpoints share. The endpoints themselves: authorize.cpp, token.cpp,
// routes_oauth.cpp (discovery and keys).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/routes.hpp"

namespace mocks {

// `server` nullptr: the org authorization server.
[[nodiscard]] Response authorize(Call& call, const AuthorizationServer* server);
[[nodiscard]] Response token(Call& call, const AuthorizationServer* server);

[[nodiscard]] std::optional<User> user_named(std::string_view text);  // "00u1;groups=00g1,00g2"
[[nodiscard]] std::vector<std::string> everyone_ids(const OrgState& org);
[[nodiscard]] std::vector<std::string> granted_okta_scopes(const Application& app);
[[nodiscard]] std::string issuer_of(const Call& call, const AuthorizationServer* server);

// A JWT with the right claims and a made-up signature. An access token of the org server with
// okta.* scopes works at /api/v1.
[[nodiscard]] std::string made_up_token(Call& call, const Grant& grant, std::string_view kind,
                                        int minutes);
[[nodiscard]] std::string s256(std::string_view verifier);  // the PKCE challenge of a verifier

}  // namespace mocks
