#include "mocks/oauth_log.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mocks {
namespace {

Json party(std::string_view id, std::string_view type, const std::string& alternate,
           const std::string& name) {
  return Json{{"id", id},
              {"type", type},
              {"alternateId", alternate},
              {"displayName", name},
              {"detailEntry", nullptr}};
}

Json actor_of(const OAuthEvent& event, const std::string& label) {
  if (event.endpoint != "authorize")
    return party(event.client_id, "PublicClientApp", event.client_id, label);
  if (event.user != nullptr) return party(event.user->id, "User", event.user->id, event.user->id);
  return party("unknown", "User", "unknown", "unknown");
}

Json targets_of(const OAuthEvent& event, const Application* app, const std::string& label) {
  Json targets = Json::array();
  if (app != nullptr) targets.push_back(party(id_of(app->body), "AppInstance", label, label));
  if (event.server != nullptr) {
    const auto name = text_at(*event.server->body, "name");
    targets.push_back(party(id_of(event.server->body), "AuthorizationServer", name, name));
  }
  return targets.empty() ? Json(nullptr) : targets;
}

Json debug_data(const Call& call, const OAuthEvent& event) {
  const auto& request = *call.request;
  Json data{{"requestId", call.request_id},
            {"requestUri", request.path},
            {"url", fmt::format("{}?{}", request.path, request.query)},
            {"requestedScopes", fmt::format("{}", fmt::join(event.requested_scopes, ", "))},
            {"threatSuspected", "false"}};
  if (!event.suffix.empty())
    data["grantedScopes"] = fmt::format("{}", fmt::join(event.granted_scopes, ", "));
  if (!event.grant_type.empty()) data["grantType"] = event.grant_type;
  if (!event.client_authentication.empty()) data["clientAuthType"] = event.client_authentication;
  return data;
}

std::string display_message(const OAuthEvent& event) {
  const std::string_view protocol = event.server != nullptr ? "OAuth2" : "OIDC";
  if (event.suffix.empty())
    return fmt::format("{} {} request", protocol,
                       event.endpoint == "authorize" ? "authorization" : "token");
  return fmt::format("{} {} is granted", protocol,
                     replace_all(std::string(event.suffix), "_", " "));
}

}  // namespace

void log_oauth(Call& call, const OAuthEvent& event) {
  const auto* app = find_client(*call.org, event.client_id);
  const auto label = app != nullptr ? text_at(*app->body, "label") : std::string("unknown");
  const bool failed = event.suffix.empty();
  auto type = fmt::format("app.oauth2.{}{}", event.server != nullptr ? "as." : "", event.endpoint);
  if (!failed) type += fmt::format(".{}", event.suffix);
  const auto agent = field_or_empty(call.request->headers, "user-agent");

  Json body{{"actor", actor_of(event, label)},
            {"client",
             {{"userAgent", {{"rawUserAgent", agent}, {"os", "Unknown"}, {"browser", "UNKNOWN"}}},
              {"zone", "null"},
              {"device", "Unknown"},
              {"id", event.client_id},
              {"ipAddress", "127.0.0.1"},
              {"geographicalContext", Json::object()}}},
            {"device", nullptr},
            {"authenticationContext",
             {{"authenticationProvider", nullptr},
              {"credentialProvider", nullptr},
              {"credentialType", nullptr},
              {"issuer", nullptr},
              {"interface", nullptr},
              {"authenticationStep", 0},
              {"rootSessionId", "unknown"},
              {"externalSessionId", "unknown"}}},
            {"displayMessage", display_message(event)},
            {"eventType", type},
            {"outcome",
             {{"result", failed ? "FAILURE" : "SUCCESS"},
              {"reason", failed ? Json(event.reason) : Json(nullptr)}}},
            {"published", iso_text(call.now)},
            {"securityContext",
             {{"asNumber", nullptr},
              {"asOrg", nullptr},
              {"isp", nullptr},
              {"domain", nullptr},
              {"isProxy", nullptr}}},
            {"severity", failed ? "WARN" : "INFO"},
            {"debugContext", {{"debugData", debug_data(call, event)}}},
            {"legacyEventType", fmt::format("{}_{}", type, failed ? "failure" : "success")},
            {"transaction", {{"type", "WEB"}, {"id", call.request_id}, {"detail", Json::object()}}},
            {"uuid", call.org->ids.uuid()},
            {"version", "0"},
            {"request",
             {{"ipChain", Json::array({Json{{"ip", "127.0.0.1"},
                                            {"geographicalContext", Json::object()},
                                            {"version", "V4"},
                                            {"source", nullptr}}})}}},
            {"target", targets_of(event, app, label)}};
  append_log_event(*call.org, std::move(body), call.now);
}

}  // namespace mocks
