#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/change_log.hpp"
#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"
#include "mocks/server_objects.hpp"

namespace mocks {
namespace {

Response list_servers(Call& call) {
  const auto q = field_or_empty(call.query, "q");
  std::vector<const JsonBox*> all;
  std::vector<bool> wanted;
  for (const auto& server : call.org->servers) {
    all.push_back(&server.body);
    wanted.push_back(mentions(server, q));
  }
  return page_of(all, wanted,
                 {.path = "/api/v1/authorizationServers",
                  .query = call.query,
                  .size = {.usual = 200, .most = 200},
                  .known_cursors = &call.org->deleted_ids,
                  .next_after_last = call.org->empty_last_page});
}

Response check_server(const Json& body) {
  if (text_at(body, "name").empty())
    return validation_failed("name", {"name: The field cannot be left blank"});
  if (strings_at(body, "audiences").size() != 1) {
    return validation_failed("audiences", {"audiences: Exactly one audience must be specified"});
  }
  return {};
}

void log_server(Call& call, std::string_view what, const AuthorizationServer& server) {
  log_change(call, fmt::format("oauth2.as.{}", what), {{"AuthorizationServer", &*server.body}});
}

Response create_server(Call& call) {
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_server(**sent); problem.status != 200) return problem;
  call.org->servers.push_back(created_server(**sent, false, call.org->ids, call.now));
  log_server(call, "created", call.org->servers.back());
  return json_answer(201, *call.org->servers.back().body);
}

Response get_server(Call& call) {
  const auto server = server_of(call);
  return server ? json_answer(200, *(*server)->body) : server.error();
}

Response put_server(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_server(**sent); problem.status != 200) return problem;
  replace_server(**server, **sent, call.now);
  log_server(call, "updated", **server);
  return json_answer(200, *(*server)->body);
}

Response delete_server(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  if (is_default(**server))
    return okta_error("E0000006");  // Okta's guide: the default server can be disabled, not deleted
  const auto id = id_of((*server)->body);
  log_server(call, "deleted", **server);
  call.org->deleted_ids.insert(id);
  std::erase_if(call.org->servers,
                [&](const AuthorizationServer& entry) { return id_of(entry.body) == id; });
  return no_content();
}

Response turn(Call& call, bool active) {
  const auto server = server_of(call);
  if (!server) return server.error();
  set_status(*(*server)->body, active,
             fmt::format("/api/v1/authorizationServers/{}", server_reference(**server)), call.now);
  log_server(call, active ? "activated" : "deactivated", **server);
  return no_content();
}

Response activate_server(Call& call) { return turn(call, true); }
Response deactivate_server(Call& call) { return turn(call, false); }

}  // namespace

bool mentions(const AuthorizationServer& server, const std::string& q) {
  const auto wanted = lower_case(q);
  if (lower_case(text_at(*server.body, "name")).find(wanted) != std::string::npos) return true;
  return std::ranges::any_of(strings_at(*server.body, "audiences"),
                             [&](const std::string& audience) {
                               return lower_case(audience).find(wanted) != std::string::npos;
                             });
}

std::vector<Route> server_routes() {
  return {{"GET", "/api/v1/authorizationServers", "authorizationServers", list_servers},
          {"POST", "/api/v1/authorizationServers", "authorizationServers", create_server},
          {"GET", "/api/v1/authorizationServers/{}", "authorizationServers", get_server},
          {"PUT", "/api/v1/authorizationServers/{}", "authorizationServers", put_server},
          {"DELETE", "/api/v1/authorizationServers/{}", "authorizationServers", delete_server},
          {"POST", "/api/v1/authorizationServers/{}/lifecycle/activate", "authorizationServers",
           activate_server},
          {"POST", "/api/v1/authorizationServers/{}/lifecycle/deactivate", "authorizationServers",
           deactivate_server}};
}

}  // namespace mocks
