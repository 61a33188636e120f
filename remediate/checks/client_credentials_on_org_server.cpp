// A service app that asks the org server's /token for its own API's scopes: the same cause under
// several error codes, and the same cure. Source: Okta OAuth error catalogue.
#include <fmt/format.h>

#include "remediate/checks/wording.hpp"

namespace remediate {
namespace {

std::string message(const OpenCase& open) {
  if (open.verdict == Verdict::prepared)
    return fmt::format("{} grants {} to this service now, but it has not been seen there yet",
                       target_of(open), list_of(open.demand->custom));
  const std::string scopes = open.demand->custom.empty()
                                 ? std::string("scopes that the log does not show")
                                 : custom_scopes_in_words(open.demand->custom);
  return fmt::format(
      "a service asks the org authorization server's /token for {}; that server's "
      "client-credentials tokens are for Okta's own APIs only, so it gets no token",
      scopes);
}

std::string advice(const OpenCase& open) {
  if (waits_for_declaration(open) || open.demand->custom.empty())
    return "name the scopes that this service asks for under applications[].scopes in oktafix.yaml";
  const std::string move =
      "point the service at the token endpoint of the target: " + change_issuer_advice(open);
  const ScopeSet refused = refused_to_service(open);
  if (open.is_settled && !refused.empty())
    return fmt::format(
        "let the service drop {}, which are about a user (its next error there would be "
        "openid_not_allowed_client_creds), and {}",
        list_of(refused), move);
  if (open.granted) return "nothing is left to do in Okta: " + move;
  return fmt::format("let {} grant these scopes to client_credentials, then {}", target_of(open),
                     move);
}

}  // namespace

void client_credentials_on_org_server(const CheckInput& input, Findings& findings) {
  for (const OpenCase& open : input.open_cases) {
    if (!open.demand->client_credentials) continue;
    Finding finding = about(
        *open.application, open.verdict == Verdict::prepared ? Severity::warning : Severity::error);
    finding.message = message(open);
    finding.evidence = how_known(*open.demand);
    finding.advice = advice(open);
    finding.fixable = has_something_to_fix(open);
    if (waits_for_declaration(open) || open.demand->custom.empty())
      finding.blocked_by = "unknown:scopes";
    findings.push_back(std::move(finding));
  }
}

}  // namespace remediate
