#include "remediate/verify/authorize_probe.hpp"

#include <algorithm>
#include <optional>
#include <random>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "client/base/digest.hpp"

namespace remediate {
namespace {

constexpr std::string_view kHybrid = "hybrid";

bool contains(const std::vector<std::string>& texts, std::string_view wanted) {
  return std::ranges::find(texts, wanted) != texts.end();
}

// Patterns and fragments cannot be the address of an answer.
std::optional<std::string> usable_redirect_uri(const okta::Application& application) {
  const auto found = std::ranges::find_if(application.redirect_uris, [](const std::string& each) {
    return !each.empty() && each.find_first_of("*#") == std::string::npos;
  });
  if (found == application.redirect_uris.end()) return std::nullopt;
  return *found;
}

// Why this client has no authorize endpoint at all; empty when it has.
std::string why_never(const okta::Application& application) {
  if (application.status != "ACTIVE")
    return "the app is not active: Okta answers none of its requests";
  if (application.application_type == okta::application_type::kService)
    return "a service app has no authorize endpoint; only the client itself can ask for a token, "
           "with its own credentials";
  return {};
}

std::string why_not_with(const okta::Application& application, std::string_view grant_type) {
  if (grant_type == okta::grant_type::kClientCredentials)
    return "client credentials are asked for at the token endpoint, with the client's own "
           "credentials";
  if (grant_type == okta::grant_type::kDeviceCode)
    return "the device flow has an endpoint of its own and needs a person at a second screen";
  if (grant_type == okta::grant_type::kCiba)
    return "a backchannel (CIBA) request notifies a person and needs the client's own credentials";
  if (grant_type == okta::grant_type::kTokenExchange)
    return "a token exchange needs a token of the client";
  if (grant_type == okta::grant_type::kRefreshToken)
    return "a refresh token comes with another grant, which is what is probed";
  if (grant_type == okta::grant_type::kPassword)
    return "the password grant needs the name and password of a person";
  const bool code = grant_type == okta::grant_type::kAuthorizationCode;
  const bool implicit = grant_type == okta::grant_type::kImplicit;
  if (!code && !implicit && grant_type != kHybrid)
    return "this grant type does not use the authorize endpoint";
  const auto may = [&](std::string_view grant) {
    return application.grant_types.empty() || contains(application.grant_types, grant);
  };
  if ((!implicit && !may(okta::grant_type::kAuthorizationCode) && !may("interaction_code")) ||
      (!code && !may(okta::grant_type::kImplicit)))
    return "the app does not have this grant type";
  if (!usable_redirect_uri(application))
    return "the app has no redirect URI that a request could name (none, or patterns only)";
  return {};
}

// An ID token is there for requests with `openid` only.
std::string token_types(const okta::Application& application,
                        const std::vector<std::string>& scopes) {
  const bool openid = contains(scopes, "openid");
  const auto registered = [&](std::string_view type) {
    return application.response_types.empty() || contains(application.response_types, type);
  };
  const bool id_token = openid && registered("id_token");
  if (registered("token")) return id_token ? "id_token token" : "token";
  return openid ? "id_token" : "token";
}

std::string response_type_of(const okta::Application& application, const ClientRequest& request) {
  if (request.grant_type == okta::grant_type::kAuthorizationCode) return "code";
  const std::string tokens = token_types(application, request.scopes);
  return request.grant_type == kHybrid ? "code " + tokens : tokens;
}

bool is_public(const okta::Application& application) {
  return application.token_endpoint_auth_method == "none" ||
         application.application_type == okta::application_type::kBrowser ||
         application.application_type == okta::application_type::kNative;
}

AuthorizeProbe probe_for(const okta::Application& application, const ClientRequest& request) {
  AuthorizeProbe probe;
  probe.grant_type = request.grant_type;
  probe.response_type = response_type_of(application, request);
  probe.scopes = request.scopes;
  probe.redirect_uri = usable_redirect_uri(application).value_or("");
  const bool code = probe.response_type.starts_with("code");
  probe.pkce = code && (application.pkce_required.value_or(false) || is_public(application));
  return probe;
}

bool is_same_request(const AuthorizeProbe& a, const AuthorizeProbe& b) {
  return a.response_type == b.response_type && std::ranges::is_permutation(a.scopes, b.scopes);
}

// 256 bits, in the characters that Okta allows for `state`.
std::string random_text() {
  std::random_device source;
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += fmt::format("{:08x}", source());
  return okta::sha256_base64url(bytes);
}

}  // namespace

ProbesOfClient probes_of(const ClientToVerify& client) {
  ProbesOfClient result;
  const std::string never = why_never(client.application);
  for (const ClientRequest& request : client.requests) {
    std::string why = never.empty() ? why_not_with(client.application, request.grant_type) : never;
    if (why.empty() && request.scopes.empty())
      why = "it names no scope: the server would choose its default scopes";
    if (!why.empty()) {
      result.skipped.push_back({request.grant_type, request.scopes, std::move(why)});
      continue;
    }
    AuthorizeProbe probe = probe_for(client.application, request);
    const bool is_known = std::ranges::any_of(
        result.probes, [&](const AuthorizeProbe& each) { return is_same_request(each, probe); });
    if (!is_known) result.probes.push_back(std::move(probe));
  }
  return result;
}

AuthorizeAttempt attempt(const AuthorizeProbe& probe, const std::string& client_id) {
  AuthorizeAttempt made{{}, probe.redirect_uri, random_text()};
  made.parameters = {{"client_id", client_id},
                     {"response_type", probe.response_type},
                     {"redirect_uri", probe.redirect_uri},
                     {"scope", fmt::format("{}", fmt::join(probe.scopes, " "))},
                     {"state", made.state},
                     {"nonce", random_text()},
                     {"prompt", "none"}};
  if (probe.pkce) {
    // Nobody will redeem a code, so nobody keeps the verifier.
    made.parameters.emplace_back("code_challenge", okta::sha256_base64url(random_text()));
    made.parameters.emplace_back("code_challenge_method", "S256");
  }
  return made;
}

}  // namespace remediate
