// Custom authorization servers are a product of their own, API Access Management. Absent is a fact
// of the snapshot: a refusal that may be about the credentials is `unknown` there, never `absent`.
#include <fmt/format.h>

#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

std::vector<std::string> evidence(const ApiAccessManagement& verdict) {
  std::vector<std::string> lines;
  if (!verdict.detail.empty()) lines.push_back(verdict.detail);
  if (verdict.status != 0)
    lines.push_back(fmt::format("GET /api/v1/authorizationServers answered {} {}", verdict.status,
                                verdict.error_code.value_or("without an error code")));
  if (!verdict.request_id.empty()) lines.push_back("request id " + verdict.request_id);
  return lines;
}

}  // namespace

void api_access_management_missing(const CheckInput& input, Findings& findings) {
  const ApiAccessManagement& verdict = input.snapshot.api_access_management;
  const std::size_t count = input.open_cases.size();
  if (verdict.state != ApiAccessState::absent || count == 0) return;
  Finding finding = about_org(input, Severity::error);
  finding.message = fmt::format(
      "{} app{} custom scopes, and this org has no API Access Management: without it there are no "
      "custom authorization servers, and no other setting makes the org server grant a custom "
      "scope",
      count, count == 1 ? " needs" : "s need");
  finding.evidence = evidence(verdict);
  finding.advice =
      "ask Okta for API Access Management (a paid product); or let the clients drop their custom "
      "scopes; or protect the API with tokens of another authorization server";
  findings.push_back(std::move(finding));
}

}  // namespace remediate
