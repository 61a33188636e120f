// The list of rules. A finding that blocks others must come from a rule of this list too, but the
// order here matters only between findings of equal severity about one subject.
#include "remediate/checks/check.hpp"

namespace remediate {

using Run = void(const CheckInput& input, Findings& findings);

Run api_access_management_missing, target_server_missing, target_server_inactive,
    custom_scope_on_org_server, client_credentials_on_org_server, scope_not_approved,
    suspicious_scope, okta_api_scope_needs_org_server, org_server_only_client, scopes_span_servers,
    scope_missing_on_target, groups_scope_not_on_custom_server, policy_does_not_cover,
    consent_blocks_client_credentials, inline_hook_not_on_new_rule, widens_others,
    issuer_points_to_org_server, mixed_issuer_and_endpoints, issuer_mode_mismatch,
    client_file_needs_a_person, client_file_names_another_client, tile_asks_custom_scope,
    role_may_hide_apps;

const std::vector<Check>& all_checks() {
  static const std::vector<Check> checks = {
      {"api-access-management-missing", api_access_management_missing},
      {"target-server-missing", target_server_missing},
      {"target-server-inactive", target_server_inactive},
      {"custom-scope-on-org-server", custom_scope_on_org_server},
      {"client-credentials-on-org-server", client_credentials_on_org_server},
      {"scope-not-approved", scope_not_approved},
      {"suspicious-scope", suspicious_scope},
      {"okta-api-scope-needs-org-server", okta_api_scope_needs_org_server},
      {"org-server-only-client", org_server_only_client},
      {"scopes-span-servers", scopes_span_servers},
      {"scope-missing-on-target", scope_missing_on_target},
      {"groups-scope-not-on-custom-server", groups_scope_not_on_custom_server},
      {"policy-does-not-cover", policy_does_not_cover},
      {"consent-blocks-client-credentials", consent_blocks_client_credentials},
      {"inline-hook-not-on-new-rule", inline_hook_not_on_new_rule},
      {"widens-others", widens_others},
      {"issuer-points-to-org-server", issuer_points_to_org_server},
      {"mixed-issuer-and-endpoints", mixed_issuer_and_endpoints},
      {"issuer-mode-mismatch", issuer_mode_mismatch},
      {"client-file-needs-a-person", client_file_needs_a_person},
      {"client-file-names-another-client", client_file_names_another_client},
      {"tile-asks-custom-scope", tile_asks_custom_scope},
      {"role-may-hide-apps", role_may_hide_apps},
  };
  return checks;
}

}  // namespace remediate
