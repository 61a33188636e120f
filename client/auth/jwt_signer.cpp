#include "client/auth/jwt_signer.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>
#include <optional>

#include <jansson.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
extern "C" {  // libjose's headers do not say it themselves
#include <jose/jose.h>
#include <jose/openssl.h>
}

namespace okta {
namespace {

constexpr std::size_t kLargestKeyBytes = std::size_t{64} * 1024;
constexpr int kFewestRsaBits = 2048;  // fewer are no RS256 (RFC 7518, 3.3)
constexpr int kMostRsaBits = 8192;

// Zeroes the texts of the key's members before their memory goes back.
struct WipeJson {
  void operator()(json_t* json) const {
    const char* name = nullptr;
    json_t* value = nullptr;
    json_object_foreach(json, name, value) {
      if (json_is_string(value) && value->refcount == 1)
        OPENSSL_cleanse(const_cast<char*>(json_string_value(value)), json_string_length(value));
    }
    json_decref(json);
  }
};
using Json = std::unique_ptr<json_t, WipeJson>;
using Pkey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Error unusable(std::string clause) {
  ERR_clear_error();
  return Error{ErrorKind::invalid_input, std::move(clause), std::nullopt, {}};
}

// libjose prints what it dislikes to stderr unless told where to.
void say_nothing(void*, const char*, int, std::uint64_t, const char*, va_list) {}

class Config {
 public:
  Config() : config_(jose_cfg()) {
    if (config_ != nullptr) jose_cfg_set_err_func(config_, say_nothing, nullptr);
  }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  ~Config() { jose_cfg_decref(config_); }
  [[nodiscard]] jose_cfg_t* get() const { return config_; }

 private:
  jose_cfg_t* config_;
};

std::string text_at(const json_t* object, const char* name) {
  const json_t* value = json_object_get(object, name);
  return json_is_string(value) ? std::string(json_string_value(value), json_string_length(value))
                               : std::string();
}

bool set_text(json_t* object, const char* name, std::string_view text) {
  return json_object_set_new(object, name, json_stringn(text.data(), text.size())) == 0;
}

// Without this OpenSSL would ask on the terminal.
int no_passphrase(char*, int, int, void*) { return 0; }

Pkey key_of_pem(std::string_view text) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free);
  return {bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr) : nullptr,
          &EVP_PKEY_free};
}

Json json_of(std::string_view text) {
  return Json(json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, nullptr));
}

// What is signed with, when the key leaves a choice: the JWK's own word.
std::optional<std::string> rsa_algorithm(std::string_view wanted) {
  if (wanted.empty()) return "RS256";
  if (wanted == "RS256" || wanted == "RS384" || wanted == "RS512") return std::string(wanted);
  return std::nullopt;
}

std::optional<std::string> ec_algorithm(std::string_view curve, std::string_view wanted) {
  std::string fits = curve == "P-256"   ? "ES256"
                     : curve == "P-384" ? "ES384"
                     : curve == "P-521" ? "ES512"
                                        : "";
  if (fits.empty() || (!wanted.empty() && wanted != fits)) return std::nullopt;
  return fits;
}

Json public_part(const json_t* jwk) {
  Json part(json_object());
  for (const char* name : {"kty", "n", "e", "crv", "x", "y"}) {
    if (json_t* value = json_object_get(jwk, name)) {
      // A copy: the private key's texts are wiped where they are.
      if (json_object_set_new(part.get(), name, json_deep_copy(value)) != 0) return nullptr;
    }
  }
  return part;
}

}  // namespace

struct JwtSigner::State {
  Json jwk;         // only what the key consists of
  Json public_jwk;  // likewise
  std::string algorithm;
  std::string key_id;
  mutable std::mutex mutex;  // libjose counts references of what it is given

  [[nodiscard]] Json signed_parts(json_t* header, std::string_view payload) const {
    const std::scoped_lock lock(mutex);
    const Config config;
    Json jws(json_object());
    Json signature(json_object());
    json_t* encoded = jose_b64_enc(payload.data(), payload.size());
    const bool built = json_object_set_new(jws.get(), "payload", encoded) == 0 &&
                       json_object_set(signature.get(), "protected", header) == 0;
    const bool done = built && jose_jws_sig(config.get(), jws.get(), signature.get(), jwk.get());
    ERR_clear_error();
    return done ? std::move(jws) : nullptr;
  }

  // Whether private and public part belong together: a mixed-up JWK would only show at Okta.
  [[nodiscard]] bool fits_itself() const {
    const Json header(json_object());
    if (!set_text(header.get(), "alg", algorithm)) return false;
    const Json jws = signed_parts(header.get(), "{}");
    const Config config;
    const bool fits =
        jws != nullptr && jose_jws_ver(config.get(), jws.get(), nullptr, public_jwk.get(), false);
    ERR_clear_error();
    return fits;
  }
};

JwtSigner::JwtSigner(std::unique_ptr<const State> state) : state_(std::move(state)) {}
JwtSigner::JwtSigner(JwtSigner&&) noexcept = default;
JwtSigner& JwtSigner::operator=(JwtSigner&&) noexcept = default;
JwtSigner::~JwtSigner() = default;

