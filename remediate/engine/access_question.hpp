// "Would the target grant this request, and by which rule?": answered from the policies as they are
// read, or as a plan would leave them. Sends only GETs; Okta is never asked for a token.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "config/directives.hpp"
#include "remediate/model/access_answer.hpp"
#include "remediate/model/logged_request.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

struct AccessQuestion {
  std::string client_id;
  std::string grant_type;
  ScopeSet scopes;
  std::optional<std::string> authorization_server;  // else where the directives send the client
};

// Fails when the server is not there (ErrorKind::not_found), or what decides could not be read.
[[nodiscard]] okta::Result<AccessAnswer> answer_access(const okta::Client& client,
                                                       const config::Directives& directives,
                                                       const AccessQuestion& question,
                                                       const std::optional<Plan>& after,
                                                       std::stop_token stop);

}  // namespace remediate
