// A token inline hook adds claims that the client's API may rely on, or refuses tokens. A new rule
// would issue tokens without it.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

std::set<std::string> hooked_rules(const OpenCase& open, const std::string& grant_type) {
  std::set<std::string> lines;
  for (const PolicySnapshot* each : policies_covering(*open.target, open.client_id)) {
    for (const okta::AccessPolicyRule& rule : each->rules) {
      if (rule.is_active() && rule.terms.inline_hook_id && contains(rule.grant_types, grant_type))
        lines.insert(fmt::format("{}: rule '{}' of policy '{}' calls inline hook {}", grant_type,
                                 rule.name, each->policy.name, *rule.terms.inline_hook_id));
    }
  }
  return lines;
}

}  // namespace

void inline_hook_not_on_new_rule(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    if (open.target == nullptr) continue;
    std::set<std::string> lines;
    for (const Need& need : approved_needs(open)) {
      if (coverage_by_policies(*open.target, open.client_id, need, open.demand->groups)
              .under_every_reading)
        continue;
      lines.merge(hooked_rules(open, need.grant_type));
    }
    if (lines.empty()) continue;
    Finding finding = about(*open.application, Severity::error);
    finding.conflict = true;
    finding.message = fmt::format(
        "rules of {} that decide for this client today call a token inline hook; the requests need "
        "a new rule, whose tokens would come without it",
        target_of(open));
    finding.evidence.assign(lines.begin(), lines.end());
    finding.advice =
        "decide whether the hook must see these tokens too, and write the rule by hand; or choose "
        "another target";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
