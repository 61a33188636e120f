#include "mocks/credentials.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/okta_errors.hpp"

namespace mocks {
namespace {

Response invalid_token() {
  auto response = okta_error("E0000011");
  response.headers.emplace_back("www-authenticate", "SSWS");
  return response;
}

// Okta's knowledge base shows the header; no body was ever recorded with it.
Response insufficient_scope(const Request& request, const std::string& scope) {
  const std::string host = std::string(kOrgUrl);
  return {.status = 403,
          .headers = {{"WWW-Authenticate",
                       fmt::format("Bearer authorization_uri=\"{0}/oauth2/v1/authorize\", "
                                   "realm=\"{0}\", scope=\"{1}\", "
                                   "error=\"insufficient_scope\", error_description=\"The access "
                                   "token provided does not contain the "
                                   "required scopes.\", resource=\"{2}\"",
                                   host, scope, request.path)}},
          .body = {},
          .content_type = {}};
}

std::string required_scope(const Request& request, std::string_view resource) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  return fmt::format("okta.{}.{}", resource, reads ? "read" : "manage");
}

}  // namespace

std::optional<Response> refusal_of_credentials(const Request& request, const OrgState& org,
                                               std::string_view resource) {
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

  if (token->scopes) {
    const auto scope = required_scope(request, resource);
    if (std::ranges::find(*token->scopes, scope) == token->scopes->end())
      return insufficient_scope(request, scope);
  }
  const bool forbidden = std::ranges::any_of(token->forbidden, [&](const std::string& prefix) {
    return request.path.starts_with(prefix);
  });
  if (forbidden) return okta_error("E0000006");
  return std::nullopt;
}

}  // namespace mocks
