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

struct Kind {
  std::vector<JsonBox> AuthorizationServer::*list;
  std::string_view type;
  std::string_view events;  // "oauth2.scope"
  JsonBox (*make)(const AuthorizationServer&, const Json&, const Json*, IdMaker&);
  Response (*check)(const AuthorizationServer&, const Json&, std::string_view own_id);
};

bool name_taken(const std::vector<JsonBox>& list, const std::string& name,
                std::string_view own_id) {
  return std::ranges::any_of(list, [&](const JsonBox& entry) {
    return text_at(*entry, "name") == name && id_of(entry) != own_id;
  });
}

Response check_scope(const AuthorizationServer& server, const Json& body, std::string_view own_id) {
  const auto name = text_at(body, "name");
  if (name.empty()) return validation_failed("name", {"name: The field cannot be left blank"});
  const bool token = std::ranges::all_of(
      name, [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\\'; });
  if (!token)
    return validation_failed("name",
                             {"name: The scope name contains characters that are not allowed."});
  if (own_id.empty() && (name.starts_with("okta.") || name.starts_with("ssf."))) {
    return validation_failed("name", {"name: The scope name uses a reserved prefix."});
  }
  if (name_taken(server.scopes, name, own_id)) {
    return validation_failed(
        "name", {"name: The scope name must be unique within the authorization server."});
  }
  return {};
}

Response check_claim(const AuthorizationServer& server, const Json& body, std::string_view own_id) {
  const auto name = text_at(body, "name");
  if (name.empty()) return validation_failed("name", {"name: The field cannot be left blank"});
  if (name_taken(server.claims, name, own_id))
    return validation_failed("name", {"name: The claim name must be unique."});
  return {};
}

const Kind kScope{.list = &AuthorizationServer::scopes,
                  .type = "OAuth2Scope",
                  .events = "oauth2.scope",
                  .make = scope_object,
                  .check = check_scope};
const Kind kClaim{.list = &AuthorizationServer::claims,
                  .type = "OAuth2Claim",
                  .events = "oauth2.claim",
                  .make = claim_object,
                  .check = check_claim};

void log(Call& call, const Kind& kind, std::string_view what, const AuthorizationServer& server,
         const JsonBox& object) {
  log_change(call, fmt::format("{}.{}", kind.events, what),
             {{kind.type, &*object}, {"AuthorizationServer", &*server.body}});
}

Response list(Call& call, const Kind& kind) {
  const auto server = server_of(call);
  if (!server) return server.error();
  return whole_list(pointers((*server)->*kind.list));
}

Response create(Call& call, const Kind& kind) {
  const auto server = server_of(call);
  if (!server) return server.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = kind.check(**server, **sent, ""); problem.status != 200) return problem;
  auto& entries = (*server)->*kind.list;
  entries.push_back(kind.make(**server, **sent, nullptr, call.org->ids));
  log(call, kind, "created", **server, entries.back());
  return json_answer(201, *entries.back());
}

tl::expected<JsonBox*, Response> find_child(Call& call, const Kind& kind) {
  const auto server = server_of(call);
  if (!server) return tl::unexpected(server.error());
  auto& entries = (*server)->*kind.list;
  const auto found = std::ranges::find(entries, call.args[1], id_of);
  if (found == entries.end()) return tl::unexpected(not_found(call.args[1], kind.type));
  return &*found;
}

Response get(Call& call, const Kind& kind) {
  const auto child = find_child(call, kind);
  return child ? json_answer(200, ***child) : child.error();
}

Response put(Call& call, const Kind& kind) {
  const auto child = find_child(call, kind);
  if (!child) return child.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  const auto* server = find_server(*call.org, call.args[0]);
  if (auto problem = kind.check(*server, **sent, call.args[1]); problem.status != 200)
    return problem;
  const Json old = ***child;
  **child = kind.make(*server, **sent, &old, call.org->ids);
  log(call, kind, "updated", *server, **child);
  return json_answer(200, ***child);
}

Response remove(Call& call, const Kind& kind) {
  const auto child = find_child(call, kind);
  if (!child) return child.error();
  auto* server = find_server(*call.org, call.args[0]);
  log(call, kind, "deleted", *server, **child);
  auto& entries = server->*kind.list;
  std::erase_if(entries, [&](const JsonBox& entry) { return id_of(entry) == call.args[1]; });
  return no_content();
}

}  // namespace

std::vector<Route> scope_and_claim_routes() {
  constexpr std::string_view kResource = "authorizationServers";
  return {{"GET", "/api/v1/authorizationServers/{}/scopes", kResource,
           [](Call& call) { return list(call, kScope); }},
          {"POST", "/api/v1/authorizationServers/{}/scopes", kResource,
           [](Call& call) { return create(call, kScope); }},
          {"GET", "/api/v1/authorizationServers/{}/scopes/{}", kResource,
           [](Call& call) { return get(call, kScope); }},
          {"PUT", "/api/v1/authorizationServers/{}/scopes/{}", kResource,
           [](Call& call) { return put(call, kScope); }},
          {"DELETE", "/api/v1/authorizationServers/{}/scopes/{}", kResource,
           [](Call& call) { return remove(call, kScope); }},
          {"GET", "/api/v1/authorizationServers/{}/claims", kResource,
           [](Call& call) { return list(call, kClaim); }},
          {"POST", "/api/v1/authorizationServers/{}/claims", kResource,
           [](Call& call) { return create(call, kClaim); }},
          {"GET", "/api/v1/authorizationServers/{}/claims/{}", kResource,
           [](Call& call) { return get(call, kClaim); }},
          {"PUT", "/api/v1/authorizationServers/{}/claims/{}", kResource,
           [](Call& call) { return put(call, kClaim); }},
          {"DELETE", "/api/v1/authorizationServers/{}/claims/{}", kResource,
           [](Call& call) { return remove(call, kClaim); }}};
}

}  // namespace mocks
