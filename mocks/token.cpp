// POST /oauth2/v1/token and /oauth2/{id}/v1/token: client credentials, authorization code, refresh
// token, password. The policies of a custom server decide, also again at a refresh.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/access_policy.hpp"
#include "mocks/app_object.hpp"
#include "mocks/oauth_endpoints.hpp"
#include "mocks/oauth_failures.hpp"
#include "mocks/oauth_log.hpp"
#include "mocks/okta_errors.hpp"
#include "mocks/proof_of_key.hpp"

namespace mocks {
namespace {

bool contains(const std::vector<std::string>& strings, std::string_view wanted) {
  return std::ranges::find(strings, wanted) != strings.end();
}

struct TokenRequest {
  const AuthorizationServer* server = nullptr;
  Fields form;
  std::string grant_type;
  std::vector<std::string> scopes;
  std::string client_id;
  std::string secret;
  std::string authentication;  // the method that the request shows
  const Application* app = nullptr;
  std::string bound_to;  // the DPoP key of the request
};

using Refusal = std::optional<OAuthFailure>;

Refusal read_assertion(TokenRequest& request, const std::string& assertion) {
  const auto parts = split(assertion, ".");
  const auto payload = parts.size() == 3 ? base64_decoded(parts[1]) : std::nullopt;
  const auto claims = payload ? parse_json(*payload) : std::nullopt;
  if (!claims || !(*claims)->is_object()) return oauth_failure("client_assertion_invalid_jwt");
  request.client_id = text_at(**claims, "sub");
  request.authentication = "private_key_jwt";
  if (request.client_id.empty() || request.client_id != text_at(**claims, "iss"))
    return oauth_failure("client_assertion_invalid_subject");
  return std::nullopt;
}

Refusal read_client(const Call& call, TokenRequest& request) {
  request.client_id = field_or_empty(request.form, "client_id");
  request.authentication = "none";
  const auto header = field_or_empty(call.request->headers, "authorization");
  if (lower_case(header).starts_with("basic ")) {
    const auto pair = base64_decoded(std::string_view(header).substr(6)).value_or(std::string{});
    const auto colon = pair.find(':');
    if (colon == std::string::npos) return oauth_failure("missing_client_credentials");
    request.client_id = percent_decoded(pair.substr(0, colon), true);
    request.secret = percent_decoded(pair.substr(colon + 1), true);
    request.authentication = "client_secret_basic";
  } else if (const auto assertion = field(request.form, "client_assertion")) {
    return read_assertion(request, *assertion);
  } else if (const auto secret = field(request.form, "client_secret")) {
    request.secret = *secret;
    request.authentication = "client_secret_post";
  }
  if (request.client_id.empty()) return oauth_failure("missing_client_credentials");
  return std::nullopt;
}

Refusal check_client(const Call& call, TokenRequest& request) {
  if (auto refusal = read_client(call, request)) return refusal;
  request.app = find_client(*call.org, request.client_id);
  if (request.app == nullptr || text_at(*request.app->body, "status") != "ACTIVE")
    return oauth_failure("invalid_client_id");
  const auto method =
      text_at(*request.app->body, "credentials/oauthClient/token_endpoint_auth_method");
  const bool secret_sent = request.authentication.starts_with("client_secret");
  if (method.starts_with("client_secret") != secret_sent ||
      (method == "private_key_jwt") != (request.authentication == "private_key_jwt")) {
    return oauth_failure("invalid_token_endpoint_auth_method");
  }
  // A seed made of what GET tells has no secrets: then any will do.
  if (secret_sent && (request.secret.empty() ||
                      (!request.app->secret.empty() && request.app->secret != request.secret))) {
    return oauth_failure("invalid_client_secret");
  }
  if (request.authentication != "private_key_jwt") return std::nullopt;
  return refusal_of_assertion(field_or_empty(request.form, "client_assertion"), *request.app,
                              *call.request, *call.org, call.now);
}

// With a proof the token is bound to its key, also for an app that does not have to.
Refusal check_proof(const Call& call, TokenRequest& request) {
  const bool bound = flag_at(*request.app->body, "settings/oauthClient/dpop_bound_access_tokens");
  if (!bound && !has_dpop_proof(*call.request)) return std::nullopt;
  auto key = key_of_dpop_proof(*call.request, {}, true, *call.org, call.now);
  if (!key) return key.error();
  request.bound_to = std::move(*key);
  return std::nullopt;
}

Refusal check_grant_type(const TokenRequest& request) {
  if (request.grant_type.empty()) return oauth_failure("token_request_missing_grant_type");
  const auto configured = strings_at(*request.app->body, "settings/oauthClient/grant_types");
  const auto list = fmt::format("{}", fmt::join(configured, ", "));
  constexpr auto kKnown = std::to_array<std::string_view>(
      {"client_credentials", "authorization_code", "refresh_token", "password"});
  if (std::ranges::find(kKnown, request.grant_type) == kKnown.end())
    return oauth_failure("unsupported_grant_type", list);
  if (request.server != nullptr && is_catalogue_oidc(*request.app->body))
    return oauth_failure("org_authorization_server_only_client");
  if (request.grant_type == "client_credentials" && request.server == nullptr)
    return std::nullopt;  // has refusals of its own
  if (!contains(configured, request.grant_type)) return oauth_failure("unauthorized_client", list);
  return std::nullopt;
}

Refusal check_org_client_credentials(const TokenRequest& request) {
  const auto& app = *request.app->body;
  if (text_at(app, "settings/oauthClient/application_type") != "service") {
    const bool okta_scopes = !request.scopes.empty() &&
                             std::ranges::all_of(request.scopes, [](const std::string& scope) {
                               return scope.starts_with("okta.") || scope.starts_with("ssf.");
                             });
    return oauth_failure(okta_scopes ? "invalid_application_type_client_credentials"
                                     : "unsupported_grant_type_client_creds_org_as");
  }
  if (request.authentication != "private_key_jwt")
    return oauth_failure("unsupported_auth_method_client_creds");
  return refusal_by_org(request.scopes, granted_okta_scopes(*request.app), true);
}

Decision decide(const Call& call, const TokenRequest& request, const Grant& grant) {
  if (request.server == nullptr) return {.granted = true, .policy_id = {}, .rule_id = {}};
  return decide_access(*request.server,
                       {.client_id = grant.client_id,
                        .grant_type = grant.grant_type,
                        .scopes = grant.scopes,
                        .user = grant.user},
                       everyone_ids(*call.org), call.org->policy_fall_through);
}

tl::expected<Grant, OAuthFailure> new_grant(const TokenRequest& request) {
  Grant grant{.client_id = request.client_id,
              .server_id = request.server != nullptr ? id_of(request.server->body) : std::string{},
              .grant_type = request.grant_type,
              .scopes = request.scopes,
              .user = std::nullopt,
              .redirect_uri = {},
              .code_challenge = {},
              .code_challenge_method = {}};
  const bool client_credentials = request.grant_type == "client_credentials";
  if (request.server != nullptr) {
    if (grant.scopes.empty()) grant.scopes = default_scopes(*request.server);
    if (auto refusal = refusal_by_server(*request.server, grant.scopes, client_credentials))
      return tl::unexpected(*refusal);
  } else if (auto refusal =
                 client_credentials
                     ? check_org_client_credentials(request)
                     : refusal_by_org(grant.scopes, granted_okta_scopes(*request.app), false)) {
    return tl::unexpected(*refusal);
  }
  if (client_credentials &&
      request.server ==
          nullptr) {  // only what was granted to the app; the rest is left out silently
    const auto allowed = granted_okta_scopes(*request.app);
    std::erase_if(grant.scopes,
                  [&](const std::string& scope) { return !contains(allowed, scope); });
  }
  if (!client_credentials) {
    grant.user = user_named(field_or_empty(request.form, "username"));
    if (!grant.user || field_or_empty(request.form, "password").empty())
      return tl::unexpected(oauth_failure("invalid_password_credentials"));
  }
  return grant;
}

Refusal check_origin(const TokenRequest& request, const Grant& grant) {
  if (grant.client_id != request.client_id) return oauth_failure("mismatched_client");
  const auto here = request.server != nullptr ? id_of(request.server->body) : std::string{};
  if (grant.server_id != here) return oauth_failure("mismatched_authorization_server");
  return std::nullopt;
}

tl::expected<Grant, OAuthFailure> grant_of_code(Call& call, const TokenRequest& request) {
  const auto found = call.org->codes.find(field_or_empty(request.form, "code"));
  if (found == call.org->codes.end())
    return tl::unexpected(oauth_failure("invalid_authorization_code"));
  const Grant grant = found->second;
  if (auto refusal = check_origin(request, grant)) return tl::unexpected(*refusal);
  if (grant.redirect_uri != field_or_empty(request.form, "redirect_uri"))
    return tl::unexpected(oauth_failure("mismatched_redirect_uri"));
  if (!grant.code_challenge.empty()) {
    const auto verifier = field_or_empty(request.form, "code_verifier");
    if (verifier.empty()) return tl::unexpected(oauth_failure("pkce_missing_verifier"));
    if (s256(verifier) != grant.code_challenge)
      return tl::unexpected(oauth_failure("pkce_verification_failed"));
  }
  call.org->codes.erase(found);  // a code is good once
  return grant;
}

tl::expected<Grant, OAuthFailure> grant_of_refresh_token(Call& call, const TokenRequest& request) {
  const auto found = call.org->refresh_tokens.find(field_or_empty(request.form, "refresh_token"));
  if (found == call.org->refresh_tokens.end())
    return tl::unexpected(oauth_failure("invalid_refresh_token"));
  Grant grant = found->second;
  if (auto refusal = check_origin(request, grant)) return tl::unexpected(*refusal);
  if (!request.scopes.empty()) {
    std::vector<std::string> denied;
    std::ranges::copy_if(request.scopes, std::back_inserter(denied),
                         [&](const std::string& scope) { return !contains(grant.scopes, scope); });
    if (!denied.empty())
      return tl::unexpected(
          oauth_failure("refresh_scopes_denied", fmt::format("{}", fmt::join(denied, ", "))));
    grant.scopes = request.scopes;
  }
  return grant;
}

tl::expected<Grant, OAuthFailure> find_grant(Call& call, const TokenRequest& request) {
  if (request.grant_type == "authorization_code") return grant_of_code(call, request);
  if (request.grant_type == "refresh_token") return grant_of_refresh_token(call, request);
  return new_grant(request);
}

OAuthEvent event_of(const TokenRequest& request) {
  return {.endpoint = "token.grant",
          .suffix = {},
          .reason = {},
          .client_id = request.client_id,
          .server = request.server,
          .user = nullptr,
          .requested_scopes = request.scopes,
          .granted_scopes = {},
          .grant_type = request.grant_type,
          .client_authentication = request.authentication};
}

Response refused(Call& call, const TokenRequest& request, const OAuthFailure& failure) {
  auto event = event_of(request);
  event.reason = failure.code;
  log_oauth(call, event);
  auto answer = oauth_error(failure.status, failure.error, failure.description);
  if (failure.code == "use_dpop_nonce")
    answer.headers.emplace_back("dpop-nonce", call.org->dpop_nonce);
  return answer;
}

Response granted(Call& call, const TokenRequest& request, const Grant& grant,
                 const Decision& decision) {
  Json answer{
      {"token_type", grant.bound_to.empty() ? "Bearer" : "DPoP"},
      {"expires_in", decision.access_token_minutes * 60},
      {"access_token", made_up_token(call, grant, "access_token", decision.access_token_minutes)},
      {"scope", fmt::format("{}", fmt::join(grant.scopes, " "))}};
  auto event = event_of(request);
  event.granted_scopes = grant.scopes;
  event.suffix = "access_token";
  log_oauth(call, event);
  const auto also = [&](std::string_view kind, std::string value) {
    answer[std::string(kind)] = std::move(value);
    event.suffix = kind;
    log_oauth(call, event);
  };
  if (contains(grant.scopes, "openid") && grant.user)
    also("id_token", made_up_token(call, grant, "id_token", 60));
  const bool may_refresh =
      contains(strings_at(*request.app->body, "settings/oauthClient/grant_types"), "refresh_token");
  if (contains(grant.scopes, "offline_access") && may_refresh && grant.user &&
      request.grant_type != "refresh_token") {
    auto refresh_token = call.org->ids.secret(43);
    Grant kept = grant;
    kept.token_id = call.org->ids.next("oar");
    kept.issued = kept.used = call.now;
    call.org->refresh_tokens.emplace(refresh_token, std::move(kept));
    also("refresh_token", std::move(refresh_token));
  } else if (request.grant_type == "refresh_token") {
    const auto refresh_token = field_or_empty(request.form, "refresh_token");
    call.org->refresh_tokens.at(refresh_token).used = call.now;
    answer["refresh_token"] = refresh_token;
  }
  auto response = json_answer(200, answer);
  if (!grant.bound_to.empty()) response.headers.emplace_back("dpop-nonce", call.org->dpop_nonce);
  return response;
}

}  // namespace

Response token(Call& call, const AuthorizationServer* server) {
  TokenRequest request;
  request.server = server;
  request.form = parse_form(call.request->body);
  request.grant_type = field_or_empty(request.form, "grant_type");
  request.scopes = split(field_or_empty(request.form, "scope"), " ");
  if (auto refusal = check_client(call, request)) return refused(call, request, *refusal);
  if (auto refusal = check_proof(call, request)) return refused(call, request, *refusal);
  if (auto refusal = check_grant_type(request)) return refused(call, request, *refusal);
  auto grant = find_grant(call, request);
  if (!grant) return refused(call, request, grant.error());
  grant->bound_to = request.bound_to;
  const auto decision = decide(call, request, *grant);
  if (!decision.granted) return refused(call, request, oauth_failure("no_matching_policy"));
  return granted(call, request, *grant, decision);
}

}  // namespace mocks
