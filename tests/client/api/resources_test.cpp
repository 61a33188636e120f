// What is particular about single resources: the other calls of a Collection are alike
// (collection_test.cpp).
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/api/associated_servers.hpp"
#include "client/api/signing_keys.hpp"
#include "tests/support/scripted_transport.hpp"

namespace okta {
namespace {

using testing::ElementsAre;

constexpr auto kServers = "https://acme.okta.com/api/v1/authorizationServers/aus1";

class Resources : public testing::Test {
 protected:
  Caller caller() { return {transport_, *parse_url("https://acme.okta.com")}; }
  const Request& sent(std::size_t index = 0) { return transport_.requests().at(index); }

  tests::ScriptedTransport transport_;
};

std::string server(const std::string& id) {
  return R"({"id":")" + id +
         R"(","status":"ACTIVE","audiences":["a"],"issuer":"https://acme.okta.com/oauth2/)" + id +
         R"(","_links":null})";
}

TEST_F(Resources, AListCanBeAskedForLess) {
  for (int each = 0; each < 3; ++each) transport_.answer(200, "[]");
  const Collection<Group> groups(caller());
  ASSERT_TRUE(groups.list({{"q", "Every one"}}).next({}));
  ASSERT_TRUE(groups.list({{"limit", "10"}}).next({}));
  ASSERT_TRUE(Collection<Feature>(caller()).list().next({}));
  EXPECT_EQ(parse_query(sent(0).url.query),
            (QueryParameters{{"q", "Every one"}, {"limit", "200"}}));
  EXPECT_EQ(sent(1).url.query, "limit=10");
  EXPECT_EQ(sent(2).url.query, "") << "Okta does not page features";
}

TEST_F(Resources, AnAppCanBeMadeWithoutBeingActivated) {
  transport_.answer(200, R"({"id":"0oa1","status":"INACTIVE"})");
  ASSERT_TRUE(Collection<Application>(caller()).create("{}", {}, {{"activate", "false"}}));
  EXPECT_EQ(sent().url.text(), "https://acme.okta.com/api/v1/apps?activate=false");
}

TEST_F(Resources, RefreshTokensAreRevokedOneByOneOrAllAtOnce) {
  transport_.answer(204);
  transport_.answer(204);
  const Collection<RefreshToken> tokens(caller(), {"aus1", "0oa1"});
  ASSERT_TRUE(tokens.remove("oar1", {}));
  ASSERT_TRUE(tokens.remove_all({}));
  EXPECT_EQ(sent(0).url.text(), std::string(kServers) + "/clients/0oa1/tokens/oar1");
  EXPECT_EQ(sent(1).url.text(), std::string(kServers) + "/clients/0oa1/tokens");
  EXPECT_EQ(sent(1).method, Method::del);
}

TEST_F(Resources, AllOfNothingIsNeverRevoked) {
  EXPECT_FALSE(Collection<RefreshToken>(caller(), {"aus1", ""}).remove_all({}));
  EXPECT_FALSE(Collection<RefreshToken>(caller(), {"aus1", "0oa1"}).remove("", {}));
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(Resources, RotatingGivesTheKeysAsTheyAreNow) {
  transport_.answer(200, R"([{"kid":"k1","status":"EXPIRED"},{"kid":"k2","status":"ACTIVE"},{}])");
  const auto keys = SigningKeys(caller(), "aus1").rotate({});
  ASSERT_TRUE(keys);
  ASSERT_EQ(keys->elements.size(), 3U);
  EXPECT_TRUE(keys->elements[1].value->is_active());
  EXPECT_FALSE(keys->elements[2].value) << "an odd key spoils no other";
  EXPECT_EQ(sent().url.text(), std::string(kServers) + "/credentials/lifecycle/keyRotate");
  EXPECT_EQ(sent().body, R"({"use":"sig"})");
  EXPECT_FALSE(sent().idempotent);
}

TEST_F(Resources, AnAnswerToARotationThatIsNoListIsAnError) {
  transport_.answer(200, "{}", {{"X-Okta-Request-Id", "req1"}});
  const auto keys = SigningKeys(caller(), "aus1").rotate({});
  ASSERT_FALSE(keys);
  EXPECT_EQ(keys.error().kind, ErrorKind::protocol);
  EXPECT_EQ(keys.error().http->request_id, "req1");
  EXPECT_THAT(keys.error().during, ElementsAre("signing key"));
}

TEST_F(Resources, SigningKeysAreListedAndReadById) {
  transport_.answer(200, R"([{"kid":"k1","status":"ACTIVE"}])");
  transport_.answer(200, R"({"kid":"k1","status":"ACTIVE"})");
  const SigningKeys keys(caller(), "aus1");
  ASSERT_TRUE(keys.list().next({}));
  ASSERT_TRUE(keys.get("k1", {}));
  EXPECT_EQ(sent(0).url.text(), std::string(kServers) + "/credentials/keys");
  EXPECT_EQ(sent(1).url.text(), std::string(kServers) + "/credentials/keys/k1");
}

TEST_F(Resources, AssociatedServersAreAskedForWithALimit) {
  transport_.answer(200, "[" + server("aus2") + "]");
  transport_.answer(200, "[]");
  const AssociatedServers servers(caller(), "aus1");
  auto trusted = servers.list();
  const auto page = trusted.next({});
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->elements.at(0).value->id, "aus2");
  ASSERT_TRUE(servers.list(Trust::untrusted).next({}));
  EXPECT_EQ(sent(0).url.text(),
            std::string(kServers) + "/associatedServers?trusted=true&limit=200");
  EXPECT_EQ(sent(1).url.query, "trusted=false&limit=200");
}

TEST_F(Resources, AServerIsAssociatedAndRemovedAgain) {
  transport_.answer(200, "[" + server("aus2") + "]");
  transport_.answer(204);
  const AssociatedServers servers(caller(), "aus1");
  const auto now = servers.associate({"aus2", "a\"3"}, {});
  ASSERT_TRUE(now);
  EXPECT_EQ(now->elements.at(0).value->id, "aus2");
  ASSERT_TRUE(servers.remove("aus/2", {}));
  EXPECT_EQ(sent(0).body, R"({"trusted":["aus2","a\"3"]})");
  EXPECT_EQ(sent(1).url.text(), std::string(kServers) + "/associatedServers/aus%2F2");
}

TEST_F(Resources, AResourceServerKeyIsReadFromTheAnswerToItsCreation) {
  transport_.answer(201, R"({"id":"apk1","kid":null,"status":"INACTIVE","kty":"RSA","use":"enc"})");
  transport_.answer(200, "{}");
  const Collection<ResourceServerKey> keys(caller(), {"aus1"});
  const auto key = keys.create(R"({"kty":"RSA"})", {});
  ASSERT_TRUE(key);
  EXPECT_FALSE(key->value.is_active());
  ASSERT_TRUE(keys.activate("apk1", {}));
  EXPECT_EQ(sent(1).url.text(),
            std::string(kServers) + "/resourceservercredentials/keys/apk1/lifecycle/activate");
}

}  // namespace
}  // namespace okta
