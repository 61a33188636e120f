// An issuer is compared as text: a client that is configured with one host refuses tokens and
// discovery documents that name another. A server of mode DYNAMIC answers with the host that it was
// asked on, so it fits every host of the org.
#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/completeness.hpp"
#include "remediate/checks/url_naming.hpp"
#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

// Where the client surely asks; empty when nothing tells.
std::vector<std::string> hosts_used(const okta::Application& application, const OrgHosts& hosts) {
  const bool org_url_is_custom_domain = contains(hosts.custom_authorities(), hosts.org_authority());
  if (application.issuer_mode == "ORG_URL" && !org_url_is_custom_domain)
    return {hosts.org_authority()};
  if (application.issuer_mode == "CUSTOM_URL") return hosts.custom_authorities();
  std::vector<std::string> named;
  for (const okta::UrlField& field : application.url_fields) {
    const std::string authority = authority_of(field.value);
    if (hosts.contains(authority)) named.push_back(authority);
  }
  return named;
}

std::string announced_issuer(const ServerSnapshot& server) {
  return server.discovery && !server.discovery->issuer.empty() ? server.discovery->issuer
                                                               : server.server.issuer;
}

bool is_mismatch(const OpenCase& open, const OrgHosts& hosts) {
  const std::string announced = authority_of(announced_issuer(*open.target));
  if (announced.empty()) return false;
  if (!hosts.contains(announced)) return true;
  if (open.target->server.issuer_mode == "DYNAMIC") return false;
  const std::vector<std::string> used = hosts_used(*open.application, hosts);
  return !used.empty() && !contains(used, announced);
}

std::string how_client_is_known(const OpenCase& open, const OrgHosts& hosts) {
  const std::vector<std::string> used = hosts_used(*open.application, hosts);
  return fmt::format("the client's issuer mode is {}; it uses {}",
                     open.application->issuer_mode.value_or("not set"),
                     used.empty() ? "a host of the org" : list_of(used));
}

}  // namespace

void issuer_mode_mismatch(const CheckInput& input, Findings& findings) {
  // A host that is not known as the org's may be a domain that was not read.
  if (!was_read_whole(input, source::kDomains)) return;
  const OrgHosts hosts = hosts_of(input);
  for (const OpenCase& open : input.open_cases) {
    if (open.target == nullptr || !is_mismatch(open, hosts)) continue;
    Finding finding = about(*open.application, Severity::warning);
    finding.message = fmt::format(
        "{} announces the issuer {}, which is not on the host that the client uses; a client that "
        "is configured with its own host refuses the tokens",
        target_of(open), announced_issuer(*open.target));
    const std::string& mode = open.target->server.issuer_mode;
    finding.evidence = {how_client_is_known(open, hosts),
                        "the target's issuer mode is " + (mode.empty() ? "not told" : mode)};
    finding.advice =
        "configure the client with exactly the issuer that the target announces, or set the "
        "target's issuer mode to DYNAMIC";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
