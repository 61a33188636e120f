// With idp_initiated_login in mode OKTA it is Okta that asks for default_scope when somebody clicks
// the tile. No client configuration changes where it asks, so this holds for moved clients too.
#include <fmt/format.h>

#include "remediate/checks/find_open_cases.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {

void tile_asks_custom_scope(const CheckInput& input, Findings& findings) {
  for (std::size_t place = 0; place < input.snapshot.applications.size(); ++place) {
    const okta::Application& application = input.snapshot.applications[place];
    const Demand* demand = demand_of(input, place);
    if (demand == nullptr || demand->ignored_because || demand->tile_scopes.empty()) continue;
    Finding finding = about(application, Severity::warning);
    finding.message = fmt::format(
        "its tile makes Okta ask for {}: clicking it fails with invalid_scope, and moving the "
        "client to another issuer does not help",
        list_of(demand->tile_scopes));
    finding.evidence.emplace_back(
        "app object: /settings/oauthClient/idp_initiated_login has mode OKTA and these scopes");
    finding.advice =
        "take the custom scopes out of the app's login scopes, or let the tile send people to the "
        "app's own sign-in page";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
