// Reasons of failed OAuth requests. Source: Okta's OAuth 2.0 error catalogue; every row that speaks
// of scopes, of the client-credentials grant or of one kind of server is decided here. The log
// writes a reason as the internal code or as the sentence.
#include <algorithm>
#include <array>

#include "config/glob.hpp"
#include "remediate/evidence/ascii_case.hpp"
#include "remediate/evidence/log_reader.hpp"

namespace remediate {
namespace {

struct KnownReason {
  std::string_view code;
  std::string_view sentence;  // lower case, without full stop; `*` stands for what varies
  ReasonFamily family;
};

constexpr ReasonFamily kCustomScope = ReasonFamily::custom_scope;
constexpr ReasonFamily kClientCredentials = ReasonFamily::client_credentials;
constexpr ReasonFamily kUnrelated = ReasonFamily::unrelated;
// In the catalogue, but said of custom scopes as well as of others.
constexpr ReasonFamily kAmbiguous = ReasonFamily::unrecognised_scope;

// The first sentence that matches wins: the narrower ones stand before the wider.
constexpr auto kKnownReasons = std::to_array<KnownReason>({
    {"illegal_custom_scope", "custom scopes are not allowed*", kCustomScope},
    {"no_matching_scope",
     "one or more scopes are not configured for the authorization server resource*", kCustomScope},

    {"unsupported_grant_type_client_creds_org_as",
     "'client_credentials' grant type can only be used with a custom authorization server",
     kClientCredentials},
    {"unsupported_auth_method_client_creds",
     "client credentials requests to the org authorization server must use the private_key_jwt "
     "token_endpoint_auth_method",
     kClientCredentials},
    {"invalid_application_type_client_credentials",
     "only clients with 'application_type' of 'service' may use the client_credentials "
     "'grant_type' with the org authorization server",
     kClientCredentials},
    // Catalogue integrations have no scopes of their own: they may use the org server only.
    {"unsupported_auth_method_client_creds_oauth_integration",
     "oauth integration client credentials requests to the org authorization server*", kUnrelated},

    {"invalid_scope", "the requested scope is invalid, unknown, malformed, or exceeds*",
     kAmbiguous},
    {"illegal_scope", "the following scopes are not allowed for this request*", kAmbiguous},

    {"illegal_scopes", "scopes are not allowed for this request", kUnrelated},
    {"openid_scope_required",
     "requests for id tokens or access tokens with openid scopes require the 'openid' scope",
     kUnrelated},
    {"openid_scope_required_access_token", "", kUnrelated},
    {"openid_not_allowed_client_creds", "cannot request 'openid' scopes using client credentials",
     kUnrelated},
    {"openid_not_allowed_token_exchange",
     "can't request 'openid' scopes using the token exchange flow*", kUnrelated},
    {"unsupported_scope_browser_request",
     "browser requests to the token endpoint may not include the offline_access scope", kUnrelated},
    {"missing_scopes", "no scopes were requested", kUnrelated},
    {"illegal_scope_combination", "the following scopes cannot be requested together*", kUnrelated},
    {"at_least_one_required_scope_combination",
     "the following scopes: * must be requested together with at least one of*", kUnrelated},
    {"required_scope_combination", "the following scopes: * must be requested together with*",
     kUnrelated},
    {"exact_scope_required", "the scope parameter must exactly match*", kUnrelated},
    {"mfa_attestation_invalid_scope", "'scope' must be 'openid' for mfa attestation", kUnrelated},
    {"interclient_access_scope_not_permitted", "the 'interclient_access' scope can only be*",
     kUnrelated},
    {"no_default_scopes",
     "the authorization server resource does not have any configured default scopes*", kUnrelated},
    {"ciba_request_invalid_scope",
     "the client-initiated backchannel authentication flow must contain 'openid' scope",
     kUnrelated},
    {"ciba_request_missing_scope", "", kUnrelated},
    {"direct_auth_invalid_scope", "the requested scopes * do not match the scopes requested*",
     kUnrelated},
    {"direct_auth_scope_not_allowed", "the 'scope' parameter is unsupported on this endpoint*",
     kUnrelated},
    {"direct_auth_invalid_scope_for_intent", "scope * cannot be requested with intent*",
     kUnrelated},
    {"scope_present", "invalid rich authorization request. the request should not include*",
     kUnrelated},

    {"no_scope_allowed", "policy evaluation succeeded, but all the requested scopes*", kUnrelated},
    {"scope_denied", "some of the requested scopes were denied by the policy*", kUnrelated},
    {"refresh_scopes_denied", "some of the scopes requested for the refresh request*", kUnrelated},
    {"client_credentials_self_scope_requested",
     "the 'client_credentials' grant type may not request .self scopes", kUnrelated},
    {"consent_required_client_credentials",
     "the following scopes require user consent and cannot be granted*", kUnrelated},
    {"consent_required_ropf",
     "the following scopes require user consent: *resource owner password*", kUnrelated},
    {"consent_required_token_exchange",
     "the following scopes require user consent: *token_exchange*", kUnrelated},
    {"consent_required", "the following scopes require user consent*", kUnrelated},
    {kNoOrgScopesGranted, "you are not allowed any of the requested scopes", kUnrelated},
    {"insufficient_scope", "insufficient scope", kUnrelated},
    {"access_token_insufficient_scopes",
     "the access token provided does not contain the required scopes", kUnrelated},
    {"web_sso_token_exchange_request_requires_scope",
     "the 'actor_token' must have the 'okta.apps.sso' scope*", kUnrelated},
    {"interclient_token_exchange_request_requires_scope",
     "the 'actor_token' must have the 'interclient_access' scope*", kUnrelated},
    {"id_jag_lacking_scopes", "the id-jag must include at least one scope", kUnrelated},
    {"id_jag_scopes_in_request", "the id-jag request must not include a 'scope' parameter",
     kUnrelated},
    {"unsupported_response_type_with_scope",
     "the response type * is not supported when requesting scope*", kUnrelated},
    {"required_response_type_with_scope", "the response type * is required when requesting scope*",
     kUnrelated},
    {"unsupported_scope_for_none_response_type",
     "'scope' parameter is not supported for request with 'none'*", kUnrelated},

    {kOrgServerOnlyClient, "this client cannot use a custom authorization server", kUnrelated},
    {"mfa_attestation_cannot_use_custom_as",
     "mfa attestation requests cannot use a custom authorization server", kUnrelated},
});

std::string without_ends(std::string text) {
  text.erase(text.find_last_not_of(" \t\r\n.") + 1);
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

bool is_error_name(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); });
}

