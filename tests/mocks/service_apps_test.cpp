// What the fake org's token endpoint and API ask of a service app, tried with JWTs that OpenSSL
// signs here: each claim that is wrong is refused by its own name.
#include <chrono>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "mocks/jwt.hpp"
#include "mocks/wire.hpp"
#include "tests/mocks/org_caller.hpp"
#include "tests/support/key_pair.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;

const KeyPair& app_key() {
  static const KeyPair key = KeyPair::rsa();
  return key;
}

const KeyPair& other_key() {
  static const KeyPair key = KeyPair::rsa();
  return key;
}

// RS256, by OpenSSL.
std::string signed_jwt(const KeyPair& key, const Json& header, const Json& claims) {
  const std::string input = mocks::base64url(header.dump()) + "." + mocks::base64url(claims.dump());
  const std::string pem = key.pkcs8();
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pkey(
      PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  std::string signature(512, '\0');
  std::size_t length = signature.size();
  EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, pkey.get());
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                 reinterpret_cast<const unsigned char*>(input.data()), input.size());
  return input + "." + mocks::base64url(signature.substr(0, length));
}

class ServiceApps : public testing::Test {
 protected:
  static Json seed(bool dpop) {
    return {{"apps",
             {{{"id", "0oaTool"},
               {"name", "oidc_client"},
               {"label", "Tool"},
               {"status", "ACTIVE"},
               {"signOnMode", "OPENID_CONNECT"},
               {"credentials",
                {{"oauthClient",
                  {{"client_id", "0oaTool"}, {"token_endpoint_auth_method", "private_key_jwt"}}}}},
               {"settings",
                {{"oauthClient",
                  {{"application_type", "service"},
                   {"grant_types", Json::array({"client_credentials"})},
                   {"dpop_bound_access_tokens", dpop},
                   {"jwks", {{"keys", Json::array({app_key().public_jwk("k1")})}}}}}}}}}},
            {"grants", {{"0oaTool", Json::array({"okta.apps.read"})}}},
            {"tokens", Json::array({"admin"})}};
  }

  void start(bool dpop) {
    mocks::Options options;
    options.seed_json = seed(dpop).dump();
    options.now = [this] { return now_; };
    org_.emplace(start_org(std::move(options)));
    caller_ = std::make_unique<OrgCaller>(org_->base_url());
    caller_->set_token("");
  }

  [[nodiscard]] std::int64_t seconds() const {
    return std::chrono::duration_cast<std::chrono::seconds>(now_.time_since_epoch()).count();
  }
  [[nodiscard]] std::string token_url() const { return org_->base_url() + "/oauth2/v1/token"; }

  [[nodiscard]] Json assertion_claims() {
    return {{"iss", "0oaTool"}, {"sub", "0oaTool"},       {"aud", token_url()},
            {"iat", seconds()}, {"exp", seconds() + 300}, {"jti", "a" + std::to_string(++ids_)}};
  }

