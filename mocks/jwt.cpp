#include "mocks/jwt.hpp"

#include <array>
#include <memory>

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "mocks/wire.hpp"

namespace mocks {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

struct Algorithm {
  std::string_view name;
  std::string_view curve;  // empty: RSA
  std::string_view group;  // OpenSSL's name of the curve
  std::size_t number_bytes;
  const EVP_MD* (*digest)();
};

constexpr std::array<Algorithm, 6> kAlgorithms{{{"RS256", "", "", 0, EVP_sha256},
                                                {"RS384", "", "", 0, EVP_sha384},
                                                {"RS512", "", "", 0, EVP_sha512},
                                                {"ES256", "P-256", "prime256v1", 32, EVP_sha256},
                                                {"ES384", "P-384", "secp384r1", 48, EVP_sha384},
                                                {"ES512", "P-521", "secp521r1", 66, EVP_sha512}}};

const Algorithm* algorithm_named(std::string_view name) {
  for (const auto& each : kAlgorithms) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(const std::string& bytes) {
  return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string decoded(const Json& jwk, std::string_view member) {
  return base64_decoded(text_at(jwk, member)).value_or(std::string{});
}

Key key_from(const char* type, const Builder& builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
    return nullptr;
  return Key(key);
}

Key rsa_key(const Json& jwk) {
  const auto modulus = number_of(decoded(jwk, "n"));
  const auto exponent = number_of(decoded(jwk, "e"));
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  return key_from("RSA", builder);
}

Key ec_key(const Json& jwk, const Algorithm& algorithm) {
  const auto x = decoded(jwk, "x");
  const auto y = decoded(jwk, "y");
  if (x.size() != algorithm.number_bytes || y.size() != algorithm.number_bytes) return nullptr;
  const std::string point = "\x04" + x + y;  // not compressed
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, algorithm.group.data(),
                                  algorithm.group.size());
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return key_from("EC", builder);
}

// A JWS has the two numbers side by side, OpenSSL wants them as ASN.1.
std::string ec_signature(const std::string& numbers, std::size_t number_bytes) {
  if (numbers.size() != 2 * number_bytes) return {};
  const EcSignature signature(ECDSA_SIG_new());
  ECDSA_SIG_set0(signature.get(), number_of(numbers.substr(0, number_bytes)).release(),
                 number_of(numbers.substr(number_bytes)).release());
  unsigned char* der = nullptr;
  const int length = i2d_ECDSA_SIG(signature.get(), &der);
  if (length <= 0) return {};
  std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return text;
}

}  // namespace

std::optional<Jwt> parse_jwt(std::string_view compact) {
  const auto first = compact.find('.');
  const auto last = compact.rfind('.');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const auto header = base64_decoded(compact.substr(0, first));
  const auto claims = base64_decoded(compact.substr(first + 1, last - first - 1));
  const auto signature = base64_decoded(compact.substr(last + 1));
  if (!header || !claims || !signature) return std::nullopt;
  auto header_json = parse_json(*header);
  auto claims_json = parse_json(*claims);
  if (!header_json || !claims_json || !(*header_json)->is_object() || !(*claims_json)->is_object())
    return std::nullopt;
  return Jwt{.header = std::move(*header_json),
             .claims = std::move(*claims_json),
             .signing_input = std::string(compact.substr(0, last)),
             .signature = *signature};
}

bool is_taken_algorithm(std::string_view algorithm) {
  return algorithm_named(algorithm) != nullptr;
}

bool is_signed_by(const Jwt& jwt, const Json& jwk) {
  const auto* algorithm = algorithm_named(text_at(*jwt.header, "alg"));
  if (algorithm == nullptr) return false;
  const bool ec = !algorithm->curve.empty();
  if (text_at(jwk, "kty") != (ec ? "EC" : "RSA") || (ec && text_at(jwk, "crv") != algorithm->curve))
    return false;
  const auto key = ec ? ec_key(jwk, *algorithm) : rsa_key(jwk);
  const auto signature = ec ? ec_signature(jwt.signature, algorithm->number_bytes) : jwt.signature;
  const DigestContext context(EVP_MD_CTX_new());
  return key && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, algorithm->digest(), nullptr, key.get()) ==
             1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                          bytes_of(jwt.signing_input), jwt.signing_input.size()) == 1;
}

std::string sha256_base64url(std::string_view text) {
  std::string digest(32, '\0');
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), &length,
             EVP_sha256(), nullptr);
  return base64url(digest);
}

std::string thumbprint_of(const Json& jwk) {
  Json members = Json::object();  // the required ones, by name
  for (const auto* name : {"crv", "e", "kty", "n", "x", "y"}) {
    if (jwk.contains(name)) members[name] = jwk[name];
  }
  return sha256_base64url(json_text(members));
}

}  // namespace mocks
