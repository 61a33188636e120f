#include "remediate/verify/discovery_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scripted_transport.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kIssuer = "https://acme.okta.com/oauth2/aus1";

std::string document(const std::string& issuer, const std::string& endpoints) {
  return R"({"issuer":")" + issuer + R"(","authorization_endpoint":")" + endpoints +
         R"(/v1/authorize","token_endpoint":")" + endpoints + R"(/v1/token","jwks_uri":")" +
         endpoints + R"(/v1/keys"})";
}

class DiscoveryCheckTest : public testing::Test {
 protected:
  DiscoveryCheck check() {
    const okta::PublicEndpoints endpoints(
        okta::Caller(transport_, *okta::parse_url("https://acme.okta.com")));
    auto checked = check_discovery(endpoints, "aus1", kIssuer, {});
    EXPECT_TRUE(checked);
    return checked ? std::move(*checked) : DiscoveryCheck{};
  }

  tests::ScriptedTransport transport_;
};

TEST_F(DiscoveryCheckTest, IsFineWhenAllLiesBelowTheIssuer) {
  transport_.answer(200, document(kIssuer, kIssuer));
  transport_.answer(200, R"({"keys":[{"kid":"k1"}]})");
  const DiscoveryCheck checked = check();
  EXPECT_EQ(checked.state, DiscoveryState::fine);
  EXPECT_EQ(checked.keys, 1);
  EXPECT_THAT(checked.problems, IsEmpty());
  EXPECT_EQ(authorize_url(checked)->text(), "https://acme.okta.com/oauth2/aus1/v1/authorize");
}

TEST_F(DiscoveryCheckTest, TellsAnIssuerOfAnotherName) {
  transport_.answer(200, document("https://id.acme.com/oauth2/aus1", kIssuer));
  transport_.answer(200, R"({"keys":[{"kid":"k1"}]})");
  const DiscoveryCheck checked = check();
  EXPECT_EQ(checked.state, DiscoveryState::wrong);
  EXPECT_THAT(checked.problems, ElementsAre(HasSubstr("https://id.acme.com/oauth2/aus1")));
}

TEST_F(DiscoveryCheckTest, GoesToNoEndpointOutsideTheIssuer) {
  for (const std::string elsewhere :
       {"https://evil.example/oauth2/aus1", "https://acme.okta.com/oauth2",
        "https://acme.okta.com/oauth2/aus1x", "https://acme.okta.com/oauth2/aus1/../aus2",
        "http://acme.okta.com/oauth2/aus1", "https://u:p@acme.okta.com/oauth2/aus1"}) {
    transport_.answer(200, document(kIssuer, elsewhere));
    const DiscoveryCheck checked = check();
    EXPECT_EQ(checked.state, DiscoveryState::wrong) << elsewhere;
    EXPECT_THAT(checked.problems, SizeIs(3)) << elsewhere;
    EXPECT_EQ(authorize_url(checked)->text(), "https://acme.okta.com/oauth2/aus1/v1/authorize");
  }
  EXPECT_THAT(transport_.requests(), SizeIs(6)) << "no keys were fetched";
}

TEST_F(DiscoveryCheckTest, MissesKeys) {
  transport_.answer(200, document(kIssuer, kIssuer));
  transport_.answer(200, R"({"keys":[]})");
  EXPECT_THAT(check().problems, ElementsAre(HasSubstr("key set is empty")));
  transport_.answer(200, document(kIssuer, kIssuer));
  transport_.answer(404, R"({"errorCode":"E0000007"})");
  EXPECT_THAT(check().problems, ElementsAre(HasSubstr("keys could not be read")));
}

TEST_F(DiscoveryCheckTest, TellsAServerThatIsNotThereFromOneThatDoesNotAnswer) {
  transport_.answer(404, R"({"errorCode":"E0000007","errorSummary":"Not found"})");
  EXPECT_EQ(check().state, DiscoveryState::wrong);
  transport_.answer(okta::failure(okta::ErrorKind::network, "no connection"));
  EXPECT_EQ(check().state, DiscoveryState::unreadable);
  transport_.answer(503);
  const DiscoveryCheck busy = check();
  EXPECT_EQ(busy.state, DiscoveryState::unreadable);
  EXPECT_THAT(busy.problems, SizeIs(1));
}

}  // namespace
}  // namespace remediate
