// Organisations keep the issuer that a client uses in the app object's profile or settings. For an
// app that needs no custom scope the org server is the right one, so only open cases count.
#include <fmt/format.h>

#include "remediate/checks/url_naming.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {

void issuer_points_to_org_server(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    NamedServers named = servers_named_by(input, *open.application);
    if (named.org.empty()) continue;
    Finding finding = about(*open.application, Severity::warning);
    finding.message =
        "the app object names the org authorization server: a client that reads its issuer there "
        "keeps asking it for custom scopes";
    finding.evidence = std::move(named.org);
    finding.fixable = true;
    finding.advice = fmt::format("let these URLs name {}", target_of(open));
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
