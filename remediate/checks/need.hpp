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

// With which grant types a set is requested: those of the request, else of the demand, else of the
// app; only grant types of the app's own, and never refresh_token, which no rule lists.
[[nodiscard]] std::vector<std::string> grant_types_of(const RequestedSet& set,
                                                      const okta::Application& application,
                                                      const Demand& demand);

// One request that asks for custom scopes and for scopes that only the org server grants.
[[nodiscard]] bool mixes_with_okta_api(const RequestedSet& set);

// What the policies would say to a need if all of its scopes were configured and the server active.
// `groups` is left out where the server does not have it: the owner decides about that one.
[[nodiscard]] Coverage coverage_by_policies(const ServerSnapshot& server,
                                            const std::string& client_id, const Need& need);

enum class Standing { approved, unapproved, suspicious };

// The worst standing of these scopes; other than custom scopes need no approval.
[[nodiscard]] Standing standing_of(const Demand& demand, const ScopeSet& scopes);

// Some requests did not show their scopes, and the owner has not declared what the client asks for.
[[nodiscard]] bool hides_undeclared_scopes(const Demand& demand);

[[nodiscard]] bool has_scope(const ServerSnapshot& server, std::string_view name);
[[nodiscard]] bool contains(const std::vector<std::string>& names, std::string_view name);

}  // namespace remediate
