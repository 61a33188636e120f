#include "client/auth/dpop.hpp"

#include <gtest/gtest.h>

#include "tests/support/key_pair.hpp"

namespace okta {
namespace {

class Dpop : public testing::Test {
 protected:
  [[nodiscard]] Result<DpopProof> prove(const std::string& path = "/api/v1/apps") const {
    Url url = *parse_url("https://acme.okta.com");
    url.path = path;
    return prover_->prove(DpopPeer::api, Method::get, url, Timestamp{}, "token");
  }
  bool hears(const std::string& nonce) {
    return prover_->learn(DpopPeer::api, {200, {{"DPoP-Nonce", nonce}}, {}}, {});
  }

  std::unique_ptr<DpopProver> prover_ = *DpopProver::make();
};

TEST_F(Dpop, KeepsNothingThatIsNoNonce) {
  EXPECT_TRUE(hears("!n2#[]~"));
  for (const char* no_nonce : {"\xFF", "n 3", "n\"3", "n\\3", "n\x7F", "n\x1B", "n\xC3\xA4"}) {
    EXPECT_FALSE(hears(no_nonce)) << no_nonce;
    const auto proof = prove();
    ASSERT_TRUE(proof) << "it can still be made";
    EXPECT_EQ(tests::claims_of(std::string(proof->jwt.expose())).at("nonce"), "!n2#[]~");
  }
}

TEST_F(Dpop, SaysThatWhatHasNoProofWasNotSent) {
  const auto proof = prove("/\xFF");
  ASSERT_FALSE(proof);
  EXPECT_TRUE(proof.error().not_sent);
}

}  // namespace
}  // namespace okta
