// SHA-256, by OpenSSL. Pure.
#pragma once

#include <string>
#include <string_view>

namespace okta {

// "sha256:" and 64 hexadecimal digits.
[[nodiscard]] std::string digest_of(std::string_view text);

// The 32 bytes in base64url without padding, as PKCE's S256 wants them (RFC 7636).
[[nodiscard]] std::string sha256_base64url(std::string_view text);

}  // namespace okta
