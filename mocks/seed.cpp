#include "mocks/seed.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/server_objects.hpp"

namespace mocks {
namespace {

// Calls with every object of a list member; a seed may leave any member out.
template <class Place>
void each(const Json& seed, std::string_view name, Place place) {
  const Json* list = member_at(seed, name);
  if (list == nullptr || !list->is_array()) return;
  for (const auto& entry : *list) {
    if (entry.is_object()) place(entry);
  }
}

void replace_or_add(std::vector<JsonBox>& list, const Json& object) {
  const auto found = std::ranges::find(list, text_at(object, "id"), id_of);
  if (found != list.end() && !text_at(object, "id").empty()) {
    *found = JsonBox(object);
  } else {
    list.emplace_back(object);
  }
}

void add_grants(OrgState& org, const Json& seed, SeedNotes& notes) {
  each(seed, "grants", [&](const Json& grant) { place_grant(org, grant, {}, notes); });
  const Json* by_app = member_at(seed, "grants");
  if (by_app == nullptr || !by_app->is_object()) return;
  for (const auto& [app, grants] : by_app->items()) {
    if (!grants.is_array()) continue;
    for (const auto& grant : grants) {
      // A bare scope name is a grant too.
      const Json whole = grant.is_string() ? Json{{"scopeId", grant}} : grant;
      place_grant(org, whole, fmt::format("/api/v1/apps/{}/grants", app), notes);
    }
  }
}

void add_tokens(OrgState& org, const Json& seed) {
  const Json* tokens = member_at(seed, "tokens");
  if (tokens == nullptr || !tokens->is_array()) return;
  for (const auto& entry : *tokens) {
    Token token{.value = entry.is_string() ? entry.get<std::string>() : text_at(entry, "token"),
                .forbidden = strings_at(entry, "forbidden"),
                .scopes = std::nullopt};
    if (member_at(entry, "scopes") != nullptr) token.scopes = strings_at(entry, "scopes");
    if (member_at(entry, "roles") != nullptr) token.roles = strings_at(entry, "roles");
    org.tokens.push_back(std::move(token));
  }
}

void add_switches(OrgState& org, const Json& seed) {
  if (seed.contains("policyFallThrough"))
    org.policy_fall_through = flag_at(seed, "policyFallThrough");
  if (seed.contains("dpopNonce")) org.dpop_nonce = text_at(seed, "dpopNonce");
  if (seed.contains("dpopNonceAtApi")) org.dpop_nonce_at_api = flag_at(seed, "dpopNonceAtApi");
  if (seed.contains("emptyLastPage")) org.empty_last_page = flag_at(seed, "emptyLastPage");
  if (const Json* body = member_at(seed, "org"); body != nullptr && body->is_object())
    org.org = JsonBox(*body);
  if (const Json* body = member_at(seed, "organization"); body != nullptr && body->is_object())
    org.organization = JsonBox(*body);
}

Json whole_group(const Json& group, OrgState& org) {
  if (group.contains("id")) return group;
  Json whole = group;
  whole["id"] = org.ids.next("00g");
  if (!whole.contains("type")) whole["type"] = "OKTA_GROUP";
  return in_order(whole, {"id"});
}

}  // namespace

std::vector<std::string> SeedNotes::sentences() const {
  auto told = others;
  if (!made_up_servers.empty()) {
    told.push_back(
        fmt::format("{} authorization servers are made up, since the seed has children of them but "
                    "not themselves: {}",
                    made_up_servers.size(), fmt::join(made_up_servers, " ")));
  }
  if (!made_up_policies.empty()) {
    told.push_back(
        fmt::format("{} policies are made up, for no client, since the seed has rules of them but "
                    "not themselves: {}",
                    made_up_policies.size(), fmt::join(made_up_policies, " ")));
  }
  return told;
}

tl::expected<void, std::string> seed_from_text(OrgState& org, const std::string& text,
                                               TimePoint now, SeedNotes& notes) {
  const auto seed = parse_json(text);
  if (!seed) return tl::unexpected(std::string("the seed is not JSON"));
  if (!(*seed)->is_object())
    return tl::unexpected(std::string("the seed is not a JSON object such as {\"apps\": [], ...}"));
  const Json& document = **seed;
  each(document, "apps", [&](const Json& app) { place_app(org, app, now); });
  each(document, "authorizationServers",
       [&](const Json& server) { place_server(org, server, now); });
  each(document, "scopes", [&](const Json& scope) { place_scope(org, scope, {}, now, notes); });
  each(document, "claims", [&](const Json& claim) { place_claim(org, claim, {}, now, notes); });
  each(document, "policies",
       [&](const Json& policy) { place_policy(org, policy, {}, now, notes); });
  each(document, "rules", [&](const Json& rule) { place_rule(org, rule, {}, now, notes); });
  each(document, "groups",
       [&](const Json& group) { replace_or_add(org.groups, whole_group(group, org)); });
  each(document, "domains", [&](const Json& domain) { replace_or_add(org.domains, domain); });
  each(document, "features", [&](const Json& feature) { replace_or_add(org.features, feature); });
  each(document, "logs", [&](const Json& event) { append_log_event(org, event, now); });
  add_grants(org, document, notes);
  add_tokens(org, document);
  add_switches(org, document);
  return {};
}

void complete_org(OrgState& org, TimePoint now) {
  if (org.org->is_null()) {
    org.org = JsonBox(Json{{"id", "00omockorg0000000000"},
                           {"subdomain", "example"},
                           {"companyName", "Example Mock Org"},
                           {"status", "ACTIVE"},
                           {"created", "2024-01-15T09:00:00.000Z"},
                           {"lastUpdated", "2024-01-15T09:00:00.000Z"},
                           {"expiresAt", nullptr},
                           {"website", "https://www.example.com"},
                           {"address1", nullptr},
                           {"address2", nullptr},
                           {"city", nullptr},
                           {"state", nullptr},
                           {"country", nullptr},
                           {"postalCode", nullptr}});
  }
  if (org.organization->is_null()) {
    org.organization = JsonBox(
        Json{{"id", text_at(*org.org, "id")},
             {"cell", "mock1"},
             {"_links", {{"organization", {{"href", kOrgUrl}}}}},
             {"pipeline", "idx"},
             {"settings", {{"analyticsCollectionEnabled", false}, {"bugReportingEnabled", true}}}});
  }
  const bool has_everyone = std::ranges::any_of(
      org.groups, [](const JsonBox& group) { return text_at(*group, "type") == "BUILT_IN"; });
  if (!has_everyone) {
    org.groups.insert(
        org.groups.begin(),
        JsonBox(Json{{"id", "00gmockeveryone00000"},
                     {"created", stamp_text(now)},
                     {"lastUpdated", stamp_text(now)},
                     {"objectClass", Json::array({"okta:user_group"})},
                     {"type", "BUILT_IN"},
                     {"profile",
                      {{"name", "Everyone"}, {"description", "All users in your organization"}}}}));
  }
  for (auto& server : org.servers) {
    const bool has_openid = std::ranges::any_of(
        server.scopes, [](const JsonBox& scope) { return text_at(*scope, "name") == "openid"; });
    if (!has_openid) {
      AuthorizationServer system{.body = server.body, .scopes = {}, .claims = {}, .policies = {}};
      add_system_scopes(system, org.ids);
      for (auto& scope : system.scopes) {
        const auto name = text_at(*scope, "name");
        const bool known = std::ranges::any_of(
            server.scopes, [&](const JsonBox& own) { return text_at(*own, "name") == name; });
        if (!known) server.scopes.push_back(std::move(scope));
      }
    }
    if (server.claims.empty()) add_system_claims(server, org.ids);
  }
}

}  // namespace mocks
