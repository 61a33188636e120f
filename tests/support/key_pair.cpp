#include "tests/support/key_pair.hpp"

#include <stdexcept>
#include <vector>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

namespace tests {
namespace {

using Json = nlohmann::ordered_json;

EVP_PKEY* pkey(const std::shared_ptr<void>& key) { return static_cast<EVP_PKEY*>(key.get()); }

template <class Write>
std::string written(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
  if (write(bio.get()) != 1) throw std::runtime_error("the key cannot be written");
  const char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string base64url(const std::vector<unsigned char>& bytes) {
  std::vector<unsigned char> encoded(4 * ((bytes.size() + 2) / 3) + 1);
  const int length = EVP_EncodeBlock(encoded.data(), bytes.data(), static_cast<int>(bytes.size()));
  std::string text(encoded.begin(), encoded.begin() + length);
  for (char& each : text) each = each == '+' ? '-' : each == '/' ? '_' : each;
  return text.substr(0, text.find('='));
}

std::vector<unsigned char> decoded(std::string text) {
  for (char& each : text) each = each == '-' ? '+' : each == '_' ? '/' : each;
  const std::size_t padding = (4 - text.size() % 4) % 4;
  text.append(padding, '=');
  std::vector<unsigned char> bytes(text.size());
  const int length =
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                      static_cast<int>(text.size()));
  if (length < 0) throw std::runtime_error("no base64url");
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

std::string number(const EVP_PKEY* key, const char* name, int bytes) {
  BIGNUM* value = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &value) != 1) throw std::runtime_error(name);
  std::vector<unsigned char> text(
      static_cast<std::size_t>(bytes == 0 ? BN_num_bytes(value) : bytes));
  BN_bn2binpad(value, text.data(), static_cast<int>(text.size()));
  BN_clear_free(value);
  return base64url(text);
}

std::string part(const std::string& jwt, int index) {
  std::size_t begin = 0;
  for (int i = 0; i < index; ++i) begin = jwt.find('.', begin) + 1;
  return jwt.substr(begin, jwt.find('.', begin) - begin);
}

Json json_part(const std::string& jwt, int index) {
  const auto bytes = decoded(part(jwt, index));
  return Json::parse(bytes.begin(), bytes.end());
}

// A JWS has r and s side by side.
std::vector<unsigned char> as_asn1(const std::vector<unsigned char>& numbers) {
  const int half = static_cast<int>(numbers.size() / 2);
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature(ECDSA_SIG_new(),
                                                                        &ECDSA_SIG_free);
  ECDSA_SIG_set0(signature.get(), BN_bin2bn(numbers.data(), half, nullptr),
                 BN_bin2bn(numbers.data() + half, half, nullptr));
  std::vector<unsigned char> asn1(
      static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)));
  unsigned char* end = asn1.data();
  i2d_ECDSA_SIG(signature.get(), &end);
  return asn1;
}

bool verify(EVP_PKEY* key, const std::string& jwt) {
  const std::string algorithm = header_of(jwt).at("alg");
  auto signature = decoded(part(jwt, 2));
  if (algorithm.starts_with("ES")) signature = as_asn1(signature);
  const EVP_MD* digest = algorithm.ends_with("256")   ? EVP_sha256()
                         : algorithm.ends_with("384") ? EVP_sha384()
                                                      : EVP_sha512();
  const std::string input = jwt.substr(0, jwt.rfind('.'));
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  return EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                          reinterpret_cast<const unsigned char*>(input.data()), input.size()) == 1;
}

}  // namespace

KeyPair::KeyPair(void* key)
    : key_(key, [](void* each) { EVP_PKEY_free(static_cast<EVP_PKEY*>(each)); }) {
  if (key == nullptr) throw std::runtime_error("no key could be made");
}

