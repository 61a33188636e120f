// The endpoints of the fake org: one row each, in the file of its resource. Router finds the row,
// checks the credentials and calls it. Handlers run under the org's lock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "mocks/org_state.hpp"
#include "mocks/wire.hpp"

namespace mocks {

struct Call {
  const Request* request;
  std::vector<std::string> args;  // what the {} of the pattern stand for
  Fields query;
  OrgState* org;
  TimePoint now;
  std::string request_id;
  bool api_am = true;
};

struct Route {
  std::string_view method;
  std::string_view pattern;   // "/api/v1/apps/{}/grants/{}"
  std::string_view resource;  // OAuth scope: okta.<resource>.read for GET, .manage else; empty: no
                              // credentials needed
  Response (*handler)(Call&);
};

[[nodiscard]] std::vector<Route> app_routes();
[[nodiscard]] std::vector<Route> server_routes();
[[nodiscard]] std::vector<Route> client_routes();
[[nodiscard]] std::vector<Route> key_routes();
[[nodiscard]] std::vector<Route> association_routes();
[[nodiscard]] std::vector<Route> scope_and_claim_routes();
[[nodiscard]] std::vector<Route> policy_routes();
[[nodiscard]] std::vector<Route> log_routes();
[[nodiscard]] std::vector<Route> org_routes();
[[nodiscard]] std::vector<Route> oauth_routes();

[[nodiscard]] Response json_answer(int status, const Json& body);
[[nodiscard]] Response no_content();
// The body as a JSON object; else Okta's 400.
[[nodiscard]] tl::expected<JsonBox, Response> object_of(const Request& request);

// {"href": ..., "hints": {"allow": [...]}}
[[nodiscard]] JsonBox link_to(std::string_view path, const std::vector<std::string_view>& allow);
[[nodiscard]] std::vector<const JsonBox*> pointers(const std::vector<JsonBox>& boxes);

// Whether its name or one of its audiences holds `q`.
[[nodiscard]] bool mentions(const AuthorizationServer& server, const std::string& q);
// The server that args[0] names, or the 404.
[[nodiscard]] tl::expected<AuthorizationServer*, Response> server_of(const Call& call);

}  // namespace mocks
