// The first gate of a token request on a custom authorization server: which scopes it is about, and
// whether they can be granted at all before any policy is asked. Pure. Source: Okta OAuth error
// catalogue (the codes name the cases), "Request user consent" guide.
#pragma once

#include <string>

#include "remediate/model/snapshot.hpp"

namespace remediate {

struct RequestedScopes {
  ScopeSet scopes;            // as requested, or the server's default scopes
  bool are_defaults = false;  // the request named none: a rule need not permit all of them
  ScopeSet missing;           // not configured on the server
  std::string error;          // empty: policies are asked next
  bool certain = true;        // false: scopes that were not read could change this
  std::string explanation;    // of the error
};

[[nodiscard]] RequestedScopes resolve_scopes(const ServerSnapshot& server,
                                             const std::string& grant_type,
                                             const ScopeSet& requested);

}  // namespace remediate
