// Okta's own words for each error that is explained, as its catalogues write them (placeholders are
// rendered `en`, `{1}`, `{0}`).
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "remediate/explain/explain.hpp"

namespace remediate {
namespace {

using CodeAndSentence = std::pair<std::string_view, std::string_view>;

constexpr auto kOAuthErrors = std::to_array<CodeAndSentence>({
    {"illegal_custom_scope", "Custom scopes are not allowed for this request."},
    {"no_matching_scope",
     "One or more scopes are not configured for the authorization server resource."},
    {"illegal_scope", "The following scopes are not allowed for this request: [en]."},
    {"illegal_scopes", "Scopes are not allowed for this request."},
    {"no_default_scopes",
     "The authorization server resource does not have any configured default scopes, 'scope' must "
     "be provided."},
    {"missing_scopes", "No scopes were requested."},
    {"openid_scope_required",
     "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope."},
    {"openid_not_allowed_client_creds", "Cannot request 'openid' scopes using client credentials."},
    {"unsupported_scope_browser_request",
     "Browser requests to the token endpoint may not include the offline_access scope."},
    {"illegal_scope_combination", "The following scopes cannot be requested together: [en]."},
    {"required_scope_combination",
     "The following scopes: [en] must be requested together with [{1}]."},
    {"exact_scope_required", "The scope parameter must exactly match the required scopes: [en]."},
    {"interclient_access_scope_not_permitted",
     "The 'interclient_access' scope can only be granted to clients with a configured trust "
     "relationship."},
    {"client_assertion_invalid_signature", "The client_assertion signature is invalid."},
    {"client_assertion_invalid_kid", "The client_assertion JWT kid is invalid."},
    {"client_assertion_expired_token", "The client_assertion token is expired."},
    {"client_assertion_invalid_audience",
     "The audience claim for client_assertion must be the endpoint invoked for the request."},
    {"client_assertion_already_used", "The client_assertion token has already been used."},
    {"invalid_dpop_proof", "The DPoP proof JWT header is missing."},
    {"invalid_dpop_proof", "'htu' claim in the DPoP proof JWT is invalid."},
    {"invalid_dpop_proof",
     "'ath' claim in the DPoP proof does not match the presented access_token."},
    {"dpop_authentication_scheme_required",
     "The resource request must use the DPoP authentication scheme when using a DPoP bound "
     "token."},
    {"no_org_scopes_granted", "You are not allowed any of the requested scopes."},
    {"insufficient_scope", "Insufficient scope"},
    {"invalid_scope",
     "The requested scope is invalid, unknown, malformed, or exceeds the scope granted by the "
     "resource owner."},
    {"no_matching_policy",
     "Policy evaluation failed for this request, please check the policy configurations."},
    {"no_scope_allowed",
     "Policy evaluation succeeded, but all the requested scopes were rejected."},
    {"scope_denied",
     "Some of the requested scopes were denied by the policy. Denied scopes: [en]."},
    {"refresh_scopes_denied",
     "Some of the scopes requested for the refresh request were not granted in the original "
     "authorize request. Denied scopes: en."},
    {"user_not_assigned", "User is not assigned to the client application."},
    {"org_authorization_server_only_client",
     "This client cannot use a custom authorization server."},
    {"unsupported_grant_type_client_creds_org_as",
     "'client_credentials' grant type can only be used with a custom authorization server."},
    {"unsupported_auth_method_client_creds",
     "Client Credentials requests to the Org Authorization Server must use the private_key_jwt "
     "token_endpoint_auth_method."},
    {"invalid_application_type_client_credentials",
     "Only clients with 'application_type' of 'service' may use the client_credentials "
     "'grant_type' with the Org Authorization Server."},
    {"client_credentials_self_scope_requested",
     "The 'client_credentials' grant type may not request .self scopes."},
    {"consent_required_client_credentials",
     "The following scopes require user consent and cannot be granted for the client credentials "
     "grant type: [en]."},
    {"consent_required", "The following scopes require user consent: [en]."},
    {"invalid_authorization_server", "The authorization server id is invalid."},
    {"mismatched_authorization_server", "The grant was issued for another authorization server."},
    {"authorize_request_uri_mismatched_authorization_server",
     "The request_uri was issued for another authorization server."},
    {"access_token_invalid_audience", "The access token provided is not intended for Okta."},
    {"access_token_invalid_issuer", "The access token provided has an invalid issuer."},
    {"feature_not_enabled", "The requested feature is not enabled in this environment."},
    {"mfa_attestation_cannot_use_custom_as",
     "MFA attestation requests cannot use a custom authorization server."},
    {"too_many_groups_in_groups_claim",
     "The groups claim matched too many groups and must be configured to match fewer groups."},
    {"login_required", "The client specified not to prompt, but the user is not logged in."},
    {"app_sign_on_required",
     "The client specified not to prompt, but the client app requires re-authentication or MFA."},
    {"no_existing_session",
     "A 'prompt' value of 'none' requires an existing session to successfully authorize."},
    {"interaction_required",
     "Your client is configured to use the interaction code flow and user interaction is required "
     "to complete the request."},
    {"illegal_redirect_uri",
     "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings."},
    {"invalid_client_id", "Invalid value for 'client_id' parameter."},
    {"invalid_client_application_type",
     "Clients with 'application_type' of 'service' are not allowed to access the 'en' endpoint."},
    {"unauthorized_client",
     "The client is not authorized to use the provided grant type. Configured grant types: [en]."},
    {"invalid_state", "The authentication request has an invalid 'state' parameter."},
    {"invalid_nonce",
     "The 'nonce' parameter is required for authorize requests with either the 'id_token' or "
     "'token' response types.."},
    {"pkce_missing_challenge", "PKCE code challenge is required by the application."},
    {"use_dpop_nonce", "Authorization server requires nonce in DPoP proof."},
    {"access_denied", "The resource owner or authorization server denied the request."},
    {"invalid_client",
     "Client authentication failed. Either the client or the client credentials are invalid."},
    {"invalid_grant", "Invalid grant"},
    {"invalid_request", "Invalid request"},
    {"invalid_token", "The token is invalid."},
    {"unsupported_grant_type",
     "The authorization grant type is not supported by the authorization server. Configured grant "
     "types: [en]."},
    {"unsupported_response_type",
     "The response type is not supported by the authorization server. Configured response types: "
     "[en]."},
    {"server_error",
     "The authorization server encountered an unexpected condition that prevented it from "
     "fulfilling the request."},
    {"temporarily_unavailable",
     "The authorization server is currently unable to handle the request due to a temporary "
     "overloading or maintenance of the server."},
});

constexpr auto kManagementErrors = std::to_array<CodeAndSentence>({
    {"E0000001", "Api validation failed: {0}"},
    {"E0000003", "The request body was not well-formed."},
    {"E0000004", "Authentication failed"},
    {"E0000005", "Invalid session"},
    {"E0000006", "You do not have permission to perform the requested action"},
    {"E0000007", "Not found: {0}"},
    {"E0000009", "Internal Server Error"},
    {"E0000010", "Service is in read only mode"},
    {"E0000011", "Invalid token provided"},
    {"E0000015", "You do not have permission to access the feature you are requesting"},
    {"E0000022", "The endpoint does not support the provided HTTP method"},
    {"E0000029", "Invalid paging request."},
    {"E0000031", "Invalid search criteria."},
    {"E0000047", "API call exceeded rate limit due to too many requests."},
    {"E0000056", "Delete application forbidden."},
    {"E0000060", "Unsupported operation."},
    {"E0000239", "Policy priorities are being reconciled. Please try again later."},
});

void expect_explained(std::string_view id, const std::string& text) {
  const Explanation explanation = explain(text);
  EXPECT_EQ(explanation.id, id) << text;
  EXPECT_EQ(explanation.confidence, Confidence::exact) << text;
}

std::string in_upper_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

TEST(OktaMessages, AreKnownByTheirCodesInAnyCase) {
  for (const auto& [code, sentence] : kOAuthErrors) {
    expect_explained(code, std::string(code));
    expect_explained(code, in_upper_case(code));
  }
  for (const auto& [code, sentence] : kManagementErrors) expect_explained(code, std::string(code));
}

TEST(OktaMessages, AreKnownByTheirSentences) {
  for (const auto& [code, sentence] : kOAuthErrors) expect_explained(code, std::string(sentence));
  for (const auto& [code, sentence] : kManagementErrors)
    expect_explained(code, std::string(sentence));
}

TEST(OktaMessages, AreKnownWithoutTheirFullStopAndInAnyCase) {
  for (const auto& [code, sentence] : kOAuthErrors) {
    const std::string_view bare = sentence.substr(0, sentence.find_last_not_of('.') + 1);
    expect_explained(code, in_upper_case(bare));
    expect_explained(code, "  " + std::string(bare) + " \n");
  }
}

TEST(OktaMessages, AreKnownBehindTheNameOfTheError) {
  for (const auto& [code, sentence] : kOAuthErrors)
    expect_explained(code, "some_error: " + std::string(sentence));
}

}  // namespace
}  // namespace remediate
