// Anyone who knows a public client id can plant a scope in the System Log without signing in.
#include <fmt/format.h>

#include "remediate/checks/waiting_scopes.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {

void scope_not_approved(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    const ScopeSet waiting = waiting_scopes(open, Standing::unapproved);
    if (waiting.empty()) continue;
    Finding finding = about(*open.application, Severity::error);
    finding.conflict = true;
    finding.message = fmt::format(
        "nobody approved {}: known from the System Log only, where anyone who knows the client id "
        "can plant a scope without signing in, so it is neither created nor granted",
        list_of(waiting));
    finding.evidence = how_known(*open.demand);
    finding.advice = fmt::format(
        "if the client really needs {}, say so under applications[].scopes or scopes.approve in "
        "oktafix.yaml, or with --approve-scopes",
        list_of(waiting));
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
