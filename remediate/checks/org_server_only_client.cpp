// Apps from Okta's catalogue may use the org authorization server only. Sources: Okta OAuth error
// catalogue (org_authorization_server_only_client), Okta Integration Network submission guide.
#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

Finding proven(const OpenCase& open) {
  Finding finding = about(*open.application, Severity::error);
  finding.message =
      "Okta does not let this client use a custom authorization server, so no server can grant it "
      "custom scopes";
  finding.evidence.emplace_back("System Log: org_authorization_server_only_client");
  finding.advice =
      "make an OIDC app of your own for this client and give it the new client id; or drop the "
      "custom scopes";
  return finding;
}

Finding suspected(const OpenCase& open) {
  Finding finding = about(*open.application, Severity::warning);
  finding.message =
      "an app from Okta's catalogue: such clients may be refused by custom authorization servers "
      "(org_authorization_server_only_client), and Okta ignores changes of their OAuth settings";
  finding.evidence.push_back("catalogue name " + open.application->name);
  finding.advice = "try one sign-in at the target before the client is moved";
  return finding;
}

}  // namespace

void org_server_only_client(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    if (open.demand->org_server_only) {
      findings.push_back(proven(open));
    } else if (open.application->is_from_catalogue()) {
      findings.push_back(suspected(open));
    }
  }
}

}  // namespace remediate
