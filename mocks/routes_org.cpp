#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/change_log.hpp"
#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"

namespace mocks {
namespace {

Response get_org(Call& call) { return json_answer(200, *call.org->org); }
Response get_organization(Call& call) { return json_answer(200, *call.org->organization); }

Response list_features(Call& call) { return whole_list(pointers(call.org->features)); }

Response get_feature(Call& call) {
  const auto found = std::ranges::find(call.org->features, call.args[0], id_of);
  return found == call.org->features.end() ? not_found(call.args[0], "Feature")
                                           : json_answer(200, **found);
}

// Okta answers an object here, not an array, and does not page it.
Response list_domains(Call& call) {
  Json domains = Json::array();
  for (const auto& domain : call.org->domains) domains.push_back(*domain);
  return json_answer(200, Json{{"domains", std::move(domains)}});
}

Response get_domain(Call& call) {
  const auto found = std::ranges::find(call.org->domains, call.args[0], id_of);
  if (found == call.org->domains.end())
    return okta_error("E0000163", {"Could not find custom domain with the given id."});
  return json_answer(200, **found);
}

Response list_groups(Call& call) {
  const auto q = lower_case(field_or_empty(call.query, "q"));
  std::vector<bool> wanted;
  for (const auto& group : call.org->groups)
    wanted.push_back(lower_case(text_at(*group, "profile/name")).starts_with(q));
  const auto all = pointers(call.org->groups);
  if (!q.empty()) {  // recorded: with q there is no Link header
    std::vector<const JsonBox*> found;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (wanted[i]) found.push_back(all[i]);
    }
    return whole_list(found);
  }
  return page_of(
      all, wanted,
      {.path = "/api/v1/groups", .query = call.query, .size = {.usual = 200, .most = 10000}});
}

Response get_group(Call& call) {
  const auto found = std::ranges::find(call.org->groups, call.args[0], id_of);
  return found == call.org->groups.end() ? not_found(call.args[0], "UserGroup")
                                         : json_answer(200, **found);
}

// POST .../ENABLE or .../DISABLE; the links of a feature say it in lower case.
Response switch_feature(Call& call) {
  const auto found = std::ranges::find(call.org->features, call.args[0], id_of);
  if (found == call.org->features.end()) return not_found(call.args[0], "Feature");
  const auto wanted = lower_case(call.args[1]);
  if (wanted != "enable" && wanted != "disable")
    return validation_failed("lifecycle", {"lifecycle: must be ENABLE or DISABLE"});
  (**found)["status"] = wanted == "enable" ? "ENABLED" : "DISABLED";
  return json_answer(200, **found);
}

// The org keeps no users but the one whose token this is.
Response get_user(Call& call) {
  if (call.args[0] != "me" && call.args[0] != kAdminId) return not_found(call.args[0], "User");
  return json_answer(
      200, Json{{"id", kAdminId},
                {"status", "ACTIVE"},
                {"created", "2020-01-01T00:00:00.000Z"},
                {"lastLogin", nullptr},
                {"type", {{"id", "oty1default"}}},
                {"profile",
                 {{"firstName", "Mock"},
                  {"lastName", "Admin"},
                  {"mobilePhone", nullptr},
                  {"login", "admin@example.com"},
                  {"email", "admin@example.com"}}},
                {"credentials", {{"provider", {{"type", "OKTA"}, {"name", "OKTA"}}}}},
                {"_links", {{"self", *link_to(fmt::format("/api/v1/users/{}", kAdminId), {})}}}});
}

// The admin roles of that one, as the seed's token has them.
Response list_roles(Call& call) {
  if (call.args[0] != kAdminId) return not_found(call.args[0], "User");
  const auto words = split(field_or_empty(call.request->headers, "authorization"), " ");
  const auto found = std::ranges::find(call.org->tokens, words.back(), &Token::value);
  const Token usual;
  Json roles = Json::array();
  for (const auto& type : (found == call.org->tokens.end() ? usual : *found).roles)
    roles.push_back(Json{{"id", "ra1" + type},
                         {"label", type},
                         {"type", type},
                         {"status", "ACTIVE"},
                         {"assignmentType", "USER"}});
  return json_answer(200, roles);
}

}  // namespace

std::vector<Route> org_routes() {
  return {{"GET", "/.well-known/okta-organization", "", get_organization},
          {"GET", "/api/v1/org", "orgs", get_org},
          {"GET", "/api/v1/features", "features", list_features},
          {"GET", "/api/v1/features/{}", "features", get_feature},
          {"POST", "/api/v1/features/{}/{}", "features", switch_feature},
          {"GET", "/api/v1/users/{}", "users", get_user},
          {"GET", "/api/v1/users/{}/roles", "roles", list_roles},
          {"GET", "/api/v1/domains", "domains", list_domains},
          {"GET", "/api/v1/domains/{}", "domains", get_domain},
          {"GET", "/api/v1/groups", "groups", list_groups},
          {"GET", "/api/v1/groups/{}", "groups", get_group}};
}

}  // namespace mocks
