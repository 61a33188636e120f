#include "remediate/checks/blocking.hpp"

#include <algorithm>

#include "remediate/checks/completeness.hpp"
#include "remediate/checks/file_share.hpp"
#include "remediate/checks/rule_name.hpp"
#include "remediate/checks/target_choice.hpp"

namespace remediate {
namespace {

using Blocker = std::optional<std::string>;

bool is_about_approval(const Finding& finding) {
  return finding.rule == rule::kScopeNotApproved || finding.rule == rule::kSuspiciousScope;
}

// Not about single scopes or rules, which can be settled one by one.
bool is_about_the_whole_request(const Finding& finding) {
  return finding.rule == rule::kCustomScopeOnOrgServer ||
         finding.rule == rule::kClientCredentialsOnOrgServer;
}

bool asks_for_groups(const OpenCase& open) {
  return std::ranges::any_of(approved_needs(open),
                             [](const Need& need) { return contains(need.scopes, "groups"); });
}

bool stops_the_application(const Finding& finding) {
  if (is_about_approval(finding)) return false;  // stops single scopes
  return finding.conflict ||
         (finding.rule == rule::kOrgServerOnlyClient && finding.severity == Severity::error);
}

bool stops_the_target(const Finding& finding) {
  return (finding.rule == rule::kTargetServerMissing && !finding.fixable) ||
         (finding.rule == rule::kTargetServerInactive && finding.conflict);
}

template <class Test>
Blocker first_rule(const Findings& findings, Test test) {
  const auto found = std::ranges::find_if(findings, test);
  return found == findings.end() ? std::nullopt : Blocker(found->rule);
}

Blocker org_blocker(const CheckInput& input) {
  switch (input.snapshot.api_access_management.state) {
    case ApiAccessState::absent:
      return std::string(rule::kApiAccessManagementMissing);
    case ApiAccessState::unknown:
      return "unknown:apiAccessManagement";
    case ApiAccessState::present:
      break;
  }
  return std::nullopt;
}

Blocker target_blocker(const OpenCase& open, const Findings& findings) {
  const std::string& id = open.target == nullptr ? open.target_reference : open.target->server.id;
  return first_rule(findings, [&](const Finding& each) {
    return each.subject.kind == "authorizationServer" && each.subject.id == id &&
           stops_the_target(each);
  });
}

Blocker application_blocker(const OpenCase& open, const Finding& finding,
                            const Findings& findings) {
  const auto is_about_it = [&](const Finding& each) {
    return each.subject.kind == "application" && each.subject.id == open.application->id;
  };
  if (auto blocker = first_rule(findings, [&](const Finding& each) {
        if (each.rule == rule::kOktaApiScopeNeedsOrgServer && !open.waits_for_split) return false;
        return is_about_it(each) && stops_the_application(each);
      }))
    return blocker;
  if (is_about_the_whole_request(finding) && asks_for_groups(open)) {
    if (auto blocker = first_rule(findings, [&](const Finding& each) {
          return is_about_it(each) && each.rule == rule::kGroupsScopeNotOnCustomServer &&
                 each.severity == Severity::error;
        }))
      return blocker;
  }
  if (!open.demand->approved.empty()) return std::nullopt;
  return first_rule(
      findings, [&](const Finding& each) { return is_about_it(each) && is_about_approval(each); });
}

Blocker blocker_of(const CheckInput& input, const Finding& finding, const Findings& findings) {
  if (auto blocker = org_blocker(input)) return blocker;
  if (const OpenCase* open = open_case_of(input, finding)) {
    if (auto blocker = target_blocker(*open, findings)) return blocker;
    if (auto blocker = application_blocker(*open, finding, findings)) return blocker;
  }
  if (const auto unread = unread_before_writing(input)) return "incomplete:" + *unread;
  return std::nullopt;
}

}  // namespace

void mark_blocked(const CheckInput& input, Findings& findings) {
  for (Finding& finding : findings) {
    if (finding.fixable && !finding.blocked_by)
      finding.blocked_by = blocker_of(input, finding, findings);
  }
}

}  // namespace remediate
