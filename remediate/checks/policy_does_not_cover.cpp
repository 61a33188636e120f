// Scopes alone grant nothing: an access policy must include the client, and one of its rules the
// grant type and every scope of the request.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

struct Uncovered {
  std::vector<std::string> lines;
  bool is_doubtful = true;  // some reading of Okta's documents grants each of them
};

std::string message(const OpenCase& open, const Uncovered& uncovered) {
  const std::string_view client = open.client_id;
  if (uncovered.is_doubtful)
    return fmt::format(
        "whether {} grants the client what it asks for depends on points that "
        "Okta's documents leave open; if not, its next error is no_matching_policy",
        target_of(open));
  if (policies_covering(*open.target, client).empty())
    return fmt::format(
        "no active policy of {} includes this client; its next error there would be "
        "no_matching_policy",
        target_of(open));
  return fmt::format(
      "policies of {} include this client, but no rule of theirs covers the grant "
      "type and all the scopes; its next error there would be no_matching_policy",
      target_of(open));
}

bool was_read(const ServerSnapshot& server) {
  return server.policies_complete &&
         std::ranges::all_of(server.policies, &PolicySnapshot::rules_complete);
}

Uncovered uncovered_needs(const OpenCase& open, Standing standing) {
  Uncovered uncovered;
  for (const Need& need : open.needs) {
    if (standing_of(*open.demand, need.scopes) != standing) continue;
    const Coverage coverage =
        coverage_by_policies(*open.target, open.client_id, need, open.demand->groups);
    if (coverage.under_every_reading) continue;
    uncovered.lines.push_back(fmt::format("{}: {}", text_of(need), coverage.explanation));
    if (!coverage.under_some_reading) uncovered.is_doubtful = false;
  }
  return uncovered;
}

}  // namespace

void policy_does_not_cover(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    if (open.target == nullptr || !was_read(*open.target)) continue;
    for (const Standing standing :
         {Standing::approved, Standing::unapproved, Standing::suspicious}) {
      const Uncovered uncovered = uncovered_needs(open, standing);
      if (uncovered.lines.empty()) continue;
      Finding finding =
          about(*open.application, uncovered.is_doubtful ? Severity::warning : Severity::error);
      finding.message = message(open, uncovered);
      finding.evidence = uncovered.lines;
      finding.fixable = true;
      if (standing != Standing::approved) finding.blocked_by = blocking_rule(standing);
      finding.advice = "a policy of its own for this client, with a rule for just these requests";
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace remediate
