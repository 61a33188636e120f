// Slips of the pen and scopes of other vendors: creating them would hide the client's own mistake.
#include <fmt/format.h>

#include "remediate/checks/waiting_scopes.hpp"
#include "remediate/checks/wording.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

std::string why(const std::string& scope) {
  return fmt::format("'{}': {}", scope,
                     suspicion_about(scope).value_or("does not look like a scope of this org"));
}

}  // namespace

void suspicious_scope(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    const ScopeSet waiting = waiting_scopes(open, Standing::suspicious);
    if (waiting.empty()) continue;
    Finding finding = about(*open.application, Severity::error);
    finding.conflict = true;
    finding.message =
        fmt::format("{} looks like a mistake of the client, so it is neither created nor granted",
                    list_of(waiting));
    for (const std::string& scope : waiting) finding.evidence.push_back(why(scope));
    for (std::string& line : how_known(*open.demand)) finding.evidence.push_back(std::move(line));
    finding.advice = fmt::format(
        "correct {} in the client; what is meant as it is, approve by its exact name in "
        "oktafix.yaml (applications[].scopes or scopes.approve) or with --approve-scopes",
        list_of(waiting));
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
