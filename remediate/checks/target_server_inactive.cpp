// Activating a server opens it again to everybody whom its rules cover, so a person decides.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "remediate/checks/target_choice.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

std::vector<std::string> reopened(const ServerSnapshot& server) {
  std::vector<std::string> lines;
  for (const PolicySnapshot& each : server.policies) {
    if (!each.policy.is_active()) continue;
    const auto rules = std::ranges::count_if(
        each.rules, [](const okta::AccessPolicyRule& rule) { return rule.is_active(); });
    lines.push_back(
        fmt::format("policy '{}' with {} active rule{} would serve {}", each.policy.name, rules,
                    rules == 1 ? "" : "s",
                    each.policy.clients.empty() ? "nobody" : list_of(each.policy.clients)));
  }
  return lines;
}

}  // namespace

void target_server_inactive(const CheckInput& input, Findings& findings) {
  std::map<std::string, const ServerSnapshot*> inactive;
  for (const OpenCase& open : input.open_cases) {
    if (state_of(open.target) == TargetState::inactive)
      inactive[open.target->server.id] = open.target;
  }
  for (const auto& [id, server] : inactive) {
    const std::string exception = "activate:" + id;
    const bool is_allowed = allows(input.directives, exception);
    Finding finding = about_server(id, server->server.name, Severity::error);
    finding.conflict = !is_allowed;
    finding.fixable = is_allowed;
    finding.message = fmt::format(
        "authorization server '{}' is inactive and answers nobody; activating it opens it again "
        "to every client that its policies cover",
        server->server.name);
    finding.evidence = reopened(*server);
    finding.advice =
        is_allowed
            ? "oktafix.yaml allows " + exception
            : fmt::format("choose another target, or allow it with `allow: [{}]`", exception);
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
