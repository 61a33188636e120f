// A private key that signs JWTs: RS256, RS384, RS512, ES256, ES384 and ES512, which is what Okta
// takes. It is read from a PEM (PKCS#1, PKCS#8, SEC1) or a JWK. The signing itself is libjose's;
// libjose is included in jwt_signer.cpp and nowhere else. No message repeats anything of a key.
// Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "client/base/result.hpp"
#include "client/base/secret.hpp"

namespace okta {

using JwtClaims = std::vector<std::pair<std::string, std::variant<std::string, std::int64_t>>>;

// How a JWT tells with which key it is signed.
enum class KeyHint {
  id,          // `kid`, where the key has one: the receiver knows the key
  public_key,  // `jwk`: the receiver never saw it
};

class JwtSigner {
 public:
  // Never touches a file or a terminal: a PEM that asks for a passphrase is refused. `key_id`
  // replaces the `kid` of a JWK. The message is a clause: "is no ...".
  [[nodiscard]] static Result<JwtSigner> read(std::string_view pem_or_jwk,
                                              std::string_view key_id = {});
  // A fresh EC key (P-256).
  [[nodiscard]] static Result<JwtSigner> generate();

  JwtSigner(JwtSigner&&) noexcept;
  JwtSigner& operator=(JwtSigner&&) noexcept;
  JwtSigner(const JwtSigner&) = delete;
  JwtSigner& operator=(const JwtSigner&) = delete;
  ~JwtSigner();

  [[nodiscard]] const std::string& algorithm() const;  // "RS256"
  [[nodiscard]] const std::string& key_id() const;     // may be empty

  // The compact form. `type` is the header's `typ`.
  [[nodiscard]] Result<Secret> sign(std::string_view type, KeyHint hint,
                                    const JwtClaims& claims) const;

 private:
  struct State;
  explicit JwtSigner(std::unique_ptr<const State> state);

  std::unique_ptr<const State> state_;
};

// 128 random bits, for `jti`.
[[nodiscard]] Result<std::string> random_jwt_id();

}  // namespace okta
