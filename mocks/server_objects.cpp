#include "mocks/server_objects.hpp"

#include <array>
#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/include_order.hpp"
#include "mocks/routes.hpp"

namespace mocks {
namespace {

std::string path_of(const AuthorizationServer& server) {
  return fmt::format("/api/v1/authorizationServers/{}", server_reference(server));
}

std::string turn_of(bool active) { return active ? "deactivate" : "activate"; }

Json server_links(const std::string& reference, bool active) {
  const auto path = fmt::format("/api/v1/authorizationServers/{}", reference);
  const auto metadata = [&](std::string_view name) {
    Json link = *link_to(fmt::format("/oauth2/{}/.well-known/{}", reference, name), {"GET"});
    link["name"] = name;
    return in_order(link, {"name", "href", "hints"});
  };
  Json links{{"rotateKey", *link_to(path + "/credentials/lifecycle/keyRotate", {"POST"})},
             {"metadata", Json::array({metadata("oauth-authorization-server"),
                                       metadata("openid-configuration")})},
             {"keys", *link_to(path + "/credentials/keys", {"GET"})},
             {"claims", *link_to(path + "/claims", {"GET", "POST"})},
             {"policies", *link_to(path + "/policies", {"GET", "POST"})},
             {"self", *link_to(path, {"GET", "DELETE", "PUT"})},
             {"scopes", *link_to(path + "/scopes", {"GET", "POST"})}};
  links[turn_of(active)] =
      *link_to(fmt::format("{}/lifecycle/{}", path, turn_of(active)), {"POST"});
  return links;
}

Json child_links(const std::string& path) {
  return Json{{"self", *link_to(path, {"GET", "PUT", "DELETE"})}};
}

void set_default(Json& object, const std::string& name, Json value) {
  if (!object.contains(name) || object[name].is_null()) object[name] = std::move(value);
}

void take_from(Json& next, const Json& old, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    if (old.contains(name)) {
      next[name] = old[name];
    } else {
      next.erase(name);
    }
  }
}

Json& object_at(Json& parent, const std::string& name) {
  if (!parent[name].is_object()) parent[name] = Json::object();
  return parent[name];
}

Json& array_at(Json& parent, const std::string& name) {
  if (!parent[name].is_array()) parent[name] = Json::array();
  return parent[name];
}

void set_rotation(Json& body, TimePoint now) {
  Json& signing = object_at(object_at(body, "credentials"), "signing");
  if (text_at(signing, "rotationMode") == "MANUAL") {
    signing.erase("nextRotation");
  } else {
    signing["rotationMode"] = "AUTO";
    set_default(signing, "nextRotation", stamp_text(now + std::chrono::days{90}));
  }
}

struct SystemScope {
  std::string_view name;
  std::string_view description;
};

constexpr auto kSystemScopes = std::to_array<SystemScope>(
    {{"openid", "Signals that a request is an OpenID request."},
     {"profile",
      "The exact data varies based on what profile information you have provided, such as: name, "
      "time zone, picture, or birthday."},
     {"email", "This allows the app to view your email address."},
     {"address",
      "This allows the app to view your address, such as: street address, city, state, and zip "
      "code."},
     {"phone", "This allows the app to view your phone number."},
     {"offline_access", "This keeps you signed in to the app, even when you are not using it."},
     {"device_sso", "This allows a device to sign in to several apps."}});

struct SystemClaim {
  std::string_view name;
  std::string_view scope;
};

constexpr auto kSystemClaims = std::to_array<SystemClaim>({{"address", "address"},
                                                           {"birthdate", "profile"},
                                                           {"email", "email"},
                                                           {"email_verified", "email"},
                                                           {"family_name", "profile"},
                                                           {"gender", "profile"},
                                                           {"given_name", "profile"},
                                                           {"locale", "profile"},
                                                           {"middle_name", "profile"},
                                                           {"name", "profile"},
                                                           {"nickname", "profile"},
                                                           {"phone_number", "phone"},
                                                           {"picture", "profile"},
                                                           {"preferred_username", "profile"},
                                                           {"profile", "profile"},
                                                           {"updated_at", "profile"},
                                                           {"website", "profile"},
                                                           {"zoneinfo", "profile"}});

}  // namespace

