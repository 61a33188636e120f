#include "mocks/oauth_failures.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/wire.hpp"

namespace mocks {
namespace {

struct Entry {
  std::string_view code;
  int status;
  std::string_view error;
  std::string_view description;  // {} where the catalogue has a placeholder
};

constexpr auto kCatalogue = std::to_array<Entry>({
    {"illegal_custom_scope", 400, "invalid_scope",
     "Custom scopes are not allowed for this request."},
    {"no_matching_scope", 400, "invalid_scope",
     "One or more scopes are not configured for the authorization server resource."},
    {"openid_scope_required", 400, "invalid_scope",
     "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope."},
    {"openid_not_allowed_client_creds", 400, "invalid_scope",
     "Cannot request 'openid' scopes using client credentials."},
    {"missing_scopes", 400, "invalid_scope", "No scopes were requested."},
    {"no_default_scopes", 400, "invalid_scope",
     "The authorization server resource does not have any configured default scopes, 'scope' must "
     "be provided."},
    {"no_org_scopes_granted", 400, "consent_required",
     "You are not allowed any of the requested scopes."},
    {"consent_required_client_credentials", 400, "consent_required",
     "The following scopes require user consent and cannot be granted for the client credentials "
     "grant type: [{}]."},
    {"no_matching_policy", 401, "access_denied",
     "Policy evaluation failed for this request, please check the policy configurations."},
    {"refresh_scopes_denied", 400, "access_denied",
     "Some of the scopes requested for the refresh request were not granted in the original "
     "authorize request. Denied scopes: {}."},
    {"feature_not_enabled", 403, "server_error",
     "The requested feature is not enabled in this environment."},
    {"invalid_client_id", 401, "invalid_client", "Invalid value for 'client_id' parameter."},
    {"invalid_client_secret", 401, "invalid_client",
     "The client secret supplied for a confidential client is invalid."},
    {"missing_client_credentials", 401, "invalid_client", "No client credentials found."},
    {"invalid_token_endpoint_auth_method", 401, "invalid_client",
     "Client authentication failed. Either the client or the client credentials are invalid."},
    {"client_assertion_invalid_jwt", 401, "invalid_client",
     "The parsing of the client_assertion failed."},
    {"client_assertion_invalid_subject", 401, "invalid_client",
     "The subject claim for client_assertion is not a valid client_id."},
    {"client_assertion_already_used", 401, "invalid_client",
     "The client_assertion token has already been used."},
    {"client_assertion_invalid_audience", 401, "invalid_client",
     "The audience claim for client_assertion must be the endpoint invoked for the request."},
    {"client_assertion_expiration_required", 401, "invalid_client",
     "The client_assertion must contain the 'exp' claim as seconds since epoch."},
    {"client_assertion_expired_token", 401, "invalid_client",
     "The client_assertion token is expired."},
    {"client_assertion_expires_too_far_in_future", 401, "invalid_client",
     "The client_assertion token has an expiration too far into the future."},
    {"client_assertion_issued_at_in_future", 401, "invalid_client",
     "The client_assertion token must be issued before the current time."},
    {"client_assertion_invalid_signature", 401, "invalid_client",
     "The client_assertion signature is invalid."},
    {"client_assertion_invalid_signature_algorithm", 401, "invalid_client",
     "The client_assertion JWT signature algorithm is invalid."},
    {"client_assertion_invalid_kid", 401, "invalid_client",
     "The client_assertion JWT kid is invalid."},
    {"invalid_dpop_proof", 400, "invalid_dpop_proof", "The DPoP proof JWT is invalid."},
    {"invalid_dpop_proof_missing_header", 400, "invalid_dpop_proof",
     "The DPoP proof JWT header is missing."},
    {"invalid_dpop_proof_multiple_headers_not_allowed", 400, "invalid_dpop_proof",
     "Multiple DPoP proof JWT headers are not allowed."},
    {"invalid_dpop_proof_invalid_type", 400, "invalid_dpop_proof",
     "'typ' must be 'dpop+jwt' in the DPoP proof JWT."},
    {"invalid_dpop_proof_invalid_signature_algorithm", 400, "invalid_dpop_proof",
     "The DPoP proof JWT signature algorithm is invalid."},
    {"invalid_dpop_proof_invalid_jwt", 400, "invalid_dpop_proof",
     "The DPoP proof JWT cannot be parsed."},
    {"invalid_dpop_proof_invalid_signature", 400, "invalid_dpop_proof",
     "The DPoP proof JWT signature is invalid."},
    {"invalid_dpop_proof_invalid_htm", 400, "invalid_dpop_proof",
     "'htm' claim in the DPoP proof JWT is invalid."},
    {"invalid_dpop_proof_invalid_htu", 400, "invalid_dpop_proof",
     "'htu' claim in the DPoP proof JWT is invalid."},
    {"invalid_dpop_proof_invalid_iat", 400, "invalid_dpop_proof",
     "'iat' claim in the DPoP proof JWT is invalid."},
    {"invalid_dpop_proof_jwt_issued_in_future", 400, "invalid_dpop_proof",
     "The DPoP proof JWT is issued in the future."},
    {"invalid_dpop_proof_jwt_too_old", 400, "invalid_dpop_proof",
     "The DPoP proof JWT is issued more than five minutes in the past."},
    {"invalid_dpop_proof_invalid_jti", 400, "invalid_dpop_proof",
     "'jti' claim in the DPoP proof JWT is invalid."},
    {"dpop_proof_already_used", 400, "invalid_dpop_proof",
     "The DPoP proof JWT has already been used."},
    {"dpop_proof_invalid_ath", 400, "invalid_dpop_proof",
     "'ath' claim in the DPoP proof does not match the presented access_token."},
    {"invalid_access_token_dpop_binding", 400, "invalid_dpop_proof",
     "The access_token is not bound to the provided DPoP proof."},
    {"dpop_authentication_scheme_required", 400, "invalid_request",
     "The resource request must use the DPoP authentication scheme when using a DPoP bound "
     "token."},
    {"access_token_not_dpop_bound", 401, "invalid_token",
     "The presented access_token is not DPoP bound."},
    {"use_dpop_nonce", 400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof."},
    {"unsupported_auth_method_client_creds", 401, "invalid_client",
     "Client Credentials requests to the Org Authorization Server must use the private_key_jwt "
     "token_endpoint_auth_method."},
    {"invalid_application_type_client_credentials", 401, "invalid_client",
     "Only clients with 'application_type' of 'service' may use the client_credentials "
     "'grant_type' with the Org Authorization Server."},
    {"invalid_grant", 400, "invalid_grant", "Invalid grant"},
    {"invalid_authorization_code", 400, "invalid_grant",
     "The authorization code is invalid or has expired."},
    {"invalid_refresh_token", 400, "invalid_grant", "The refresh token is invalid or expired."},
    {"invalid_password_credentials", 400, "invalid_grant",
     "The credentials provided were invalid."},
    {"mismatched_client", 400, "invalid_grant",
     "The grant was issued to another client. Please make sure the 'client_id' matches the one "
     "used at the authorize request."},
    {"mismatched_redirect_uri", 400, "invalid_grant",
     "The 'redirect_uri' does not match the redirection URI used in the authorization request."},
    {"pkce_verification_failed", 400, "invalid_grant", "PKCE verification failed."},
    {"mismatched_authorization_server", 400, "invalid_request",
     "The grant was issued for another authorization server."},
    {"invalid_authorization_server", 400, "invalid_request",
     "The authorization server id is invalid."},
    {"illegal_redirect_uri", 400, "invalid_request",
     "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings."},
    {"invalid_client_application_type", 400, "invalid_request",
     "Clients with 'application_type' of 'service' are not allowed to access the '{}' endpoint."},
    {"invalid_state", 400, "invalid_request",
     "The authentication request has an invalid 'state' parameter."},
    {"invalid_nonce", 400, "invalid_request",
     "The 'nonce' parameter is required for authorize requests with either the 'id_token' or "
     "'token' response types.."},
    {"pkce_missing_challenge", 400, "invalid_request",
     "PKCE code challenge is required by the application."},
    {"pkce_missing_verifier", 400, "invalid_request",
     "PKCE code verifier is required by the application."},
    {"pkce_unsupported_code_challenge_method", 400, "invalid_request",
     "PKCE code challenge method is not supported. Valid values: [S256]"},
    {"token_request_missing_grant_type", 400, "invalid_request",
     "The token request must specify a 'grant_type'. Valid values: [authorization_code, "
     "refresh_token, password, client_credentials]"},
    {"login_required", 400, "login_required",
     "The client specified not to prompt, but the user is not logged in."},
    {"org_authorization_server_only_client", 400, "unauthorized_client",
     "This client cannot use a custom authorization server."},
    {"unauthorized_client", 400, "unauthorized_client",
     "The client is not authorized to use the provided grant type. Configured grant types: [{}]."},
    {"unsupported_grant_type", 400, "unsupported_grant_type",
     "The authorization grant type is not supported by the authorization server. Configured grant "
     "types: [{}]."},
    {"unsupported_grant_type_client_creds_org_as", 400, "unsupported_grant_type",
     "'client_credentials' grant type can only be used with a custom authorization server."},
    {"unsupported_response_type", 400, "unsupported_response_type",
     "The response type is not supported by the authorization server. Configured response types: "
     "[{}]."},
    {"unsupported_response_mode", 400, "unsupported_response_mode",
     "The response mode is not supported by the authorization server. Valid response modes: "
     "[query, fragment, form_post, "
     "okta_post_message]."},
    {"unsupported_response_mode_query_with_tokens", 400, "unsupported_response_mode",
     "'query' response mode cannot be used with either the 'id_token' or 'token' response types."},
});

bool contains(const std::vector<std::string>& strings, std::string_view wanted) {
  return std::ranges::find(strings, wanted) != strings.end();
}

// Scopes that are nothing without openid.
bool is_openid_claim_scope(std::string_view scope) {
  return scope == "profile" || scope == "email" || scope == "address" || scope == "phone";
}

bool is_okta_api_scope(std::string_view scope) {
  return scope.starts_with("okta.") || scope.starts_with("ssf.");
}

bool org_knows(std::string_view scope) {
  return is_openid_claim_scope(scope) || is_okta_api_scope(scope) || scope == "openid" ||
         scope == "offline_access" || scope == "groups" || scope == "device_sso" ||
         scope == "interclient_access";
}

std::optional<OAuthFailure> openid_refusal(const std::vector<std::string>& scopes,
                                           bool client_credentials) {
  const bool openid = contains(scopes, "openid");
  const bool claims = std::ranges::any_of(scopes, is_openid_claim_scope);
  if (client_credentials && (openid || claims))
    return oauth_failure("openid_not_allowed_client_creds");
  if (claims && !openid) return oauth_failure("openid_scope_required");
  return std::nullopt;
}

}  // namespace

OAuthFailure oauth_failure(std::string_view code, std::string_view detail) {
  const auto* found = std::ranges::find(kCatalogue, code, &Entry::code);
  if (found == kCatalogue.end())
    return {
        .status = 400, .error = std::string(code), .code = std::string(code), .description = {}};
  return {.status = found->status,
          .error = std::string(found->error),
          .code = std::string(found->code),
          .description = replace_all(std::string(found->description), "{}", detail)};
}

std::optional<OAuthFailure> refusal_by_org(const std::vector<std::string>& scopes,
                                           const std::vector<std::string>& granted,
                                           bool client_credentials) {
  if (scopes.empty()) return oauth_failure("missing_scopes");
  if (!std::ranges::all_of(scopes, org_knows)) return oauth_failure("illegal_custom_scope");
  if (auto refusal = openid_refusal(scopes, client_credentials)) return refusal;
  const bool any_allowed = std::ranges::any_of(scopes, [&](const std::string& scope) {
    return !is_okta_api_scope(scope) || contains(granted, scope);
  });
  if (!any_allowed) return oauth_failure("no_org_scopes_granted");
  return std::nullopt;
}

std::optional<OAuthFailure> refusal_by_server(const AuthorizationServer& server,
                                              const std::vector<std::string>& scopes,
                                              bool client_credentials) {
  if (scopes.empty()) return oauth_failure("no_default_scopes");
  std::vector<std::string> need_consent;
  for (const auto& scope : scopes) {
    const auto found = std::ranges::find_if(
        server.scopes, [&](const JsonBox& known) { return text_at(*known, "name") == scope; });
    if (found == server.scopes.end()) return oauth_failure("no_matching_scope");
    if (text_at(**found, "consent") == "REQUIRED") need_consent.push_back(scope);
  }
  if (auto refusal = openid_refusal(scopes, client_credentials)) return refusal;
  if (client_credentials && !need_consent.empty()) {
    return oauth_failure("consent_required_client_credentials",
                         fmt::format("{}", fmt::join(need_consent, ", ")));
  }
  return std::nullopt;
}

std::vector<std::string> default_scopes(const AuthorizationServer& server) {
  std::vector<std::string> names;
  for (const auto& scope : server.scopes) {
    if (flag_at(*scope, "default")) names.push_back(text_at(*scope, "name"));
  }
  return names;
}

}  // namespace mocks
