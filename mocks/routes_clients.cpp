// Who holds refresh tokens of a custom server, and these tokens.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"

namespace mocks {
namespace {

constexpr PageSize kPageSize{.usual = 200, .most = 200};

std::string path_of(const AuthorizationServer& server, const std::string& client) {
  return fmt::format("/api/v1/authorizationServers/{}/clients/{}/tokens", id_of(server.body),
                     client);
}

std::vector<const Grant*> grants_of(const OrgState& org, const AuthorizationServer& server) {
  std::vector<const Grant*> grants;
  for (const auto& [token, grant] : org.refresh_tokens) {
    if (grant.server_id == id_of(server.body)) grants.push_back(&grant);
  }
  std::ranges::sort(grants, {}, &Grant::token_id);
  return grants;
}

// Okta lists the clients for which the server holds refresh tokens, not those that may use it.
Response list_clients(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  Json clients = Json::array();
  std::vector<std::string> seen;
  for (const Grant* grant : grants_of(*call.org, **server)) {
    if (std::ranges::find(seen, grant->client_id) != seen.end()) continue;
    seen.push_back(grant->client_id);
    const auto* app = find_client(*call.org, grant->client_id);
    clients.push_back(
        Json{{"client_id", grant->client_id},
             {"client_name", app != nullptr ? text_at(*app->body, "label") : std::string{}},
             {"client_uri", nullptr},
             {"logo_uri", nullptr},
             {"_links",
              {{"tokens", *link_to(path_of(**server, grant->client_id), {"GET", "DELETE"})}}}});
  }
  return json_answer(200, clients);
}

JsonBox token_object(const Grant& grant, const AuthorizationServer& server) {
  return JsonBox(Json{{"id", grant.token_id},
                      {"status", "ACTIVE"},
                      {"created", stamp_text(grant.issued)},
                      {"lastUpdated", stamp_text(grant.used)},
                      {"expiresAt", stamp_text(grant.used + kRefreshTokenWindow)},
                      {"issuer", text_at(*server.body, "issuer")},
                      {"clientId", grant.client_id},
                      {"userId", grant.user ? Json(grant.user->id) : Json(nullptr)},
                      {"scopes", grant.scopes}});
}

Response list_tokens(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  if (find_client(*call.org, call.args[1]) == nullptr)
    return not_found(call.args[1], "PublicClientApp");
  std::vector<JsonBox> tokens;
  for (const Grant* grant : grants_of(*call.org, **server)) {
    if (grant->client_id == call.args[1]) tokens.push_back(token_object(*grant, **server));
  }
  const auto path = path_of(**server, call.args[1]);
  return page_of(pointers(tokens), std::vector<bool>(tokens.size(), true),
                 {.path = path, .query = call.query, .size = kPageSize});
}

Response get_token(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  for (const Grant* grant : grants_of(*call.org, **server)) {
    if (grant->client_id == call.args[1] && grant->token_id == call.args[2])
      return json_answer(200, *token_object(*grant, **server));
  }
  return not_found(call.args[2], "OAuth2RefreshTokenTx");
}

// All tokens of the client at that server, or the one with that id. How many there were.
std::size_t revoke(Call& call, const AuthorizationServer& server, const std::string& token_id) {
  return std::erase_if(call.org->refresh_tokens, [&](const auto& entry) {
    const Grant& grant = entry.second;
    return grant.server_id == id_of(server.body) && grant.client_id == call.args[1] &&
           (token_id.empty() || grant.token_id == token_id);
  });
}

Response revoke_token(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  return revoke(call, **server, call.args[2]) == 0 ? not_found(call.args[2], "OAuth2RefreshTokenTx")
                                                   : no_content();
}

Response revoke_tokens(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  if (find_client(*call.org, call.args[1]) == nullptr)
    return not_found(call.args[1], "PublicClientApp");
  revoke(call, **server, {});
  return no_content();
}

}  // namespace

std::vector<Route> client_routes() {
  constexpr std::string_view kResource = "authorizationServers";
  return {
      {"GET", "/api/v1/authorizationServers/{}/clients", kResource, list_clients},
      {"GET", "/api/v1/authorizationServers/{}/clients/{}/tokens", kResource, list_tokens},
      {"DELETE", "/api/v1/authorizationServers/{}/clients/{}/tokens", kResource, revoke_tokens},
      {"GET", "/api/v1/authorizationServers/{}/clients/{}/tokens/{}", kResource, get_token},
      {"DELETE", "/api/v1/authorizationServers/{}/clients/{}/tokens/{}", kResource, revoke_token}};
}

}  // namespace mocks