// Lower case, without spaces or full stop at the ends, without the OAuth error name that some
// writers put before the sentence (`invalid_scope: Custom scopes ...`).
std::string normalised(std::string_view reason) {
  std::string text = without_ends(lower_case(reason));
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || !is_error_name(std::string_view(text).substr(0, colon)))
    return text;
  const std::string sentence = without_ends(text.substr(colon + 1));
  return sentence.empty() ? text.substr(0, colon) : sentence;
}

const KnownReason* find_reason(std::string_view reason) {
  const std::string text = normalised(reason);
  if (text.empty()) return nullptr;
  const auto* const found = std::ranges::find_if(kKnownReasons, [&](const KnownReason& known) {
    return known.code == text || config::glob_matches(known.sentence, text);
  });
  return found == kKnownReasons.end() ? nullptr : &*found;
}

bool speaks_of_scopes(std::string_view reason) {
  constexpr std::array<std::string_view, 3> kWords{"scope", "custom authorization server",
                                                   "org authorization server"};
  const std::string text = lower_case(reason);
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

}  // namespace

ReasonFamily family_of_reason(std::string_view reason, ServerKind server) {
  if (server == ServerKind::custom) return ReasonFamily::unrelated;
  if (const KnownReason* known = find_reason(reason)) return known->family;
  // A failure without a reason may be any failure.
  if (normalised(reason).empty()) return ReasonFamily::unrecognised_scope;
  return speaks_of_scopes(reason) ? ReasonFamily::unrecognised_scope : ReasonFamily::unrelated;
}

std::string canonical_reason(std::string_view reason) {
  const KnownReason* known = find_reason(reason);
  return std::string(known != nullptr ? known->code : reason);
}

}  // namespace remediate
