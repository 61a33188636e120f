// DPoP (RFC 9449): an access token that is bound to a key, and the proof of having that key that
// goes with every request. The key is made for this client alone, lives in memory only, and is not
// the service app's. Nonces come from answers and are kept apart for the token endpoint and the
// API. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "client/auth/jwt_signer.hpp"
#include "client/base/timestamp.hpp"
#include "client/http/transport.hpp"

namespace okta {

enum class DpopPeer { token_endpoint, api };

struct DpopProof {
  Secret jwt;
  // What the proof was made with: whether an answer brings a new one is a question about this
  // request, not about what other threads have learned meanwhile.
  std::string nonce;
};

class DpopProver {
 public:
  [[nodiscard]] static Result<std::unique_ptr<DpopProver>> make();

  // A fresh proof for one attempt at one request. `access_token`: of a request to the API.
  [[nodiscard]] Result<DpopProof> prove(DpopPeer peer, Method method, const Url& url, Timestamp now,
                                        std::string_view access_token = {}) const;

  // Keeps the nonce that the answer brought, if any. True: it is another than the proof carried.
  bool learn(DpopPeer peer, const Response& response, const DpopProof& proof);

 private:
  explicit DpopProver(JwtSigner key) : key_(std::move(key)) {}

  JwtSigner key_;
  mutable std::mutex mutex_;  // guards the nonces
  std::string token_endpoint_nonce_;
  std::string api_nonce_;
};

// Scheme, host, port and path: what `htu` and `aud` name.
[[nodiscard]] std::string without_query(const Url& url);

}  // namespace okta
