// What a custom authorization server must grant so that an application can move to it: the scopes
// of one request with one grant type, reduced to what such a server can grant at all. Pure.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "remediate/access/evaluate.hpp"
#include "remediate/model/demand.hpp"

namespace remediate {

struct Need {
  std::string grant_type;
  ScopeSet scopes;

  friend auto operator<=>(const Need&, const Need&) = default;
};

// Sorted, each once. Left out: requests for Okta's own APIs alone, which stay with the org server;
// for client credentials all but custom scopes, since there is no user to tell about.
[[nodiscard]] std::vector<Need> needs_of(const okta::Application& application,
                                         const Demand& demand);

// The same with every scope that the requests name, also those that client credentials are refused
// (openid_not_allowed_client_creds): what the client must be granted as long as it does not change.
[[nodiscard]] std::vector<Need> whole_needs_of(const okta::Application& application,
                                               const Demand& demand);

// The needs of requests that do not mix (mixes_with_okta_api()): what a custom server can settle.
[[nodiscard]] std::vector<Need> settleable_needs_of(const okta::Application& application,
                                                    Demand demand);

// With which grant types a set is requested: those of the request, else of the demand, else of the
// app; only grant types of the app's own, and never refresh_token, which no rule lists.
[[nodiscard]] std::vector<std::string> grant_types_of(const RequestedSet& set,
                                                      const okta::Application& application,
                                                      const Demand& demand);

// One request that asks for custom scopes and for scopes that only the org server grants.
[[nodiscard]] bool mixes_with_okta_api(const RequestedSet& set);

// What the server says to a need; to each of the declared groups, where some are declared
// (EVERYONE: somebody without any other group).
[[nodiscard]] Coverage coverage_for(const ServerSnapshot& server, const std::string& client_id,
                                    const Need& need, const std::vector<std::string>& groups);

// What the policies would say to a need if all of its scopes were configured and the server active.
// `groups` is left out where the server does not have it: the owner decides about that one.
[[nodiscard]] Coverage coverage_by_policies(const ServerSnapshot& server,
                                            const std::string& client_id, const Need& need,
                                            const std::vector<std::string>& groups);

enum class Standing { approved, unapproved, suspicious };

// The worst standing of these scopes; other than custom scopes need no approval.
[[nodiscard]] Standing standing_of(const Demand& demand, const ScopeSet& scopes);

// Some requests did not show their scopes, and the owner has not declared what the client asks for.
[[nodiscard]] bool hides_undeclared_scopes(const Demand& demand);

[[nodiscard]] bool has_scope(const ServerSnapshot& server, std::string_view name);
[[nodiscard]] bool contains(const std::vector<std::string>& names, std::string_view name);

}  // namespace remediate
