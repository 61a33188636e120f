#include "client/auth/token_auth.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace okta {
namespace {

std::string_view name_of(TokenScheme scheme) {
  return scheme == TokenScheme::bearer ? "Bearer " : "SSWS ";
}

// Okta's tokens are longer than 40 characters; what is shorter may be a word of the answer.
constexpr std::size_t kShortestToken = 16;

// A proxy may tell in its refusal what it was sent. Refusals end in messages and reports; the token
// must not.
void blot_out(std::string_view token, std::string& text) {
  if (token.size() < kShortestToken) return;
  for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at))
    text.replace(at, token.size(), "[token]");
}

}  // namespace

TokenAuth::TokenAuth(std::unique_ptr<Transport> next, Url org, Secret token, TokenScheme scheme)
    : next_(std::move(next)), org_(std::move(org)), token_(std::move(token)), scheme_(scheme) {}

Result<Response> TokenAuth::send(const Request& request, std::stop_token stop) {
  if (!same_origin(request.url, org_) || request.url.has_credentials) {
    Error error{ErrorKind::invalid_input,
                "refused to send the token of " + org_.origin() + " to " + request.url.origin(),
                std::nullopt,
                {}};
    error.not_sent = true;
    return failure(std::move(error));
  }
  Request signed_request = request;
  std::string credential(name_of(scheme_));
  credential += token_.expose();
  signed_request.headers.set("Authorization", std::move(credential));
  if (!signed_request.headers.contains("Accept"))
    signed_request.headers.add("Accept", "application/json");
  Result<Response> response = next_->send(signed_request, std::move(stop));
  if (response && response->status >= 400) blot_out(token_.expose(), response->body);
  return response;
}

}  // namespace okta