  Answer ask(const Json& claims, Json header = {{"alg", "RS256"}, {"kid", "k1"}},
             const KeyPair& key = app_key(), const std::string& proof = {}) {
    if (!proof.empty()) caller_->set_header("DPoP", proof);
    return caller_->post_form(
        "/oauth2/v1/token",
        mocks::form_text(
            {{"grant_type", "client_credentials"},
             {"scope", "okta.apps.read"},
             {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
             {"client_assertion", signed_jwt(key, header, claims)}}));
  }

  // The description names the fault better than the code.
  std::string fault_of(const Json& claims, Json header = {{"alg", "RS256"}, {"kid", "k1"}},
                       const KeyPair& key = app_key()) {
    const Answer answer = ask(claims, std::move(header), key);
    EXPECT_EQ(answer.status, 401);
    return answer.json().value("error_description", "none");
  }

  [[nodiscard]] Json proof_claims(const std::string& method, const std::string& path) {
    return {{"jti", "p" + std::to_string(++ids_)},
            {"htm", method},
            {"htu", org_->base_url() + path},
            {"iat", seconds()}};
  }
  [[nodiscard]] Json proof_header() const {
    return {{"typ", "dpop+jwt"}, {"alg", "RS256"}, {"jwk", proof_key_.public_jwk()}};
  }
  [[nodiscard]] std::string proof(const Json& claims) const {
    return signed_jwt(proof_key_, proof_header(), claims);
  }

  std::chrono::system_clock::time_point now_{std::chrono::seconds{1'780'000'000}};
  std::optional<mocks::FakeOrg> org_;
  std::unique_ptr<OrgCaller> caller_;
  KeyPair proof_key_ = other_key();
  int ids_ = 0;
};

TEST_F(ServiceApps, GetATokenForAGoodAssertionOnce) {
  start(false);
  const Json claims = assertion_claims();
  const Answer answer = ask(claims);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["token_type"], "Bearer");
  EXPECT_EQ(answer.json()["expires_in"], 3600);
  EXPECT_EQ(answer.json()["scope"], "okta.apps.read");
  EXPECT_EQ(fault_of(claims), "The client_assertion token has already been used.");
  caller_->set_token("Bearer " + answer.json()["access_token"].get<std::string>());
  EXPECT_EQ(caller_->get("/api/v1/apps").status, 200);
  const Answer lacking = caller_->get("/api/v1/logs");
  EXPECT_EQ(lacking.status, 403);
  EXPECT_NE(lacking.header("WWW-Authenticate").find("scope=\"okta.logs.read\""), std::string::npos);
  now_ += std::chrono::hours{1};
  EXPECT_EQ(caller_->get("/api/v1/apps").json()["errorCode"], "E0000011") << "it has ended";
}

TEST_F(ServiceApps, AreToldWhatIsWrongWithAnAssertion) {
  start(false);
  const auto with = [this](const char* name, const Json& value) {
    Json claims = assertion_claims();
    claims[name] = value;
    return fault_of(claims);
  };
  EXPECT_EQ(
      with("aud", org_->base_url()),
      "The audience claim for client_assertion must be the endpoint invoked for the request.");
  EXPECT_EQ(with("exp", seconds()), "The client_assertion token is expired.");
  EXPECT_EQ(with("exp", seconds() + 3700),
            "The client_assertion token has an expiration too far into the future.");
  EXPECT_EQ(with("exp", nullptr),
            "The client_assertion must contain the 'exp' claim as seconds since epoch.");
  EXPECT_EQ(with("iat", seconds() + 60),
            "The client_assertion token must be issued before the current time.");
  EXPECT_EQ(fault_of(assertion_claims(), {{"alg", "RS256"}, {"kid", "k9"}}),
            "The client_assertion JWT kid is invalid.");
  EXPECT_EQ(fault_of(assertion_claims(), {{"alg", "HS256"}, {"kid", "k1"}}),
            "The client_assertion JWT signature algorithm is invalid.");
  EXPECT_EQ(fault_of(assertion_claims(), {{"alg", "RS256"}, {"kid", "k1"}}, proof_key_),
            "The client_assertion signature is invalid.");
}

TEST_F(ServiceApps, ThatRequireDpopGetATokenBoundToTheKeyOfTheirProof) {
  start(true);
  EXPECT_EQ(ask(assertion_claims()).json()["error"], "invalid_dpop_proof");
  Json claims = proof_claims("POST", "/oauth2/v1/token");
  const Answer nonce =
      ask(assertion_claims(), {{"alg", "RS256"}, {"kid", "k1"}}, app_key(), proof(claims));
  EXPECT_EQ(nonce.status, 400);
  EXPECT_EQ(nonce.json()["error"], "use_dpop_nonce");
  claims["nonce"] = nonce.header("dpop-nonce");
  const Answer answer =
      ask(assertion_claims(), {{"alg", "RS256"}, {"kid", "k1"}}, app_key(), proof(claims));
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["token_type"], "DPoP");
  const std::string token = answer.json()["access_token"];

  const auto call = [&](const Json& made, const std::string& scheme = "DPoP ") {
    OrgCaller fresh(org_->base_url());
    fresh.set_token(scheme + token);
    fresh.set_header("DPoP", proof(made));
    return fresh.get("/api/v1/apps?limit=2");
  };
  Json good = proof_claims("GET", "/api/v1/apps");
  good["ath"] = mocks::sha256_base64url(token);
  EXPECT_EQ(call(good).status, 200);
  EXPECT_EQ(call(good).json()["error_description"], "The DPoP proof JWT has already been used.");
  const auto with = [&](const char* name, const Json& value) {
    Json made = good;
    made["jti"] = "p" + std::to_string(++ids_);
    made[name] = value;
    return call(made).json().value("error_description", "none");
  };
  EXPECT_EQ(with("ath", "other"),
            "'ath' claim in the DPoP proof does not match the presented access_token.");
  EXPECT_EQ(with("htm", "POST"), "'htm' claim in the DPoP proof JWT is invalid.");
  EXPECT_EQ(with("htu", org_->base_url() + "/api/v1/apps?limit=2"),
            "'htu' claim in the DPoP proof JWT is invalid.");
  EXPECT_EQ(with("iat", seconds() - 400),
            "The DPoP proof JWT is issued more than five minutes in the past.");
  EXPECT_EQ(with("iat", seconds() + 60), "The DPoP proof JWT is issued in the future.");
  EXPECT_EQ(call(good, "Bearer ").status, 400) << "a bound token is no bearer token";
  proof_key_ = app_key();
  EXPECT_EQ(with("htm", "GET"), "The access_token is not bound to the provided DPoP proof.");
}

TEST_F(ServiceApps, AreAskedForANonceAtTheApiOnlyWhereTheSeedSaysSo) {
  start(true);
  Json claims = proof_claims("POST", "/oauth2/v1/token");
  claims["nonce"] = "made-up-nonce";
  const std::string token =
      ask(assertion_claims(), {{"alg", "RS256"}, {"kid", "k1"}}, app_key(), proof(claims))
          .json()
          .value("access_token", "");
  ASSERT_TRUE(org_->add_seed(R"({"dpopNonceAtApi": true, "dpopNonce": "n2"})"));
  OrgCaller fresh(org_->base_url());
  fresh.set_token("DPoP " + token);
  Json made = proof_claims("GET", "/api/v1/apps");
  made["ath"] = mocks::sha256_base64url(token);
  fresh.set_header("DPoP", proof(made));
  const Answer answer = fresh.get("/api/v1/apps");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("dpop-nonce"), "n2");
  EXPECT_EQ(answer.all("WWW-Authenticate").size(), 2U);
}

}  // namespace
}  // namespace tests