AuthorizationServer created_server(const Json& sent, bool is_default_server, IdMaker& ids,
                                   TimePoint now) {
  AuthorizationServer server;
  Json body = sent;
  const auto id = ids.next("aus");
  const auto reference = is_default_server ? std::string("default") : id;
  body["id"] = id;
  set_default(body, "description", nullptr);
  body["issuer"] = fmt::format("{}/oauth2/{}", kOrgUrl, reference);
  set_default(body, "issuerMode", "DYNAMIC");
  body["status"] = "ACTIVE";
  body["created"] = stamp_text(now);
  body["lastUpdated"] = stamp_text(now);
  // Recorded: MANUAL in a POST comes back as AUTO; only a PUT makes it stick.
  body["credentials"] =
      Json{{"signing",
            {{"kid", ids.secret(43)}, {"rotationMode", "AUTO"}, {"lastRotated", stamp_text(now)}}}};
  set_rotation(body, now);
  body["default"] = is_default_server;
  body["_links"] = server_links(reference, true);
  server.body = JsonBox(
      in_order(body, {"id", "name", "description", "audiences", "issuer", "issuerMode", "status",
                      "created", "lastUpdated", "credentials", "default", "_links"}));
  add_system_scopes(server, ids);
  add_system_claims(server, ids);
  return server;
}

void replace_server(AuthorizationServer& server, const Json& sent, TimePoint now) {
  const Json old = *server.body;
  Json next = sent;
  take_from(next, old, {"id", "issuer", "status", "created", "default", "_links"});
  if (!next.contains("issuerMode") && old.contains("issuerMode"))
    next["issuerMode"] = old["issuerMode"];
  const auto mode = text_at(sent, "credentials/signing/rotationMode");
  if (old.contains("credentials")) next["credentials"] = old["credentials"];
  if (!mode.empty()) object_at(object_at(next, "credentials"), "signing")["rotationMode"] = mode;
  set_rotation(next, now);
  next["lastUpdated"] = stamp_text(now);
  server.body = JsonBox(
      in_order(next, {"id", "name", "description", "audiences", "issuer", "issuerMode", "status",
                      "created", "lastUpdated", "credentials", "default", "_links"}));
}

void add_system_scopes(AuthorizationServer& server, IdMaker& ids) {
  for (const auto& [name, description] : kSystemScopes) {
    const Json sent{{"name", name},
                    {"displayName", name},
                    {"description", description},
                    {"metadataPublish", "ALL_CLIENTS"}};
    auto scope = scope_object(server, sent, nullptr, ids);
    (*scope)["system"] = true;
    server.scopes.push_back(std::move(scope));
  }
}

void add_system_claims(AuthorizationServer& server, IdMaker& ids) {
  const auto add = [&](const Json& sent) {
    auto claim = claim_object(server, sent, nullptr, ids);
    (*claim)["system"] = true;
    server.claims.push_back(std::move(claim));
  };
  add(Json{{"name", "sub"},
           {"claimType", "RESOURCE"},
           {"valueType", "EXPRESSION"},
           {"value", "(appuser != null) ? appuser.userName : app.clientId"},
           {"alwaysIncludeInToken", true}});
  for (const auto& [name, scope] : kSystemClaims) {
    add(Json{{"name", name},
             {"claimType", "IDENTITY"},
             {"valueType", "SYSTEM"},
             {"conditions", {{"scopes", Json::array({scope})}}}});
  }
}

JsonBox scope_object(const AuthorizationServer& server, const Json& sent, const Json* old,
                     IdMaker& ids) {
  Json next = sent;
  const auto id = old != nullptr ? text_at(*old, "id") : ids.next("scp");
  next["id"] = id;
  set_default(next, "description", nullptr);
  next["system"] = old != nullptr && flag_at(*old, "system");
  set_default(next, "metadataPublish", "NO_CLIENTS");
  set_default(next, "consent", "IMPLICIT");
  set_default(next, "default", false);
  set_default(next, "optional", false);
  next["apiResourceId"] = nullptr;
  if (old != nullptr && old->contains("_links")) {
    next["_links"] = (*old)["_links"];
  } else {
    next["_links"] = child_links(fmt::format("{}/scopes/{}", path_of(server), id));
  }
  return JsonBox(
      in_order(next, {"id", "name", "displayName", "description", "system", "metadataPublish",
                      "consent", "default", "optional", "apiResourceId", "_links"}));
}

