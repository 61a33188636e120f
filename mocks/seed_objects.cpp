#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/app_object.hpp"
#include "mocks/seed.hpp"
#include "mocks/server_objects.hpp"
#include "mocks/wire.hpp"

namespace mocks {
namespace {

void set_default(Json& object, const std::string& name, Json value) {
  if (!object.contains(name)) object[name] = std::move(value);
}

// The segment behind `name` in ".../authorizationServers/aus1/policies/00p1".
std::string segment_after(const std::string& path, std::string_view name) {
  const auto parts = split(path, "/");
  const auto found = std::ranges::find(parts, name);
  return found == parts.end() || found + 1 == parts.end() ? std::string{} : *(found + 1);
}

std::string place_of(const Json& object, const std::string& path) {
  return path.empty() ? text_at(object, "_links/self/href") : path;
}

void put_by_id(std::vector<JsonBox>& list, Json object) {
  const auto id = text_at(object, "id");
  const auto found = std::ranges::find(list, id, id_of);
  if (!id.empty() && found != list.end()) {
    *found = JsonBox(std::move(object));
  } else {
    list.emplace_back(std::move(object));
  }
}

// The object under another id, its links too.
JsonBox with_id(const JsonBox& object, const std::string& id) {
  return parse_json(replace_all(json_text(*object), id_of(object), id)).value_or(object);
}

// The server that a child belongs to; a minimal one is made up when the seed does not have it.
AuthorizationServer* server_for(OrgState& org, const std::string& path, TimePoint now,
                                SeedNotes& notes) {
  const auto id = segment_after(path, "authorizationServers");
  if (id.empty()) return nullptr;
  if (auto* found = find_server(org, id)) return found;
  const bool is_default_server = id == "default";
  auto made =
      created_server(Json{{"name", is_default_server ? id : fmt::format("made up for {}", id)},
                          {"audiences", {"api://made-up"}}},
                     is_default_server, org.ids, now);
  if (!is_default_server) {
    made.body = with_id(made.body, id);
  }
  made.scopes.clear();
  made.claims.clear();
  notes.made_up_servers.push_back(id);
  org.servers.push_back(std::move(made));
  return &org.servers.back();
}

Policy* policy_for(OrgState& org, const std::string& path, TimePoint now, SeedNotes& notes) {
  auto* server = server_for(org, path, now, notes);
  const auto id = segment_after(path, "policies");
  if (server == nullptr || id.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      server->policies, [&](const Policy& policy) { return id_of(policy.body) == id; });
  if (found != server->policies.end()) return &*found;
  auto body = policy_object(
      *server,
      Json{{"name", fmt::format("made up for {}", id)}, {"priority", server->policies.size() + 1}},
      nullptr, org.ids, now);
  body = with_id(body, id);
  notes.made_up_policies.push_back(id);
  server->policies.push_back({.body = std::move(body), .rules = {}});
  return &server->policies.back();
}

void add_policy(AuthorizationServer& server, Json body, OrgState& org, TimePoint now) {
  Json rules = body.contains("rules") ? body["rules"] : Json::array();
  body.erase("rules");
  if (!body.contains("id")) {
    body = *policy_object(server, body, nullptr, org.ids, now);
  } else {
    set_default(body, "type", "OAUTH_AUTHORIZATION_POLICY");
    set_default(body, "status", "ACTIVE");
    set_default(body, "priority", server.policies.size() + 1);
    set_default(body, "system", false);
    set_default(body, "conditions", Json{{"clients", {{"include", Json::array()}}}});
  }
  const auto id = text_at(body, "id");
  auto found = std::ranges::find_if(server.policies,
                                    [&](const Policy& policy) { return id_of(policy.body) == id; });
  if (found == server.policies.end()) {
    server.policies.push_back({});
    found = server.policies.end() - 1;
  }
  found->body = JsonBox(std::move(body));
  for (auto& rule : rules) {
    Json entry =
        rule.contains("id") ? rule : *rule_object(server, *found, rule, nullptr, org.ids, now);
    set_default(entry, "status", "ACTIVE");
    set_default(entry, "type", "RESOURCE_ACCESS");
    set_default(entry, "priority", found->rules.size() + 1);
    put_by_id(found->rules, std::move(entry));
  }
  sort_by_priority(found->rules);
  sort_by_priority(server.policies);
}

Json whole_scope(const AuthorizationServer& server, const Json& scope, OrgState& org) {
  return scope.contains("id") ? scope : *scope_object(server, scope, nullptr, org.ids);
}

Json whole_claim(const AuthorizationServer& server, const Json& claim, OrgState& org) {
  return claim.contains("id") ? claim : *claim_object(server, claim, nullptr, org.ids);
}

// A recorded server stays as it is; what a hand-written one leaves out follows its id.
AuthorizationServer whole_server(const Json& body, OrgState& org, TimePoint now) {
  if (body.contains("id") && body.contains("issuer"))
    return {.body = JsonBox(body), .scopes = {}, .claims = {}, .policies = {}};
  const bool named_default = text_at(body, "name") == "default" && !body.contains("default");
  AuthorizationServer made =
      created_server(body, flag_at(body, "default") || named_default, org.ids, now);
  made.scopes.clear();
  made.claims.clear();
  if (body.contains("id")) {
    Json filled = *with_id(made.body, text_at(body, "id"));
    for (const auto& [name, value] : body.items()) filled[name] = value;
    made.body = JsonBox(std::move(filled));
  } else if (text_at(body, "status") == "INACTIVE") {
    set_status(*made.body, false,
               fmt::format("/api/v1/authorizationServers/{}", server_reference(made)), now);
  }
  return made;
}

Json take(Json& object, const std::string& name) {
  Json taken = object.contains(name) && object[name].is_array() ? object[name] : Json::array();
  object.erase(name);
  return taken;
}

}  // namespace

void place_app(OrgState& org, Json app, TimePoint now) {
  if (!app.contains("id")) {
    const bool active = text_at(app, "status") != "INACTIVE";
    org.apps.push_back(created_app(app, active, org.ids, now));
    return;
  }
  Application placed{.body = JsonBox(std::move(app)), .secret = {}, .grants = {}};
  keep_secret_apart(placed);
  if (auto* known = find_app(org, id_of(placed.body))) {
    placed.grants = std::move(known->grants);
    *known = std::move(placed);
  } else {
    org.apps.push_back(std::move(placed));
  }
}

void place_server(OrgState& org, Json body, TimePoint now) {
  const Json scopes = take(body, "scopes");
  const Json claims = take(body, "claims");
  const Json policies = take(body, "policies");
  AuthorizationServer made = whole_server(body, org, now);
  const auto id = id_of(made.body);
  if (auto* known = find_server(org, id)) {
    *known = std::move(made);
  } else {
    org.servers.push_back(std::move(made));
  }
  auto& server = *find_server(org, id);
  for (const auto& scope : scopes) put_by_id(server.scopes, whole_scope(server, scope, org));
  for (const auto& claim : claims) put_by_id(server.claims, whole_claim(server, claim, org));
  for (const auto& policy : policies) add_policy(server, policy, org, now);
}

void place_scope(OrgState& org, Json scope, const std::string& path, TimePoint now,
                 SeedNotes& notes) {
  auto* server = server_for(org, place_of(scope, path), now, notes);
  if (server == nullptr) {
    notes.others.push_back(fmt::format(
        "scope {} is left out: nothing says which server it belongs to", text_at(scope, "name")));
    return;
  }
  const auto same_name = [&](const JsonBox& known) {
    return text_at(*known, "name") == text_at(scope, "name") &&
           id_of(known) != text_at(scope, "id");
  };
  if (std::ranges::any_of(server->scopes, same_name))
    return;  // recordings of several orgs share the path of `default`
  put_by_id(server->scopes, whole_scope(*server, scope, org));
}

void place_claim(OrgState& org, Json claim, const std::string& path, TimePoint now,
                 SeedNotes& notes) {
  auto* server = server_for(org, place_of(claim, path), now, notes);
  if (server == nullptr) {
    notes.others.push_back(fmt::format(
        "claim {} is left out: nothing says which server it belongs to", text_at(claim, "name")));
    return;
  }
  put_by_id(server->claims, whole_claim(*server, claim, org));
}

void place_policy(OrgState& org, Json policy, const std::string& path, TimePoint now,
                  SeedNotes& notes) {
  auto* server = server_for(org, place_of(policy, path), now, notes);
  if (server == nullptr) {
    notes.others.push_back(fmt::format(
        "policy {} is left out: nothing says which server it belongs to", text_at(policy, "name")));
    return;
  }
  add_policy(*server, std::move(policy), org, now);
}

void place_rule(OrgState& org, Json rule, const std::string& path, TimePoint now,
                SeedNotes& notes) {
  auto* policy = policy_for(org, place_of(rule, path), now, notes);
  if (policy == nullptr) {
    notes.others.push_back(fmt::format(
        "rule {} is left out: nothing says which policy it belongs to", text_at(rule, "name")));
    return;
  }
  set_default(rule, "status", "ACTIVE");
  put_by_id(policy->rules, std::move(rule));
  sort_by_priority(policy->rules);
}

void place_grant(OrgState& org, Json grant, const std::string& path, SeedNotes& notes) {
  auto id = segment_after(path, "apps");
  if (id.empty()) id = segment_after(text_at(grant, "_links/self/href"), "apps");
  if (id.empty()) id = segment_after(text_at(grant, "_links/app/href"), "apps");
  auto* app = find_app(org, id);
  if (app == nullptr) {
    notes.others.push_back(fmt::format("grant {} is left out: the seed has no application '{}'",
                                       text_at(grant, "scopeId"), id));
    return;
  }
  set_default(grant, "id", org.ids.next("oag"));
  set_default(grant, "status", "ACTIVE");
  set_default(grant, "source", "ADMIN");
  set_default(grant, "issuer", kOrgUrl);
  set_default(grant, "clientId", client_id_of(*app));
  put_by_id(app->grants, std::move(grant));
}

}  // namespace mocks
