// What Okta makes of an application body that somebody POSTs or PUTs: defaults, read-only fields,
// what is removed and what is kept. After recorded exchanges: PUT is a full replace in which an
// omitted profile or refresh_token is gone and an omitted secret stays.
#pragma once

#include "mocks/org_state.hpp"

namespace mocks {

[[nodiscard]] bool is_oidc(const Json& body);
// From Okta's catalogue of integrations: OAuth settings in a PUT are accepted and ignored, and only
// the org server serves it.
[[nodiscard]] bool is_catalogue_oidc(const Json& body);

[[nodiscard]] Application created_app(const Json& sent, bool active, IdMaker& ids, TimePoint now);
void replace_app(Application& app, const Json& sent, IdMaker& ids, TimePoint now);
void set_app_status(Application& app, bool active, TimePoint now);

// As POST and PUT answer: with the client secret, if the client has one. GET answers the plain
// body.
[[nodiscard]] JsonBox with_secret(const Application& app);
// Takes a client_secret out of a body that comes with one (a seed).
void keep_secret_apart(Application& app);

}  // namespace mocks