JsonBox claim_object(const AuthorizationServer& server, const Json& sent, const Json* old,
                     IdMaker& ids) {
  Json next = sent;
  const auto id = old != nullptr ? text_at(*old, "id") : ids.next("ocl");
  next["id"] = id;
  set_default(next, "status", "ACTIVE");
  set_default(next, "claimType", "RESOURCE");
  set_default(next, "valueType", "EXPRESSION");
  array_at(object_at(next, "conditions"), "scopes");
  next["system"] = old != nullptr && flag_at(*old, "system");
  set_default(next, "alwaysIncludeInToken", text_at(next, "claimType") == "RESOURCE");
  next["apiResourceId"] = nullptr;
  if (old != nullptr && old->contains("_links")) {
    next["_links"] = (*old)["_links"];
  } else {
    next["_links"] = child_links(fmt::format("{}/claims/{}", path_of(server), id));
  }
  return JsonBox(in_order(
      next, {"id", "name", "status", "claimType", "valueType", "value", "conditions", "system",
             "alwaysIncludeInToken", "apiResourceId", "group_filter_type", "_links"}));
}

JsonBox policy_object(const AuthorizationServer& server, const Json& sent, const Json* old,
                      IdMaker& ids, TimePoint now) {
  Json next = sent;
  const auto id = old != nullptr ? text_at(*old, "id") : ids.next("00p");
  const auto path = fmt::format("{}/policies/{}", path_of(server), id);
  next["type"] = "OAUTH_AUTHORIZATION_POLICY";
  next["id"] = id;
  set_default(next, "description", nullptr);
  set_default(next, "priority", 1);
  next["lastUpdated"] = stamp_text(now);
  // Recorded: a policy that is created without conditions includes no client at all.
  array_at(object_at(object_at(next, "conditions"), "clients"), "include");
  reorder_include(next, "conditions/clients/include");
  if (old != nullptr) {
    take_from(next, *old, {"status", "system", "created", "_links"});
  } else {
    next["status"] = "ACTIVE";
    next["system"] = false;
    next["created"] = stamp_text(now);
    next["_links"] = child_links(path);
    next["_links"]["rules"] = *link_to(path + "/rules", {"GET"});
    next["_links"]["deactivate"] = *link_to(path + "/lifecycle/deactivate", {"POST"});
  }
  return JsonBox(in_order(next, {"type", "id", "status", "name", "description", "priority",
                                 "system", "conditions", "created", "lastUpdated", "_links"}));
}

JsonBox rule_object(const AuthorizationServer& server, const Policy& policy, const Json& sent,
                    const Json* old, IdMaker& ids, TimePoint now) {
  Json next = sent;
  const auto id = old != nullptr ? text_at(*old, "id") : ids.next("0pr");
  const auto path = fmt::format("{}/policies/{}/rules/{}", path_of(server), id_of(policy.body), id);
  next["id"] = id;
  next["type"] = "RESOURCE_ACCESS";
  set_default(next, "priority", 1);
  next["lastUpdated"] = stamp_text(now);
  Json& conditions = object_at(next, "conditions");
  array_at(object_at(object_at(conditions, "people"), "users"), "exclude");
  array_at(object_at(conditions, "grantTypes"), "include");
  array_at(object_at(conditions, "scopes"), "include");
  for (const auto* list :
       {"grantTypes/include", "scopes/include", "people/groups/include", "people/users/include"}) {
    reorder_include(next, fmt::format("conditions/{}", list));
  }
  Json& token = object_at(object_at(next, "actions"), "token");
  set_default(token, "accessTokenLifetimeMinutes", 60);
  set_default(token, "refreshTokenLifetimeMinutes", 0);
  set_default(token, "refreshTokenWindowMinutes", 10080);
  if (old != nullptr) {
    take_from(next, *old, {"status", "system", "created", "_links"});
  } else {
    next["status"] = "ACTIVE";
    next["system"] = false;
    next["created"] = stamp_text(now);
    next["_links"] = child_links(path);
    next["_links"]["deactivate"] = *link_to(path + "/lifecycle/deactivate", {"POST"});
  }
  return JsonBox(in_order(next, {"id", "status", "name", "priority", "created", "lastUpdated",
                                 "system", "conditions", "actions", "_links", "type"}));
}

void set_status(Json& object, bool active, std::string_view path, TimePoint now) {
  object["status"] = active ? "ACTIVE" : "INACTIVE";
  object["lastUpdated"] = stamp_text(now);
  Json& links = object_at(object, "_links");
  links.erase(turn_of(!active));
  links[turn_of(active)] =
      *link_to(fmt::format("{}/lifecycle/{}", path, turn_of(active)), {"POST"});
}

}  // namespace mocks
