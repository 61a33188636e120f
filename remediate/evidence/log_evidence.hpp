// What the logged requests of one application show: request sets, grant types, when it last failed
// and succeeded. Pure.
#pragma once

#include <string>
#include <vector>

#include "client/models/application.hpp"
#include "remediate/model/demand.hpp"

namespace remediate {

using RequestPointers = std::vector<const LoggedRequest*>;

void add_log_evidence(const RequestPointers& requests, const okta::Application& application,
                      Demand& demand);

// Failures that speak of scopes in words nobody here knows: the application cannot be called clean.
[[nodiscard]] std::vector<Gap> unrecognised_reasons(const RequestPointers& requests,
                                                    const okta::Application& application);

// Adds a request set, or its grant types and nothing else when the same set is known already.
void add_set(RequestedSet set, Demand& demand);

// The grant types that an access policy rule would have to name: a rule knows no refresh_token.
[[nodiscard]] std::vector<std::string> rule_grant_types(std::vector<std::string> grant_types);

}  // namespace remediate
