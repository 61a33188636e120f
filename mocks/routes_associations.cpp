// Which servers a custom server trusts for token exchange.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"

namespace mocks {
namespace {

bool trusts(const AuthorizationServer& server, const std::string& id) {
  return std::ranges::find(server.trusted, id) != server.trusted.end();
}

// Recorded: `_links` is null here.
JsonBox without_links(const AuthorizationServer& server) {
  Json body = *server.body;
  body["_links"] = nullptr;
  return JsonBox(std::move(body));
}

Response list_associated(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  const auto wanted = field(call.query, "trusted");
  const auto q = field_or_empty(call.query, "q");
  std::vector<JsonBox> found;
  for (const auto& other : call.org->servers) {
    const auto id = id_of(other.body);
    if (id == id_of((*server)->body) || !mentions(other, q)) continue;
    if (!wanted || (*wanted == "true") == trusts(**server, id))
      found.push_back(without_links(other));
  }
  // Recorded: without a limit the links lead to the list of all servers, and there is a next link
  // although nothing follows.
  const bool has_limit = field(call.query, "limit").has_value();
  const auto path = fmt::format("/api/v1/authorizationServers/{}/associatedServers", call.args[0]);
  return page_of(pointers(found), std::vector<bool>(found.size(), true),
                 {.path = has_limit ? std::string_view(path) : "/api/v1/authorizationServers",
                  .query = call.query,
                  .size = {.usual = 200, .most = 200},
                  .next_after_last = !has_limit});
}

Response associate(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  const auto ids = strings_at(**sent, "trusted");
  if (ids.empty()) return validation_failed("trusted", {"trusted: The field cannot be left blank"});
  for (const auto& id : ids) {
    if (find_server(*call.org, id) == nullptr) return not_found(id, "AuthorizationServer");
  }
  Json associated = Json::array();
  for (const auto& id : ids) {
    const auto& other = *find_server(*call.org, id);
    if (!trusts(**server, id_of(other.body))) (*server)->trusted.push_back(id_of(other.body));
  }
  for (const auto& id : (*server)->trusted) {
    if (const auto* other = find_server(*call.org, id))
      associated.push_back(*without_links(*other));
  }
  return json_answer(200, associated);
}

Response dissociate(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  return std::erase((*server)->trusted, call.args[1]) == 0
             ? not_found(call.args[1], "AuthorizationServer")
             : no_content();
}

}  // namespace

std::vector<Route> association_routes() {
  constexpr std::string_view kResource = "authorizationServers";
  return {
      {"GET", "/api/v1/authorizationServers/{}/associatedServers", kResource, list_associated},
      {"POST", "/api/v1/authorizationServers/{}/associatedServers", kResource, associate},
      {"DELETE", "/api/v1/authorizationServers/{}/associatedServers/{}", kResource, dissociate}};
}

}  // namespace mocks
