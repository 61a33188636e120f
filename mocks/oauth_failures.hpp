// Refusals of the authorize and token endpoints, in the words of Okta's published catalogue of
// OAuth errors. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/org_state.hpp"

namespace mocks {

struct OAuthFailure {
  int status = 400;
  std::string error;  // "invalid_scope"
  std::string code;   // "illegal_custom_scope": what the System Log has as outcome.reason
  std::string description;
};

// `detail` stands where the catalogue has a placeholder.
[[nodiscard]] OAuthFailure oauth_failure(std::string_view code, std::string_view detail = {});

// May these scopes be asked for at all: of the org authorization server (`granted`: okta.* scopes
// granted to the app) ...
[[nodiscard]] std::optional<OAuthFailure> refusal_by_org(const std::vector<std::string>& scopes,
                                                         const std::vector<std::string>& granted,
                                                         bool client_credentials);
// ... or of a custom one. Policies come later.
[[nodiscard]] std::optional<OAuthFailure> refusal_by_server(const AuthorizationServer& server,
                                                            const std::vector<std::string>& scopes,
                                                            bool client_credentials);

[[nodiscard]] std::vector<std::string> default_scopes(const AuthorizationServer& server);

}  // namespace mocks
