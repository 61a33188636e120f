// Signed JWTs as clients send them: taken apart, and their signatures checked with OpenSSL against
// a JWK. Also the thumbprint by which a DPoP key is known (RFC 7638). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mocks/json_text.hpp"

namespace mocks {

struct Jwt {
  JsonBox header;
  JsonBox claims;
  std::string signing_input;  // both, as they came
  std::string signature;      // decoded
};

[[nodiscard]] std::optional<Jwt> parse_jwt(std::string_view compact);

// RS256, RS384, RS512, ES256, ES384, ES512: what Okta's documents name.
[[nodiscard]] bool is_taken_algorithm(std::string_view algorithm);

// By the algorithm that the header names; false also for a key that does not fit it.
[[nodiscard]] bool is_signed_by(const Jwt& jwt, const Json& jwk);

[[nodiscard]] std::string thumbprint_of(const Json& jwk);
[[nodiscard]] std::string sha256_base64url(std::string_view text);

}  // namespace mocks
