// A rule with scopes "*" grants every scope of its server, also one that is created tomorrow; and a
// rule may name a scope that is not there any more.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "remediate/checks/rule_name.hpp"
#include "remediate/checks/target_choice.hpp"
#include "remediate/checks/wording.hpp"
#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

// Which of these scopes it would grant as soon as they are there.
ScopeSet granted_at_once(const okta::AccessPolicyRule& rule, const ScopeSet& created) {
  ScopeSet granted;
  if (!rule.is_active()) return granted;
  if (contains(rule.scopes, okta::kAnyScope)) return created;
  std::ranges::copy_if(created, std::back_inserter(granted),
                       [&](const std::string& scope) { return contains(rule.scopes, scope); });
  return granted;
}

// Empty: the policy covers this client alone, or nobody.
std::string others_covered(const okta::AccessPolicy& policy, const std::string& client_id,
                           const Labels& labels) {
  if (contains(policy.clients, okta::kAllClients)) return "every client of the org";
  std::vector<std::string> others;
  for (const std::string& client : policy.clients) {
    if (client == client_id) continue;
    const auto label = labels.find(client);
    others.push_back(label == labels.end() ? client
                                           : fmt::format("{} ({})", label->second, client));
  }
  std::ranges::sort(others);
  return list_of(others);
}

std::vector<std::string> widened(const OpenCase& open, const ScopeSet& created,
                                 const Labels& labels) {
  std::vector<std::string> lines;
  for (const PolicySnapshot& each : open.target->policies) {
    if (!each.policy.is_active()) continue;
    const std::string others = others_covered(each.policy, open.client_id, labels);
    if (others.empty()) continue;
    for (const okta::AccessPolicyRule& rule : each.rules) {
      const ScopeSet granted = granted_at_once(rule, created);
      if (granted.empty()) continue;
      const bool grants_all = contains(rule.scopes, okta::kAnyScope);
      lines.push_back(fmt::format("rule '{}' of policy '{}' grants {} to {}", rule.name,
                                  each.policy.name, grants_all ? "every scope" : list_of(granted),
                                  others));
    }
  }
  return lines;
}

}  // namespace

void widens_others(const CheckInput& input, Findings& findings) {
  const Labels labels = labels_of(input.snapshot);
  const bool is_allowed = allows(input.directives, rule::kWidensOthers);
  for (const OpenCase& open : input.open_cases) {
    if (open.target == nullptr) continue;
    const ScopeSet created = scopes_to_create(open);
    if (created.empty()) continue;
    std::vector<std::string> lines = widened(open, created, labels);
    if (lines.empty()) continue;
    Finding finding = about(*open.application, is_allowed ? Severity::warning : Severity::error);
    finding.conflict = !is_allowed;
    finding.message = fmt::format(
        "creating {} on {} would at once open {} to other clients, because a rule there "
        "grants it already",
        list_of(created), target_of(open), created.size() == 1 ? "it" : "them");
    finding.evidence = std::move(lines);
    finding.advice = is_allowed
                         ? "oktafix.yaml allows widens-others"
                         : "name in that rule just the scopes that it is for, choose another "
                           "target, or allow it with `allow: [widens-others]`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
