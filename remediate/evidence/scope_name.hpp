// What a scope name means to an authorization server. Sources: Okta "Authorization servers" concept
// page, OAuth 2.0 scopes table, RFC 6749 section 3.3. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/logged_request.hpp"

namespace remediate {

enum class ScopeKind {
  oidc,    // openid profile email address phone offline_access device_sso: on both kinds of server
  groups,  // built in on the org server only
  my_account,     // okta.myAccount.*: on both
  okta_api,       // okta.* and ssf.*: the org server only
  okta_internal,  // interclient_access: never custom
  custom,
};

[[nodiscard]] ScopeKind kind_of_scope(std::string_view scope);

// RFC 6749: one or more of %x21 / %x23-5B / %x5D-7E.
[[nodiscard]] bool is_scope_token(std::string_view scope);

// Why a custom scope looks like a slip or like somebody else's (`opendi`, `Profile`,
// `openid,profile`, another vendor's URL), in words; absent when it does not.
[[nodiscard]] std::optional<std::string> suspicion_about(std::string_view scope);

// Splits on spaces and commas, as requests and the System Log write them; sorted, without
// repetitions.
[[nodiscard]] ScopeSet split_scopes(std::string_view text);

// Sorted, without repetitions.
[[nodiscard]] ScopeSet as_scope_set(std::vector<std::string> scopes);

[[nodiscard]] ScopeSet custom_scopes_of(const ScopeSet& scopes);

}  // namespace remediate
