#include "client/auth/token_auth.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "client/auth/own_origin.hpp"

namespace okta {
namespace {

std::string_view name_of(TokenScheme scheme) {
  return scheme == TokenScheme::bearer ? "Bearer " : "SSWS ";
}

}  // namespace

TokenAuth::TokenAuth(std::unique_ptr<Transport> next, Url org, Secret token, TokenScheme scheme)
    : next_(std::move(next)), org_(std::move(org)), token_(std::move(token)), scheme_(scheme) {}

Result<Response> TokenAuth::send(const Request& request, std::stop_token stop) {
  if (auto refusal = refusal_to_sign(request, org_)) return failure(std::move(*refusal));
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
