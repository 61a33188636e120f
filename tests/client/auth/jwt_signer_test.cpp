#include "client/auth/jwt_signer.hpp"

#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/key_pair.hpp"

namespace okta {
namespace {

using testing::HasSubstr;
using testing::Not;
using tests::claims_of;
using tests::header_of;
using tests::KeyPair;
using Json = nlohmann::json;  // in which the order of members does not count

const KeyPair& rsa_key() {
  static const KeyPair key = KeyPair::rsa();
  return key;
}
const KeyPair& ec_key() {
  static const KeyPair key = KeyPair::ec();
  return key;
}

std::string signed_by(const std::string& text, const std::string& key_id = {}) {
  const auto key = JwtSigner::read(text, key_id);
  EXPECT_TRUE(key) << key.error().message;
  if (!key) return {};
  const auto jwt = key->sign("JWT", KeyHint::id, {{"sub", "0oa1"}, {"exp", std::int64_t{99}}});
  EXPECT_TRUE(jwt);
  return jwt ? std::string(jwt->expose()) : std::string();
}

std::string refusal_of(const std::string& text) {
  const auto key = JwtSigner::read(text);
  EXPECT_FALSE(key) << "it was taken";
  if (key) return {};
  EXPECT_EQ(key.error().kind, ErrorKind::invalid_input);
  return key.error().message;
}

TEST(JwtSigner, SignsRs256WithEveryFormOfAnRsaKey) {
  for (const std::string& text : {rsa_key().traditional(), rsa_key().pkcs8(),
                                  rsa_key().private_jwk().dump(), "\n " + rsa_key().pkcs8()}) {
    const std::string jwt = signed_by(text);
    EXPECT_EQ(Json(header_of(jwt)), (Json{{"typ", "JWT"}, {"alg", "RS256"}}));
    EXPECT_EQ(Json(claims_of(jwt)), (Json{{"sub", "0oa1"}, {"exp", 99}}));
    EXPECT_TRUE(rsa_key().has_signed(jwt)) << text.substr(0, 40);
  }
}

TEST(JwtSigner, SignsEs256WithEveryFormOfAnEcKey) {
  // As `openssl ecparam -genkey` writes it: the curve stands before the key.
  const std::string with_parameters =
      "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" +
      ec_key().traditional();
  for (const std::string& text :
       {ec_key().traditional(), ec_key().pkcs8(), ec_key().private_jwk().dump(), with_parameters}) {
    const std::string jwt = signed_by(text);
    EXPECT_EQ(header_of(jwt).at("alg"), "ES256");
    EXPECT_TRUE(ec_key().has_signed(jwt)) << text.substr(0, 40);
    EXPECT_FALSE(KeyPair::ec().has_signed(jwt)) << "the check tells keys apart";
  }
}

TEST(JwtSigner, TakesTheLongerAlgorithmsThatOktaNames) {
  for (const auto& [curve, algorithm] : {std::pair{"P-384", "ES384"}, {"P-521", "ES512"}}) {
    const KeyPair key = KeyPair::ec(curve);
    const std::string jwt = signed_by(key.pkcs8());
    EXPECT_EQ(header_of(jwt).at("alg"), algorithm);
    EXPECT_TRUE(key.has_signed(jwt));
  }
  auto jwk = rsa_key().private_jwk();
  jwk["alg"] = "RS512";
  const std::string jwt = signed_by(jwk.dump());
  EXPECT_EQ(header_of(jwt).at("alg"), "RS512");
  EXPECT_TRUE(rsa_key().has_signed(jwt));
}

TEST(JwtSigner, NamesTheKeyAsTheSettingOrTheJwkSays) {
  auto jwk = ec_key().private_jwk();
  jwk["kid"] = "from-the-jwk";
  EXPECT_EQ(header_of(signed_by(jwk.dump())).at("kid"), "from-the-jwk");
  EXPECT_EQ(header_of(signed_by(jwk.dump(), "from-the-setting")).at("kid"), "from-the-setting");
  EXPECT_EQ(header_of(signed_by(ec_key().pkcs8(), "k1")).at("kid"), "k1");
}

TEST(JwtSigner, TellsItsPublicPartAndNothingElse) {
  const auto key = JwtSigner::read(ec_key().pkcs8(), "k1");
  ASSERT_TRUE(key);
  const auto jwt = key->sign("dpop+jwt", KeyHint::public_key, {});
  ASSERT_TRUE(jwt);
  const std::string text(jwt->expose());
  EXPECT_EQ(Json(header_of(text).at("jwk")), Json(ec_key().public_jwk()));
  EXPECT_FALSE(header_of(text).contains("kid"));
}

TEST(JwtSigner, MakesAnotherKeyEachTime) {
  const auto first = JwtSigner::generate();
  const auto second = JwtSigner::generate();
  ASSERT_TRUE(first && second);
  const auto public_key = [](const JwtSigner& key) {
    const std::string jwt(key.sign("dpop+jwt", KeyHint::public_key, {})->expose());
    EXPECT_TRUE(tests::is_signed_by_jwk(jwt, header_of(jwt).at("jwk")));
    return header_of(jwt).at("jwk");
  };
  EXPECT_NE(public_key(*first), public_key(*second));
  EXPECT_NE(*random_jwt_id(), *random_jwt_id());
}

TEST(JwtSigner, RefusesWhatOktaWouldNotTake) {
  EXPECT_THAT(refusal_of(KeyPair::rsa(1024).pkcs8()), HasSubstr("less than 2048"));
  EXPECT_THAT(refusal_of(KeyPair::ec("secp256k1").pkcs8()), Not(testing::IsEmpty()));
  EXPECT_THAT(refusal_of(KeyPair::ed25519().pkcs8()), HasSubstr("neither an RSA nor an EC key"));
  EXPECT_THAT(refusal_of(ec_key().public_pem()), HasSubstr("no PEM of a private key"));
  EXPECT_THAT(refusal_of(ec_key().public_jwk().dump()), HasSubstr("public key"));
  EXPECT_THAT(refusal_of(R"({"kty":"oct","k":"c2VjcmV0","d":"x"})"), HasSubstr("another kind"));
  auto jwk = rsa_key().private_jwk();
  jwk["alg"] = "PS256";
  EXPECT_THAT(refusal_of(jwk.dump()), HasSubstr("Okta does not take"));
  jwk.erase("alg");
  jwk["use"] = "enc";
  EXPECT_THAT(refusal_of(jwk.dump()), HasSubstr("no key for signatures"));
}

TEST(JwtSigner, AsksNobodyForAPassphrase) {
  EXPECT_THAT(refusal_of(ec_key().pkcs8_encrypted("secret")), HasSubstr("no PEM"));
}

TEST(JwtSigner, RefusesAPrivatePartOfAnotherKey) {
  auto jwk = ec_key().private_jwk();
  jwk["d"] = KeyPair::ec().private_jwk().at("d");
  EXPECT_THAT(refusal_of(jwk.dump()), Not(testing::IsEmpty()));
  auto rsa = rsa_key().private_jwk();
  rsa["e"] = "AQAD";
  EXPECT_THAT(refusal_of(rsa.dump()), Not(testing::IsEmpty()));
}

TEST(JwtSigner, RefusesWhatIsBrokenWithoutRepeatingIt) {
  const std::string whole = ec_key().pkcs8();
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("{}"), std::string("[1]"),
        whole.substr(0, whole.size() / 2), std::string(100'000, 'M'),
        std::string(R"({"kty":"EC","crv":"P-256","x":"hush","y":"hush","d":"hush"})"),
        std::string(R"({"kty":"RSA","n":"hush","e":"hush","d":"hush"})"),
        std::string(R"({"kty":"EC","kty":"RSA","d":"hush"})")}) {
    EXPECT_THAT(refusal_of(text), Not(HasSubstr("hush")));
  }
}

// Whatever bytes stand in for a part of a key: an answer, and no key that does not sign.
RC_GTEST_PROP(JwtSigner, SurvivesAnyDamage, ()) {
  const bool is_jwk = *rc::gen::arbitrary<bool>();
  std::string text = is_jwk ? ec_key().private_jwk().dump() : ec_key().pkcs8();
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  text.replace(at, *rc::gen::inRange<std::size_t>(0, 8), *rc::gen::arbitrary<std::string>());
  if (const auto key = JwtSigner::read(text)) RC_ASSERT(key->sign("JWT", KeyHint::id, {}));
}

TEST(JwtSigner, MayBeUsedFromSeveralThreadsAtOnce) {
  const auto key = JwtSigner::read(ec_key().pkcs8());
  ASSERT_TRUE(key);
  std::vector<std::string> jwts(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& jwt : jwts) {
      threads.emplace_back([&key, &jwt] {
        for (int i = 0; i < 10; ++i)
          jwt = key->sign("JWT", i % 2 == 0 ? KeyHint::public_key : KeyHint::id, {})->expose();
      });
    }
  }
  for (const std::string& jwt : jwts) EXPECT_TRUE(ec_key().has_signed(jwt));
}

}  // namespace
}  // namespace okta