Result<JwtSigner> JwtSigner::read(std::string_view pem_or_jwk, std::string_view key_id) {
  if (pem_or_jwk.size() > kLargestKeyBytes) return failure(unusable("is larger than any key"));
  const Config config;
  Pkey key(nullptr, &EVP_PKEY_free);
  std::string wanted_algorithm;
  std::string own_key_id;
  const std::size_t first = std::min(pem_or_jwk.find_first_not_of(" \t\r\n"), pem_or_jwk.size());
  if (pem_or_jwk.substr(first).starts_with('{')) {
    const Json jwk = json_of(pem_or_jwk);
    if (!jwk) return failure(unusable("is no JWK: it is broken JSON"));
    const std::string type = text_at(jwk.get(), "kty");
    if (type != "RSA" && type != "EC")
      return failure(unusable("is a JWK of another kind than RSA and EC"));
    if (json_object_get(jwk.get(), "d") == nullptr)
      return failure(unusable("is a public key: the JWK has no \"d\""));
    if (const std::string use = text_at(jwk.get(), "use"); !use.empty() && use != "sig")
      return failure(unusable("is no key for signatures: the JWK's \"use\" says so"));
    wanted_algorithm = text_at(jwk.get(), "alg");
    own_key_id = text_at(jwk.get(), "kid");
    key.reset(jose_openssl_jwk_to_EVP_PKEY(config.get(), jwk.get()));
    if (!key) return failure(unusable("is no JWK that OpenSSL can use"));
  } else {
    key = key_of_pem(pem_or_jwk.substr(first));
    if (!key) return failure(unusable("is no PEM of a private key that OpenSSL can read"));
  }

  const int kind = EVP_PKEY_get_base_id(key.get());
  if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
    return failure(unusable("is neither an RSA nor an EC key"));
  const int bits = EVP_PKEY_get_bits(key.get());
  if (kind == EVP_PKEY_RSA && (bits < kFewestRsaBits || bits > kMostRsaBits))
    return failure(unusable("is an RSA key of less than 2048 or more than 8192 bits"));

  auto state = std::make_unique<State>();
  state->jwk.reset(jose_openssl_jwk_from_EVP_PKEY(config.get(), key.get()));
  if (!state->jwk || json_object_get(state->jwk.get(), "d") == nullptr)
    return failure(unusable("is on a curve other than P-256, P-384 and P-521"));
  const auto algorithm = kind == EVP_PKEY_RSA
                             ? rsa_algorithm(wanted_algorithm)
                             : ec_algorithm(text_at(state->jwk.get(), "crv"), wanted_algorithm);
  if (!algorithm)
    return failure(unusable("is for an algorithm or a curve that Okta does not take"));
  state->public_jwk = public_part(state->jwk.get());
  state->algorithm = *algorithm;
  state->key_id = key_id.empty() ? own_key_id : std::string(key_id);
  if (!state->public_jwk || !state->fits_itself())
    return failure(unusable("does not sign: its private and public part do not fit"));
  ERR_clear_error();
  return JwtSigner(std::move(state));
}

Result<JwtSigner> JwtSigner::generate() {
  const Config config;
  const Pkey key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  auto state = std::make_unique<State>();
  if (key) state->jwk.reset(jose_openssl_jwk_from_EVP_PKEY(config.get(), key.get()));
  if (state->jwk) state->public_jwk = public_part(state->jwk.get());
  if (!state->public_jwk) return failure(unusable("no key could be made"));
  state->algorithm = "ES256";
  return JwtSigner(std::move(state));
}

const std::string& JwtSigner::algorithm() const { return state_->algorithm; }
const std::string& JwtSigner::key_id() const { return state_->key_id; }

Result<Secret> JwtSigner::sign(std::string_view type, KeyHint hint, const JwtClaims& claims) const {
  const Json header(json_object());
  bool built =
      set_text(header.get(), "typ", type) && set_text(header.get(), "alg", state_->algorithm);
  if (hint == KeyHint::public_key) {
    const std::scoped_lock lock(state_->mutex);
    built = built &&
            json_object_set_new(header.get(), "jwk", json_deep_copy(state_->public_jwk.get())) == 0;
  } else if (!state_->key_id.empty()) {
    built = built && set_text(header.get(), "kid", state_->key_id);
  }
  const Json payload(json_object());
  for (const auto& [name, value] : claims) {
    const auto* text = std::get_if<std::string>(&value);
    json_t* json = text != nullptr ? json_stringn(text->data(), text->size())
                                   : json_integer(std::get<std::int64_t>(value));
    built = built && json_object_set_new(payload.get(), name.c_str(), json) == 0;
  }
  const std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(payload.get(), JSON_COMPACT | JSON_PRESERVE_ORDER), &std::free);
  const Json jws = built && text ? state_->signed_parts(header.get(), text.get()) : nullptr;
  if (!jws) return failure(ErrorKind::invalid_input, "a JWT could not be signed");
  return Secret(text_at(jws.get(), "protected") + "." + text_at(jws.get(), "payload") + "." +
                text_at(jws.get(), "signature"));
}

Result<std::string> random_jwt_id() {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    return failure(unusable("no random numbers could be had"));
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (const unsigned char byte : bytes) {
    id += kDigits[byte >> 4U];
    id += kDigits[byte & 0xFU];
  }
  return id;
}

}  // namespace okta
