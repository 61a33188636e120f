#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/okta_errors.hpp"
#include "mocks/paging.hpp"
#include "mocks/routes.hpp"

namespace mocks {
namespace {

Response get_org(Call& call) { return json_answer(200, *call.org->org); }
Response get_organization(Call& call) { return json_answer(200, *call.org->organization); }

Response list_features(Call& call) { return whole_list(pointers(call.org->features)); }

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

}  // namespace

std::vector<Route> org_routes() {
  return {{"GET", "/.well-known/okta-organization", "", get_organization},
          {"GET", "/api/v1/org", "orgs", get_org},
          {"GET", "/api/v1/features", "features", list_features},
          {"GET", "/api/v1/domains", "domains", list_domains},
          {"GET", "/api/v1/domains/{}", "domains", get_domain},
          {"GET", "/api/v1/groups", "groups", list_groups},
          {"GET", "/api/v1/groups/{}", "groups", get_group}};
}

}  // namespace mocks
