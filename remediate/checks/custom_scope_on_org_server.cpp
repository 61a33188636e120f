// The failure that this tool is about: Okta's error catalogue calls it illegal_custom_scope.
#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

bool is_for_service_only(const OpenCase& open, const RequestedSet& set) {
  return std::ranges::all_of(grant_types_of(set, *open.application, *open.demand),
                             [](const std::string& grant_type) {
                               return grant_type == okta::grant_type::kClientCredentials;
                             });
}

// Client credentials and tiles have rules of their own.
bool asks_with_user(const OpenCase& open) {
  const Demand& demand = *open.demand;
  if (demand.last_failure && !demand.client_credentials) return true;
  return std::ranges::any_of(demand.sets, [&](const RequestedSet& set) {
    return !demand.client_credentials || !is_for_service_only(open, set);
  });
}

std::string message(const OpenCase& open) {
  const Demand& demand = *open.demand;
  if (open.verdict == Verdict::prepared)
    return fmt::format("{} grants {} now, but the client has not been seen there yet",
                       target_of(open), list_of(demand.custom));
  if (!demand.last_failure)
    return fmt::format(
        "declared to need {}, which the org authorization server never grants; no failing request "
        "was seen",
        custom_scopes_in_words(demand.custom));
  if (demand.custom.empty())
    return "asks the org authorization server for custom scopes, which it never grants "
           "(invalid_scope: Custom scopes are not allowed for this request); the log does not "
           "show which, as with pushed or signed requests";
  return fmt::format(
      "asks the org authorization server for {}, which it never grants: each request ends in "
      "invalid_scope, \"Custom scopes are not allowed for this request\"",
      custom_scopes_in_words(demand.custom));
}

std::string advice(const OpenCase& open) {
  if (waits_for_declaration(open))
    return "name the scopes that this client asks for under applications[].scopes in oktafix.yaml";
  if (open.verdict == Verdict::prepared)
    return fmt::format("nothing is left to do in Okta: {}", change_issuer_advice(open));
  if (open.granted)
    return fmt::format(
        "nothing is left to do in Okta: find the part of the client that still uses "
        "the org server and {}",
        change_issuer_advice(open));
  return fmt::format("let {} grant these scopes to the client, then {}", target_of(open),
                     change_issuer_advice(open));
}

}  // namespace

void custom_scope_on_org_server(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    if (!asks_with_user(open)) continue;
    const bool fails_now = open.verdict == Verdict::affected && open.demand->last_failure;
    Finding finding = about(*open.application, fails_now ? Severity::error : Severity::warning);
    finding.message = message(open);
    finding.evidence = how_known(*open.demand);
    finding.advice = advice(open);
    finding.fixable = has_something_to_fix(open);
    if (waits_for_declaration(open)) finding.blocked_by = "unknown:scopes";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
