// Keys for tests, made, written and used by OpenSSL alone: what the client reads and signs is
// checked by something that shares no line with it.
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

namespace tests {

class KeyPair {
 public:
  [[nodiscard]] static KeyPair rsa(unsigned bits = 2048);
  [[nodiscard]] static KeyPair ec(const char* curve = "P-256");
  [[nodiscard]] static KeyPair ed25519();

  [[nodiscard]] std::string pkcs8() const;
  [[nodiscard]] std::string pkcs8_encrypted(const char* passphrase) const;
  [[nodiscard]] std::string traditional() const;  // PKCS#1 of an RSA key, SEC1 of an EC key
  [[nodiscard]] std::string public_pem() const;
  [[nodiscard]] nlohmann::ordered_json private_jwk() const;
  [[nodiscard]] nlohmann::ordered_json public_jwk(const std::string& kid = "") const;

  // By the algorithm that the JWT's header names.
  [[nodiscard]] bool has_signed(const std::string& jwt) const;

 private:
  explicit KeyPair(void* key);  // an EVP_PKEY
  std::shared_ptr<void> key_;
};

[[nodiscard]] nlohmann::ordered_json header_of(const std::string& jwt);
[[nodiscard]] nlohmann::ordered_json claims_of(const std::string& jwt);
// Of a public EC key, P-256, in a JWK: did it sign this ES256 JWT.
[[nodiscard]] bool is_signed_by_jwk(const std::string& jwt, const nlohmann::ordered_json& jwk);

}  // namespace tests
