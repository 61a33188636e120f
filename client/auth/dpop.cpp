#include "client/auth/dpop.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "client/base/digest.hpp"

namespace okta {
namespace {

Error not_proven(Error error) {
  error.not_sent = true;
  return error;
}

// RFC 9449, 8.1. Anything else could not be signed, or is not what the server will recognise.
bool is_nonce(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < '\x7F' && c != '"' && c != '\\';
  });
}

}  // namespace

std::string without_query(const Url& url) { return url.origin() + url.path; }

Result<std::unique_ptr<DpopProver>> DpopProver::make() {
  Result<JwtSigner> key = JwtSigner::generate();
  if (!key) return failure(std::move(key.error()));
  return std::unique_ptr<DpopProver>(new DpopProver(std::move(*key)));
}

Result<DpopProof> DpopProver::prove(DpopPeer peer, Method method, const Url& url, Timestamp now,
                                    std::string_view access_token) const {
  Result<std::string> id = random_jwt_id();
  if (!id) return failure(not_proven(std::move(id.error())));
  DpopProof proof;
  {
    const std::scoped_lock lock(mutex_);
    proof.nonce = peer == DpopPeer::api ? api_nonce_ : token_endpoint_nonce_;
  }
  JwtClaims claims{
      {"jti", std::move(*id)},
      {"htm", std::string(to_string(method))},
      {"htu", without_query(url)},
      {"iat", std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()}};
  if (!access_token.empty()) claims.emplace_back("ath", sha256_base64url(access_token));
  if (!proof.nonce.empty()) claims.emplace_back("nonce", proof.nonce);
  Result<Secret> jwt = key_.sign("dpop+jwt", KeyHint::public_key, claims);
  if (!jwt) return failure(not_proven(std::move(jwt.error())));
  proof.jwt = std::move(*jwt);
  return proof;
}

bool DpopProver::learn(DpopPeer peer, const Response& response, const DpopProof& proof) {
  const std::string_view nonce = response.headers.first("DPoP-Nonce");
  if (!is_nonce(nonce)) return false;
  const std::scoped_lock lock(mutex_);
  (peer == DpopPeer::api ? api_nonce_ : token_endpoint_nonce_) = nonce;
  return nonce != proof.nonce;
}

}  // namespace okta
