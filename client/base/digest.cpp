#include "client/base/digest.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace okta {
namespace {

using Sha256 = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

Sha256 sha256(std::string_view text) {
  Sha256 hash{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  return hash;
}

}  // namespace

std::string digest_of(std::string_view text) {
  std::string written = "sha256:";
  for (const unsigned char byte : sha256(text)) written += fmt::format("{:02x}", byte);
  return written;
}

std::string sha256_base64url(std::string_view text) {
  const Sha256 hash = sha256(text);
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), hash.data(), SHA256_DIGEST_LENGTH);
  std::string result(encoded.begin(), encoded.begin() + length);
  for (char& each : result) {
    if (each == '+') each = '-';
    if (each == '/') each = '_';
  }
  return result.substr(0, result.find('='));
}

}  // namespace okta
