#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/jwt.hpp"
#include "mocks/oauth_endpoints.hpp"
#include "mocks/oauth_failures.hpp"
#include "mocks/oauth_log.hpp"
#include "mocks/okta_errors.hpp"

namespace mocks {
namespace {

// Okta tells the API Access Management feature off in the front channel by an error page.
Response feature_page() {
  const auto failure = oauth_failure("feature_not_enabled");
  return error_page(failure.status, failure.error, failure.description);
}

AuthorizationServer* active_server(const Call& call) {
  auto* server = find_server(*call.org, call.args[0]);
  return server != nullptr && text_at(*server->body, "status") != "INACTIVE" ? server : nullptr;
}

Response authorize_at_server(Call& call) {
  if (!call.api_am) return feature_page();
  const auto* server = active_server(call);
  if (server != nullptr) return authorize(call, server);
  const auto failure = oauth_failure("invalid_authorization_server");
  return error_page(failure.status, failure.error, failure.description);
}

Response token_at_server(Call& call) {
  const auto* server = call.api_am ? active_server(call) : nullptr;
  if (server != nullptr) return token(call, server);
  const auto failure =
      oauth_failure(call.api_am ? "invalid_authorization_server" : "feature_not_enabled");
  return oauth_error(failure.status, failure.error, failure.description);
}

Json published_scopes(const AuthorizationServer* server) {
  if (server == nullptr)
    return Json{"openid", "email", "profile", "address", "phone", "offline_access", "groups"};
  Json scopes = Json::array();
  for (const auto& scope : server->scopes) {
    if (text_at(*scope, "metadataPublish") == "ALL_CLIENTS")
      scopes.push_back(text_at(*scope, "name"));
  }
  return scopes;
}

Json metadata(const Call& call, const AuthorizationServer* server) {
  const auto issuer = issuer_of(call, server);
  const auto endpoints = server != nullptr ? issuer : fmt::format("{}/oauth2", issuer);
  const auto at = [&](std::string_view endpoint) {
    return fmt::format("{}/v1/{}", endpoints, endpoint);
  };
  Json grant_types{"authorization_code", "implicit", "refresh_token", "password",
                   "urn:ietf:params:oauth:grant-type:device_code"};
  if (server != nullptr) grant_types.push_back("client_credentials");
  return Json{{"issuer", issuer},
              {"authorization_endpoint", at("authorize")},
              {"token_endpoint", at("token")},
              {"userinfo_endpoint", at("userinfo")},
              {"registration_endpoint", fmt::format("{}/oauth2/v1/clients", kOrgUrl)},
              {"jwks_uri", at("keys")},
              {"response_types_supported",
               {"code", "id_token", "code id_token", "code token", "id_token token",
                "code id_token token"}},
              {"response_modes_supported", {"query", "fragment", "form_post", "okta_post_message"}},
              {"grant_types_supported", grant_types},
              {"subject_types_supported", Json::array({"public"})},
              {"id_token_signing_alg_values_supported", Json::array({"RS256"})},
              {"scopes_supported", published_scopes(server)},
              {"token_endpoint_auth_methods_supported",
               {"client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt",
                "none"}},
              {"code_challenge_methods_supported", Json::array({"S256"})},
              {"introspection_endpoint", at("introspect")},
              {"revocation_endpoint", at("revoke")},
              {"end_session_endpoint", at("logout")},
              {"device_authorization_endpoint", at("device/authorize")}};
}

Response org_metadata(Call& call) { return json_answer(200, metadata(call, nullptr)); }

Response server_metadata(Call& call) {
  const auto* server = call.api_am ? active_server(call) : nullptr;
  return server != nullptr ? json_answer(200, metadata(call, server))
                           : not_found(call.args[0], "AuthorizationServer");
}

// Nobody checks the made-up signatures with it; but a server without a key does not exist.
Response keys_named(const std::string& kid) {
  constexpr std::size_t kModulusBytes = 256;
  return json_answer(
      200, Json{{"keys", Json::array({{{"kty", "RSA"},
                                       {"alg", "RS256"},
                                       {"kid", kid},
                                       {"use", "sig"},
                                       {"e", "AQAB"},
                                       {"n", base64url(std::string(kModulusBytes, '\x5a'))}}})}});
}

Response org_keys(Call&) { return keys_named("made-up-org-key"); }

Response server_keys(Call& call) {
  const auto* server = call.api_am ? active_server(call) : nullptr;
  if (server == nullptr) return not_found(call.args[0], "AuthorizationServer");
  const auto kid = text_at(*server->body, "credentials/signing/kid");
  return keys_named(kid.empty() ? "made-up-key" : kid);
}

}  // namespace

std::optional<User> user_named(std::string_view text) {
  const auto parts = split(text, ";");
  if (parts.empty()) return std::nullopt;
  User user{.id = parts[0], .groups = {}};
  for (const auto& part : parts) {
    if (part.starts_with("groups=")) user.groups = split(std::string_view(part).substr(7), ",");
  }
  return user;
}

std::vector<std::string> everyone_ids(const OrgState& org) {
  std::vector<std::string> ids;
  for (const auto& group : org.groups) {
    if (text_at(*group, "type") == "BUILT_IN" && text_at(*group, "profile/name") == "Everyone")
      ids.push_back(id_of(group));
  }
  return ids;
}

std::vector<std::string> granted_okta_scopes(const Application& app) {
  std::vector<std::string> scopes;
  for (const auto& grant : app.grants) {
    if (text_at(*grant, "status") != "REVOKED") scopes.push_back(text_at(*grant, "scopeId"));
  }
  return scopes;
}

std::string issuer_of(const Call&, const AuthorizationServer* server) {
  return server != nullptr ? text_at(*server->body, "issuer") : std::string(kOrgUrl);
}

std::string made_up_token(Call& call, const Grant& grant, std::string_view kind, int minutes) {
  const AuthorizationServer* server =
      grant.server_id.empty() ? nullptr : find_server(*call.org, grant.server_id);
  const bool access = kind == "access_token";
  const auto issuer = replace_all(issuer_of(call, server), kOrgUrl, call.request->origin);
  const auto audiences =
      server != nullptr ? strings_at(*server->body, "audiences") : std::vector<std::string>{issuer};
  const auto issued = epoch_seconds(call.now);
  Json claims{{"ver", 1},
              {"jti", call.org->ids.secret(43)},
              {"iss", issuer},
              {"aud", access && !audiences.empty() ? audiences.front() : grant.client_id},
              {"iat", issued},
              {"exp", issued + minutes * 60},
              {"sub", grant.user ? grant.user->id : grant.client_id}};
  if (access) {
    claims["cid"] = grant.client_id;
    if (grant.user) claims["uid"] = grant.user->id;
    claims["scp"] = grant.scopes;
  }
  const Json header{{"kid", "made-up"}, {"alg", "RS256"}};
  auto jwt = fmt::format("{}.{}.{}", base64url(json_text(header)), base64url(json_text(claims)),
                         base64url("made-up signature"));
  if (access && server == nullptr) {
    call.org->minted_tokens.insert_or_assign(
        jwt, Token{.value = jwt,
                   .forbidden = {},
                   .scopes = grant.scopes,
                   .bound_to = grant.bound_to,
                   .expires = call.now + std::chrono::minutes(minutes)});
  }
  return jwt;
}

std::string s256(std::string_view verifier) { return sha256_base64url(verifier); }

std::vector<Route> oauth_routes() {
  return {{"GET", "/oauth2/v1/authorize", "", [](Call& call) { return authorize(call, nullptr); }},
          {"GET", "/oauth2/{}/v1/authorize", "", authorize_at_server},
          {"POST", "/oauth2/v1/token", "", [](Call& call) { return token(call, nullptr); }},
          {"POST", "/oauth2/{}/v1/token", "", token_at_server},
          {"GET", "/oauth2/v1/keys", "", org_keys},
          {"GET", "/oauth2/{}/v1/keys", "", server_keys},
          {"GET", "/.well-known/openid-configuration", "", org_metadata},
          {"GET", "/.well-known/oauth-authorization-server", "", org_metadata},
          {"GET", "/oauth2/{}/.well-known/openid-configuration", "", server_metadata},
          {"GET", "/oauth2/{}/.well-known/oauth-authorization-server", "", server_metadata},
          {"GET", "/.well-known/oauth-authorization-server/oauth2/{}", "", server_metadata}};
}

}  // namespace mocks
