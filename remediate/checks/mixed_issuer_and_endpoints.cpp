// Tokens and codes of one authorization server are refused by another, so a configuration that
// names both works with neither.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "remediate/checks/file_share.hpp"
#include "remediate/checks/find_open_cases.hpp"
#include "remediate/checks/url_naming.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

// Moving what names the org server ends the mixture only if all the rest is the target already.
bool moving_helps(const OpenCase* open, const std::vector<std::string>& custom_servers) {
  if (open == nullptr || open->target == nullptr) return false;
  const okta::AuthorizationServer& target = open->target->server;
  return std::ranges::all_of(custom_servers, [&](const std::string& server) {
    return server == target.id || target.issuer.ends_with("/oauth2/" + server);
  });
}

void add_files(const CheckInput& input, Findings& findings) {
  for (const FileShare& share : file_shares(input)) {
    if (share.org.empty() || share.custom.empty()) continue;
    std::vector<std::string> servers;
    for (const FileUrl* url : share.custom) servers.push_back(url->server);
    Finding finding = about_file(*share.file, share.org.front()->line, Severity::warning);
    finding.message = fmt::format(
        "the configuration of '{}' names the org authorization server and a custom one: a code or "
        "token of one is refused by the other (mismatched_authorization_server)",
        share.application->label);
    finding.fixable =
        share.move != nullptr && share.move->obstacle.empty() && moving_helps(share.open, servers);
    finding.evidence = lines_of(share.org);
    std::ranges::move(lines_of(share.custom), std::back_inserter(finding.evidence));
    finding.advice = "let all these URLs name the same authorization server";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

void mixed_issuer_and_endpoints(const CheckInput& input, Findings& findings) {
  for (std::size_t place = 0; place < input.snapshot.applications.size(); ++place) {
    const okta::Application& application = input.snapshot.applications[place];
    const Demand* demand = demand_of(input, place);
    if (demand != nullptr && demand->ignored_because) continue;
    NamedServers named = servers_named_by(input, application);
    if (named.org.empty() || named.custom.empty()) continue;
    const auto open = std::ranges::find(input.open_cases, &application, &OpenCase::application);

    Finding finding = about(application, Severity::warning);
    finding.message =
        "the app object names the org authorization server and a custom one: a code or token of "
        "one is refused by the other (mismatched_authorization_server)";
    finding.fixable =
        moving_helps(open == input.open_cases.end() ? nullptr : &*open, named.custom_servers);
    finding.evidence = std::move(named.org);
    finding.evidence.insert(finding.evidence.end(), named.custom.begin(), named.custom.end());
    finding.advice = "let all these URLs name the same authorization server";
    findings.push_back(std::move(finding));
  }
  add_files(input, findings);
}

}  // namespace remediate
