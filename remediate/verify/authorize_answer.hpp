// What the answer to an authorize request says about the scopes. Okta answers in many shapes: a
// redirect with the error in query or fragment, a form that posts itself, an HTML page with an
// error or with a login, JSON. Scopes are checked before anybody signs in, so `login_required`
// means that they were accepted. Pure. Sources: Okta OpenID Connect & OAuth 2.0 API (`/authorize`),
// Okta's OAuth 2.0 error catalogue, Okta Help Center articles on where errors are shown.
#pragma once

#include <string>
#include <string_view>

#include "client/http/transport.hpp"
#include "remediate/model/verification.hpp"
#include "remediate/verify/authorize_probe.hpp"

namespace remediate {

struct AuthorizeReading {
  ProbeVerdict verdict = ProbeVerdict::unclear;
  std::string error;   // Okta's `error`
  std::string words;   // Okta's description; of a page, only a sentence that is known
  std::string detail;  // what that means, in our words
};

[[nodiscard]] AuthorizeReading read_authorize_answer(const okta::Response& response,
                                                     const AuthorizeAttempt& attempt,
                                                     const okta::Url& asked, ProbePlace place);

}  // namespace remediate