KeyPair KeyPair::rsa(unsigned bits) {
  return KeyPair(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{bits}));
}
KeyPair KeyPair::ec(const char* curve) { return KeyPair(EVP_EC_gen(curve)); }
KeyPair KeyPair::ed25519() { return KeyPair(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")); }

std::string KeyPair::pkcs8() const {
  return written([this](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, pkey(key_), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string KeyPair::pkcs8_encrypted(const char* passphrase) const {
  return written([&](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, pkey(key_), EVP_aes_256_cbc(), passphrase,
                                         static_cast<int>(std::string(passphrase).size()), nullptr,
                                         nullptr);
  });
}

std::string KeyPair::traditional() const {
  return written([this](BIO* bio) {
    return PEM_write_bio_PrivateKey_traditional(bio, pkey(key_), nullptr, nullptr, 0, nullptr,
                                                nullptr);
  });
}

std::string KeyPair::public_pem() const {
  return written([this](BIO* bio) { return PEM_write_bio_PUBKEY(bio, pkey(key_)); });
}

Json KeyPair::public_jwk(const std::string& kid) const {
  Json jwk;
  if (EVP_PKEY_get_base_id(pkey(key_)) == EVP_PKEY_RSA) {
    jwk = {{"kty", "RSA"},
           {"n", number(pkey(key_), OSSL_PKEY_PARAM_RSA_N, 0)},
           {"e", number(pkey(key_), OSSL_PKEY_PARAM_RSA_E, 0)}};
  } else {
    const int bits = EVP_PKEY_get_bits(pkey(key_));
    const int bytes = (bits + 7) / 8;
    jwk = {{"kty", "EC"},
           {"crv", "P-" + std::to_string(bits)},
           {"x", number(pkey(key_), OSSL_PKEY_PARAM_EC_PUB_X, bytes)},
           {"y", number(pkey(key_), OSSL_PKEY_PARAM_EC_PUB_Y, bytes)}};
  }
  if (!kid.empty()) jwk["kid"] = kid;
  return jwk;
}

Json KeyPair::private_jwk() const {
  Json jwk = public_jwk();
  if (jwk["kty"] == "RSA") {
    jwk["d"] = number(pkey(key_), OSSL_PKEY_PARAM_RSA_D, 0);
    jwk["p"] = number(pkey(key_), OSSL_PKEY_PARAM_RSA_FACTOR1, 0);
    jwk["q"] = number(pkey(key_), OSSL_PKEY_PARAM_RSA_FACTOR2, 0);
    jwk["dp"] = number(pkey(key_), OSSL_PKEY_PARAM_RSA_EXPONENT1, 0);
    jwk["dq"] = number(pkey(key_), OSSL_PKEY_PARAM_RSA_EXPONENT2, 0);
    jwk["qi"] = number(pkey(key_), OSSL_PKEY_PARAM_RSA_COEFFICIENT1, 0);
  } else {
    jwk["d"] =
        number(pkey(key_), OSSL_PKEY_PARAM_PRIV_KEY, (EVP_PKEY_get_bits(pkey(key_)) + 7) / 8);
  }
  return jwk;
}

bool KeyPair::has_signed(const std::string& jwt) const { return verify(pkey(key_), jwt); }

Json header_of(const std::string& jwt) { return json_part(jwt, 0); }
Json claims_of(const std::string& jwt) { return json_part(jwt, 1); }

bool is_signed_by_jwk(const std::string& jwt, const Json& jwk) {
  std::vector<unsigned char> point{4};
  for (const char* name : {"x", "y"}) {
    const auto bytes = decoded(jwk.at(name));
    point.insert(point.end(), bytes.begin(), bytes.end());
  }
  const std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(
      OSSL_PARAM_BLD_new(), &OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  const std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> parameters(
      OSSL_PARAM_BLD_to_param(builder.get()), &OSSL_PARAM_free);
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), &EVP_PKEY_CTX_free);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_fromdata_init(context.get());
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
    return false;
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> owned(key, &EVP_PKEY_free);
  return verify(key, jwt);
}

}  // namespace tests
