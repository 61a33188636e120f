#include "remediate/plan/handover.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace remediate {
namespace {

bool is_service(const Need& need) {
  return need.grant_type == okta::grant_type::kClientCredentials;
}

std::map<std::string, std::string> endpoints_below(const std::string& issuer, bool has_users) {
  std::map<std::string, std::string> endpoints = {
      {"discovery", issuer + "/.well-known/openid-configuration"},
      {"token", issuer + "/v1/token"},
      {"keys", issuer + "/v1/keys"},
      {"introspect", issuer + "/v1/introspect"},
      {"revoke", issuer + "/v1/revoke"},
  };
  if (!has_users) return endpoints;
  endpoints["authorization"] = issuer + "/v1/authorize";
  endpoints["userinfo"] = issuer + "/v1/userinfo";
  endpoints["logout"] = issuer + "/v1/logout";
  return endpoints;
}

const okta::Application* application_of(const Snapshot& snapshot, const std::string& app_id) {
  const auto found = std::ranges::find(snapshot.applications, app_id, &okta::Application::id);
  return found == snapshot.applications.end() ? nullptr : &*found;
}

std::vector<std::string> notes_for(const Snapshot& snapshot, const PlannedAccess& planned,
                                   bool has_users) {
  std::vector<std::string> notes;
  const okta::AuthorizationServer& server = planned.site->after().server;
  notes.push_back(fmt::format(
      "access tokens of '{}' are JWTs for the audience {}: the API must validate issuer, audience "
      "and the server's own keys",
      server.name, fmt::join(server.audiences, ", ")));
  if (has_users) {
    notes.emplace_back(
        "the issuer in ID tokens changes: whoever keys users by issuer and subject sees new ones");
    notes.emplace_back(
        "refresh tokens of the org server are refused there: users sign in again, usually without "
        "noticing");
  }
  if (!planned.access->is_all)
    notes.emplace_back(
        "not all that this client asks for is granted there yet: see what is blocked before it "
        "moves");
  const okta::Application* application = application_of(snapshot, planned.access->app_id);
  if (application != nullptr && application->token_endpoint_auth_method == "private_key_jwt")
    notes.emplace_back("client assertions must name the new token endpoint as their audience");
  if (server.issuer_mode == "DYNAMIC" && !snapshot.org.custom_domains.empty())
    notes.push_back(fmt::format(
        "a client that uses {} must use the issuer at that host: it follows the request",
        fmt::join(snapshot.org.custom_domains, " or ")));
  return notes;
}

}  // namespace

Handover handover_for(const Snapshot& snapshot, const PlannedAccess& planned) {
  const okta::AuthorizationServer& server = planned.site->after().server;
  const bool has_users = !std::ranges::all_of(planned.access->needs, is_service);
  Handover handover;
  handover.client_id = planned.access->client_id;
  handover.label = planned.access->label;
  handover.authorization_server = server.id;
  handover.issuer = server.issuer;
  handover.audience = fmt::format("{}", fmt::join(server.audiences, " "));
  handover.endpoints = endpoints_below(server.issuer, has_users);
  for (const Need& need : planned.access->needs)
    handover.requests.push_back({need.grant_type, need.scopes});
  handover.notes = notes_for(snapshot, planned, has_users);
  return handover;
}

}  // namespace remediate
