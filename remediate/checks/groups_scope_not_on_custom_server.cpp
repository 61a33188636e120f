// The org server knows the scope `groups`; a custom one has neither the scope nor a claim until
// somebody says which groups a token may tell. Source: Okta "Customize tokens returned from Okta
// with a groups claim" guide.
#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/target_choice.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

constexpr std::string_view kGroups = "groups";

bool asks_for_groups(const OpenCase& open) {
  return std::ranges::any_of(open.needs,
                             [](const Need& need) { return contains(need.scopes, kGroups); });
}

enum class GroupsClaim { present, absent, not_read };

GroupsClaim groups_claim_of(const ServerSnapshot& server) {
  if (!server.claims) return GroupsClaim::not_read;
  const bool is_there = std::ranges::any_of(*server.claims, [](const okta::Claim& claim) {
    return claim.status != "INACTIVE" && (claim.name == kGroups || claim.value_type == "GROUPS");
  });
  return is_there ? GroupsClaim::present : GroupsClaim::absent;
}

Finding without_scope(const OpenCase& open, GroupsClaim claim) {
  Finding finding = about(*open.application, Severity::error);
  finding.message = fmt::format(
      "asks for `groups`, which {} does not have; the client's next error there would be "
      "no_matching_scope",
      target_of(open));
  if (claim == GroupsClaim::present) {
    finding.evidence.emplace_back("a claim on the target tells groups already");
    finding.advice =
        "let the client drop the scope `groups` if the claim comes with other scopes, or create "
        "the scope on the target";
  } else {
    finding.advice =
        "say which groups the client may see: create on the target the scope `groups` and a "
        "claim with a filter for them";
  }
  return finding;
}

Finding without_claim(const OpenCase& open) {
  Finding finding = about(*open.application, Severity::warning);
  finding.message = fmt::format(
      "asks for `groups`; {} has the scope but no claim that tells groups, so tokens come without",
      target_of(open));
  finding.advice = "create a groups claim on the target, with a filter for the groups to be seen";
  return finding;
}

}  // namespace

void groups_scope_not_on_custom_server(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    if (!asks_for_groups(open)) continue;
    if (open.target == nullptr) {
      // A new server never has it.
      if (servers_were_read(input) && may_be_created(input.directives, open.target_reference))
        findings.push_back(without_scope(open, GroupsClaim::absent));
      continue;
    }
    const GroupsClaim claim = groups_claim_of(*open.target);
    if (!has_scope(*open.target, kGroups)) {
      if (open.target->scopes_complete) findings.push_back(without_scope(open, claim));
    } else if (claim == GroupsClaim::absent) {
      findings.push_back(without_claim(open));
    }
  }
}

}  // namespace remediate
