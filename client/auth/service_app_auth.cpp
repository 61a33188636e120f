#include "client/auth/service_app_auth.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "client/auth/own_origin.hpp"
#include "client/base/json_document.hpp"
#include "client/http/challenge.hpp"

namespace okta {
namespace {

constexpr int kMostNonces = 2;  // a server that wants a new one each time would never end

// Okta's catalogue tells these apart by the JSON body or, as RFC 6750 and RFC 9449 have it, by the
// challenge.
bool says(const Response& response, std::string_view oauth_error, std::string_view okta_code) {
  for (const Challenge& each : read_challenges(response.headers)) {
    if (each.parameter("error") == oauth_error) return true;
  }
  const Result<JsonDocument> document = JsonDocument::parse(response.body);
  if (!document) return false;
  const JsonView body = document->root();
  return body["error"].string() == oauth_error ||
         (!okta_code.empty() && body["errorCode"].string() == okta_code);
}

bool wants_nonce(const Response& response) {
  return (response.status == 400 || response.status == 401) && says(response, "use_dpop_nonce", {});
}

bool rejects_token(const Response& response) {
  return response.status == 401 && says(response, "invalid_token", "E0000011");
}

// What it would overwrite was read before the wait. Nothing: that was said often enough.
std::optional<Error> look_again(const Request& request, std::string why) {
  constexpr int kMostRepetitions = 8;
  if (request.repeat_after_wait || request.earlier.refusals >= kMostRepetitions)
    return std::nullopt;
  Error error{ErrorKind::busy, std::move(why), std::nullopt, {}};
  error.not_sent = true;
  error.again = request.earlier;
  ++error.again->refusals;
  error.again->wait = std::chrono::milliseconds{0};
  return error;
}

}  // namespace

struct ServiceAppAuth::Attempt {
  Response response;
  bool has_new_nonce = false;
};

ServiceAppAuth::ServiceAppAuth(std::unique_ptr<Transport> next, Url org,
                               std::shared_ptr<TokenSource> source)
    : next_(std::move(next)), org_(std::move(org)), source_(std::move(source)) {}

Result<ServiceAppAuth::Attempt> ServiceAppAuth::attempt(const Request& request,
                                                        const TokenSource::Held& held,
                                                        const std::stop_token& stop) {
  const AccessToken& token = *held.token;
  Request signed_request = request;
  std::string credential = token.is_bound ? "DPoP " : "Bearer ";
  credential += token.text.expose();
  signed_request.headers.set("Authorization", std::move(credential));
  if (!signed_request.headers.contains("Accept"))
    signed_request.headers.add("Accept", "application/json");
  DpopProof proof;
  if (token.is_bound) {
    Result<DpopProof> proven = source_->prover().prove(DpopPeer::api, request.method, request.url,
                                                       source_->org_now(), token.text.expose());
    if (!proven) return failure(std::move(proven.error()));
    proof = std::move(*proven);
    signed_request.headers.set("DPoP", std::string(proof.jwt.expose()));
    // The proof is good for one copy. Whoever stands above sends another with another proof.
    signed_request.idempotent = false;
  }
  Result<Response> response = next_->send(signed_request, stop);
  if (!response) return failure(std::move(response.error()));
  if (response->status >= 400) {
    blot_out(token.text.expose(), response->body);
    blot_out(proof.jwt.expose(), response->body);
  }
  const bool is_new = source_->prover().learn(DpopPeer::api, *response, proof);
  return Attempt{std::move(*response), is_new};
}

Result<Response> ServiceAppAuth::send(const Request& request, std::stop_token stop) {
  if (auto refusal = refusal_to_sign(request, org_)) return failure(std::move(*refusal));
  const Renewal renewal = request.repeat_after_wait ? Renewal::early : Renewal::only_when_needed;
  bool is_renewed = false;
  int nonces = 0;
  while (true) {
    auto held = source_->get(*next_, renewal, stop);
    if (!held) return failure(std::move(held.error()));
    if (held->took_time) {
      if (auto again = look_again(request, "the access token was renewed just before"))
        return failure(std::move(*again));
    }
    Result<Attempt> made = attempt(request, *held, stop);
    if (!made) return failure(std::move(made.error()));
    Response& response = made->response;
    const bool with_new_nonce =
        wants_nonce(response) && made->has_new_nonce && nonces++ < kMostNonces;
    const bool with_new_token =
        !with_new_nonce && !is_renewed && rejects_token(response) && source_->reject(held->token);
    is_renewed = is_renewed || with_new_token;
    if (!with_new_nonce && !with_new_token) return std::move(response);
    if (!request.repeat_after_wait) {
      auto again = look_again(request, with_new_nonce ? "Okta wants a new nonce in the DPoP proof"
                                                      : "Okta does not take the access token");
      if (!again) return std::move(response);
      return failure(std::move(*again));
    }
  }
}

}  // namespace okta
