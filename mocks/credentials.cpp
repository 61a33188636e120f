#include "mocks/credentials.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/okta_errors.hpp"
#include "mocks/proof_of_key.hpp"

namespace mocks {
namespace {

Response invalid_token() {
  auto response = okta_error("E0000011");
  response.headers.emplace_back("www-authenticate", "SSWS");
  return response;
}

// As Okta's knowledge base shows it for a bearer token, and an issue of its Terraform provider for
// a bound one.
std::string challenge(const Request& request, bool bound, std::string_view scope,
                      std::string_view error, std::string_view description) {
  constexpr std::string_view kAlgorithms = "algs=\"RS256 RS384 RS512 ES256 ES384 ES512\", ";
  return fmt::format(
      "{0} {1}authorization_uri=\"{2}/oauth2/v1/authorize\", realm=\"{2}\", "
      "scope=\"{3}\", error=\"{4}\", error_description=\"{5}\", resource=\"{6}\"",
      bound ? "DPoP" : "Bearer", bound ? kAlgorithms : "", kOrgUrl, scope, error, description,
      request.path);
}

// No body was ever recorded with it.
Response insufficient_scope(const Request& request, bool bound, const std::string& scope) {
  return {.status = 403,
          .headers = {{"WWW-Authenticate",
                       challenge(request, bound, scope, "insufficient_scope",
                                 "The access token provided does not contain the required "
                                 "scopes.")}},
          .body = {},
          .content_type = {}};
}

Response ended_token(const Request& request, const Token& token) {
  auto response = okta_error("E0000011");
  response.headers.emplace_back("WWW-Authenticate",
                                challenge(request, !token.bound_to.empty(), "", "invalid_token",
                                          "The access token is invalid."));
  return response;
}

// RFC 9449, 9: a nonce is asked for by 401; the rest in the words of Okta's catalogue.
Response bad_proof(const Request& request, const OrgState& org, const OAuthFailure& failure) {
  const bool nonce = failure.code == "use_dpop_nonce";
  auto response = oauth_error(nonce ? 401 : failure.status, failure.error, failure.description);
  response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"not this one\"");
  response.headers.emplace_back("WWW-Authenticate",
                                challenge(request, true, "", failure.error, failure.description));
  if (nonce) response.headers.emplace_back("dpop-nonce", org.dpop_nonce);
  return response;
}

std::optional<OAuthFailure> fault_in_binding(const Request& request, const Token& token,
                                             const std::string& scheme, OrgState& org,
                                             TimePoint now) {
  const bool bound = !token.bound_to.empty();
  if (bound != (scheme == "dpop"))
    return oauth_failure(bound ? "dpop_authentication_scheme_required"
                               : "access_token_not_dpop_bound");
  if (!bound) return std::nullopt;
  const auto key = key_of_dpop_proof(request, token.value, org.dpop_nonce_at_api, org, now);
  if (!key) return key.error();
  if (*key != token.bound_to) return oauth_failure("invalid_access_token_dpop_binding");
  return std::nullopt;
}

std::string required_scope(const Request& request, std::string_view resource) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  return fmt::format("okta.{}.{}", resource, reads ? "read" : "manage");
}

}  // namespace

std::optional<Response> refusal_of_credentials(const Request& request, OrgState& org,
                                               std::string_view resource, TimePoint now) {
  const auto words = split(field_or_empty(request.headers, "authorization"), " ");
  if (words.size() != 2) return invalid_token();
  const auto scheme = lower_case(words[0]);
  if (scheme != "ssws" && scheme != "bearer" && scheme != "dpop") return invalid_token();

  const Token* token = nullptr;
  if (const auto minted = org.minted_tokens.find(words[1]); minted != org.minted_tokens.end()) {
    token = &minted->second;
  } else if (!org.tokens.empty()) {
    const auto found = std::ranges::find(org.tokens, words[1], &Token::value);
    if (found == org.tokens.end()) return invalid_token();
    token = &*found;
  }
  if (token == nullptr) return std::nullopt;

  if (token->expires && *token->expires <= now) return ended_token(request, *token);
  if (token->scopes) {
    if (const auto fault = fault_in_binding(request, *token, scheme, org, now))
      return bad_proof(request, org, *fault);
    const auto scope = required_scope(request, resource);
    if (std::ranges::find(*token->scopes, scope) == token->scopes->end())
      return insufficient_scope(request, !token->bound_to.empty(), scope);
  }
  const bool forbidden = std::ranges::any_of(token->forbidden, [&](const std::string& prefix) {
    return request.path.starts_with(prefix);
  });
  if (forbidden) return okta_error("E0000006");
  return std::nullopt;
}

}  // namespace mocks
