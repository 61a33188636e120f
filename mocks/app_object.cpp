#include "mocks/app_object.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/routes.hpp"

namespace mocks {
namespace {

constexpr std::string_view kBasic = "client_secret_basic";

bool uses_secret(const Json& body) {
  return text_at(body, "credentials/oauthClient/token_endpoint_auth_method")
      .starts_with("client_secret");
}

// Takes members of the old object that the sent one leaves out: what Okta keeps rather than
// removes.
void keep_omitted(Json& next, const Json& old, const std::vector<std::string_view>& names) {
  if (!next.is_object() || !old.is_object()) return;
  for (const auto name : names) {
    const std::string key(name);
    if (!next.contains(key) && old.contains(key)) next[key] = old[key];
  }
}

void take_from(Json& next, const Json& old, const std::vector<std::string_view>& names) {
  for (const auto name : names) {
    const std::string key(name);
    if (old.contains(key)) {
      next[key] = old[key];
    } else {
      next.erase(key);
    }
  }
}

Json& object_at(Json& parent, const std::string& name) {
  if (!parent[name].is_object()) parent[name] = Json::object();
  return parent[name];
}

void number_keys(Json& client, IdMaker& ids) {
  const Json* keys = member_at(client, "jwks/keys");
  if (keys == nullptr || !keys->is_array()) return;
  for (auto& key : client["jwks"]["keys"]) {
    if (!key.is_object()) continue;
    if (!key.contains("id")) key["id"] = ids.next("pks");
    if (!key.contains("status")) key["status"] = "ACTIVE";
    if (!key.contains("use")) key["use"] = nullptr;
  }
}

Json app_links(const std::string& id, bool active) {
  const auto path = fmt::format("/api/v1/apps/{}", id);
  Json links{{"uploadLogo", *link_to(path + "/logo", {"POST"})},
             {"appLinks", Json::array()},
             {"policies", *link_to(path + "/policies", {"PUT"})},
             {"groups", *link_to(path + "/groups", {})},
             {"users", *link_to(path + "/users", {})}};
  const std::string turn = active ? "deactivate" : "activate";
  links[turn] = *link_to(fmt::format("{}/lifecycle/{}", path, turn), {});
  return links;
}

Json ordered(const Json& body) {
  return in_order(body, {"id", "orn", "name", "label", "status", "lastUpdated", "created",
                         "accessibility", "visibility", "features", "signOnMode", "credentials",
                         "universalLogout", "settings", "profile", "_links"});
}

void add_client_defaults(Json& client) {
  const std::vector<std::pair<std::string, Json>> defaults{
      {"client_uri", nullptr},
      {"logo_uri", nullptr},
      {"redirect_uris", Json::array()},
      {"response_types", Json::array({"code"})},
      {"grant_types", Json::array({"authorization_code"})},
      {"application_type", "web"},
      {"consent_method", "TRUSTED"},
      {"issuer_mode", "DYNAMIC"},
      {"idp_initiated_login", Json{{"mode", "DISABLED"}, {"default_scope", Json::array()}}},
      {"wildcard_redirect", "DISABLED"},
      {"dpop_bound_access_tokens", false},
      {"participate_slo", false}};
  for (const auto& [name, value] : defaults) {
    if (!client.contains(name)) client[name] = value;
  }
}

void add_defaults(Json& body) {
  Json& accessibility = object_at(body, "accessibility");
  keep_omitted(
      accessibility,
      Json{{"selfService", false}, {"errorRedirectUrl", nullptr}, {"loginRedirectUrl", nullptr}},
      {"selfService", "errorRedirectUrl", "loginRedirectUrl"});
  Json& visibility = object_at(body, "visibility");
  keep_omitted(visibility,
               Json{{"autoLaunch", false},
                    {"autoSubmitToolbar", false},
                    {"hide", {{"iOS", false}, {"web", false}}},
                    {"appLinks", Json::object()}},
               {"autoLaunch", "autoSubmitToolbar", "hide", "appLinks"});
  if (!body.contains("features")) body["features"] = Json::array();
  Json& credentials = object_at(body, "credentials");
  keep_omitted(credentials,
               Json{{"userNameTemplate", {{"template", "${source.login}"}, {"type", "BUILT_IN"}}},
                    {"signing", Json::object()}},
               {"userNameTemplate", "signing"});
  Json& settings = object_at(body, "settings");
  keep_omitted(settings,
               Json{{"app", Json::object()},
                    {"notifications",
                     {{"vpn",
                       {{"network", {{"connection", "DISABLED"}}},
                        {"message", nullptr},
                        {"helpUrl", nullptr}}}}},
                    {"manualProvisioning", false},
                    {"implicitAssignment", false},
                    {"notes", {{"admin", nullptr}, {"enduser", nullptr}}}},
               {"app", "notifications", "manualProvisioning", "implicitAssignment", "notes"});
}

// A secret that was sent stays with the app, out of its body; a client that needs one and has none
// gets one.
void settle_secret(Application& app, IdMaker& ids) {
  keep_secret_apart(app);
  if (!uses_secret(*app.body)) app.secret.clear();
  if (uses_secret(*app.body) && app.secret.empty()) app.secret = ids.secret(64);
}

void replace_credentials(Json& next, const Json& old) {
  if (!next.contains("credentials") || !next["credentials"].is_object()) {
    if (old.contains("credentials")) next["credentials"] = old["credentials"];
    return;
  }
  const Json* before = member_at(old, "credentials");
  if (before == nullptr) return;
  keep_omitted(next["credentials"], *before, {"userNameTemplate", "signing", "oauthClient"});
  const Json* client = member_at(old, "credentials/oauthClient");
  if (client == nullptr) return;
  Json& sent = object_at(next["credentials"], "oauthClient");
  keep_omitted(sent, *client, {"autoKeyRotation", "pkce_required", "token_endpoint_auth_method"});
  if (client->contains("client_id")) sent["client_id"] = (*client)["client_id"];
}

void replace_settings(Json& next, const Json& old, IdMaker& ids) {
  const Json* before = member_at(old, "settings");
  if (before == nullptr) return;
  if (!next.contains("settings") || !next["settings"].is_object()) {
    next["settings"] = *before;
    return;
  }
  Json& settings = next["settings"];
  keep_omitted(settings, *before,
               {"app", "notifications", "manualProvisioning", "implicitAssignment", "emOptInStatus",
                "signOn"});
  if (!settings.contains("notes") && before->contains("notes"))
    settings["notes"] = Json{{"admin", nullptr}, {"enduser", nullptr}};
  const Json* client = member_at(old, "settings/oauthClient");
  if (client == nullptr) return;
  Json& sent = object_at(settings, "oauthClient");
  keep_omitted(sent, *client,
               {"client_uri", "logo_uri", "application_type", "consent_method", "issuer_mode",
                "wildcard_redirect", "participate_slo"});
  if (!sent.contains("dpop_bound_access_tokens") && client->contains("dpop_bound_access_tokens"))
    sent["dpop_bound_access_tokens"] = false;
  if (!sent.contains("idp_initiated_login") && client->contains("idp_initiated_login")) {
    sent["idp_initiated_login"] = Json{{"mode", "DISABLED"}, {"default_scope", Json::array()}};
  }
  if (text_at(sent, "refresh_token/rotation_type") == "STATIC")
    sent["refresh_token"].erase("leeway");
  number_keys(sent, ids);
}

void ignore_oauth_settings(Json& next, const Json& old) {
  for (const std::string parent : {"settings", "credentials"}) {
    if (next.contains(parent) && next[parent].is_object()) next[parent].erase("oauthClient");
    const Json* before = member_at(old, parent + "/oauthClient");
    if (before != nullptr) object_at(next, parent)["oauthClient"] = *before;
  }
}

}  // namespace

bool is_oidc(const Json& body) { return text_at(body, "signOnMode") == "OPENID_CONNECT"; }

bool is_catalogue_oidc(const Json& body) {
  return is_oidc(body) && !text_at(body, "name").starts_with("oidc_client");
}

Application created_app(const Json& sent, bool active, IdMaker& ids, TimePoint now) {
  Application app;
  Json body = sent;
  const auto id = ids.next("0oa");
  body["id"] = id;
  if (text_at(body, "name").empty())
    body["name"] =
        is_oidc(body) ? std::string("oidc_client") : lower_case(text_at(body, "signOnMode"));
  body["orn"] = fmt::format("orn:okta:idp:00omockorg:apps:{}:{}", text_at(body, "name"), id);
  body["status"] = active ? "ACTIVE" : "INACTIVE";
  body["created"] = stamp_text(now);
  body["lastUpdated"] = stamp_text(now);
  body["_links"] = app_links(id, active);
  add_defaults(body);
  if (is_oidc(body) && !is_catalogue_oidc(body)) {
    Json& client = object_at(body["credentials"], "oauthClient");
    if (text_at(client, "client_id").empty()) client["client_id"] = id;
    keep_omitted(client,
                 Json{{"autoKeyRotation", true},
                      {"token_endpoint_auth_method", kBasic},
                      {"pkce_required", false}},
                 {"autoKeyRotation", "token_endpoint_auth_method", "pkce_required"});
    Json& settings = object_at(body["settings"], "oauthClient");
    add_client_defaults(settings);
    number_keys(settings, ids);
  } else if (is_catalogue_oidc(body)) {
    body["settings"].erase("oauthClient");
    body["credentials"].erase("oauthClient");
  }
  app.body = JsonBox(ordered(body));
  settle_secret(app, ids);
  return app;
}

void replace_app(Application& app, const Json& sent, IdMaker& ids, TimePoint now) {
  const Json old = *app.body;
  Json next = sent;
  if (is_catalogue_oidc(old)) ignore_oauth_settings(next, old);
  take_from(next, old, {"id", "orn", "name", "status", "created", "universalLogout", "_links"});
  keep_omitted(next, old, {"accessibility", "visibility", "features", "signOnMode"});
  for (const std::string name : {"accessibility", "visibility"}) {
    const Json* before = member_at(old, name);
    if (before == nullptr) continue;
    keep_omitted(
        next[name], *before,
        {"errorRedirectUrl", "loginRedirectUrl", "autoLaunch", "autoSubmitToolbar", "appLinks"});
  }
  replace_credentials(next, old);
  replace_settings(next, old, ids);
  next["lastUpdated"] = stamp_text(now);
  app.body = JsonBox(ordered(next));
  settle_secret(app, ids);
}

void set_app_status(Application& app, bool active, TimePoint now) {
  (*app.body)["status"] = active ? "ACTIVE" : "INACTIVE";
  (*app.body)["lastUpdated"] = stamp_text(now);
  Json& links = object_at(*app.body, "_links");
  links.erase(active ? "activate" : "deactivate");
  const std::string turn = active ? "deactivate" : "activate";
  links[turn] = *link_to(fmt::format("/api/v1/apps/{}/lifecycle/{}", id_of(app.body), turn), {});
}

JsonBox with_secret(const Application& app) {
  JsonBox shown = app.body;
  if (!app.secret.empty()) (*shown)["credentials"]["oauthClient"]["client_secret"] = app.secret;
  return shown;
}

void keep_secret_apart(Application& app) {
  const auto sent = text_at(*app.body, "credentials/oauthClient/client_secret");
  if (!sent.empty()) app.secret = sent;
  if (member_at(*app.body, "credentials/oauthClient/client_secret") != nullptr) {
    (*app.body)["credentials"]["oauthClient"].erase("client_secret");
  }
}

}  // namespace mocks
