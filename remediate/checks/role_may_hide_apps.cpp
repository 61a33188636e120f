// Okta answers a list with what the credentials may see and does not say that there is more.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "remediate/checks/completeness.hpp"
#include "remediate/checks/verdict.hpp"
#include "remediate/checks/wording.hpp"
#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

std::vector<const Orphan*> failing_strangers(const CheckInput& input) {
  std::vector<const Orphan*> strangers;
  for (const Orphan& each : input.evidence.orphans) {
    if (!contains(input.snapshot.undecoded_applications, each.client_id))
      strangers.push_back(&each);
  }
  std::ranges::sort(strangers, {}, &Orphan::client_id);
  return strangers;
}

std::vector<std::string> unmatched_directives(const CheckInput& input) {
  std::vector<std::string> names = input.evidence.unmatched_directives;
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> strangers_in_policies(const CheckInput& input) {
  std::set<std::string> known;
  for (const okta::Application& each : input.snapshot.applications) {
    known.insert(client_id_of(each));
    known.insert(each.id);
  }
  std::set<std::string> strangers;
  for (const ServerSnapshot& server : input.snapshot.servers) {
    for (const PolicySnapshot& each : server.policies) {
      for (const std::string& client : each.policy.clients) {
        if (client != okta::kAllClients && !known.contains(client) &&
            !contains(input.snapshot.undecoded_applications, client))
          strangers.insert(client);
      }
    }
  }
  return {strangers.begin(), strangers.end()};
}

}  // namespace

void role_may_hide_apps(const CheckInput& input, Findings& findings) {
  // A list that was not read whole has its gap already.
  if (!was_read_whole(input, source::kApps)) return;
  std::vector<std::string> lines;
  if (input.snapshot.applications_read == 0 && input.snapshot.applications.empty())
    lines.emplace_back("the list of applications is empty");
  for (const Orphan* each : failing_strangers(input))
    lines.push_back(fmt::format("client {} failed {} time{}, last {}, and is not in the list",
                                each->client_id, each->count, each->count == 1 ? "" : "s",
                                okta::format_timestamp(each->last_seen)));
  for (const std::string& match : unmatched_directives(input))
    lines.push_back(
        fmt::format("oktafix.yaml speaks of '{}', which no application matches", match));
  const Severity severity = lines.empty() ? Severity::note : Severity::warning;
  if (const auto strangers = strangers_in_policies(input); !strangers.empty())
    lines.push_back("access policies name clients that are not in the list: " + list_of(strangers));
  if (lines.empty()) return;

  Finding finding = about_org(input, severity);
  finding.message =
      "the credentials may see only some applications (or these were deleted): what is not in the "
      "list is not audited";
  finding.evidence = std::move(lines);
  finding.advice =
      "use credentials whose admin role covers every application, for instance Read-Only "
      "Administrator";
  findings.push_back(std::move(finding));
}

}  // namespace remediate
