#include <gmock/gmock.h>

#include "remediate/collect/read_servers.hpp"
#include "tests/support/fake_org_fixture.hpp"

namespace remediate {
namespace {

class ReadServerSet : public tests::FakeOrgFixture {
 protected:
  static constexpr auto kSeed =
      R"({"authorizationServers":[{"id":"aus1","name":"Orders","status":"ACTIVE",)"
      R"("issuer":"https://example.okta.com/oauth2/aus1","audiences":["api://orders"],)"
      R"("scopes":[{"id":"scp1","name":"openid"}],"policies":[{"id":"00p1","name":"P",)"
      R"("status":"ACTIVE","priority":1,"conditions":{"clients":{"include":["ALL_CLIENTS"]}},)"
      R"("rules":[{"id":"0pr1","name":"R","status":"ACTIVE","priority":1,"conditions":)"
      R"({"grantTypes":{"include":["implicit"]},"scopes":{"include":["*"]}}}]}]}]})";

  [[nodiscard]] okta::Result<ServerSnapshot> read(const std::string& id = "aus1") {
    const okta::Client opened = client();
    return read_server_set(opened, id, {});
  }
};

TEST_F(ReadServerSet, HoldsTheServerWithItsScopesPoliciesAndRules) {
  start_with_seed(kSeed);
  const auto server = read();
  ASSERT_TRUE(server) << server.error().describe();
  EXPECT_EQ(server->server.name, "Orders");
  EXPECT_EQ(server->scopes.size(), 1U);
  ASSERT_EQ(server->policies.size(), 1U);
  EXPECT_EQ(server->policies[0].rules.size(), 1U);
}

TEST_F(ReadServerSet, IsAnErrorWhenAnyPartCannotBeRead) {
  for (const std::string part : {"aus1$", "scopes$", "policies$", "rules$"}) {
    start_with_seed(kSeed, {"GET /" + part + " 1 403"});
    const auto server = read();
    EXPECT_EQ(org_->faults().at(0).fired, 1) << part;
    ASSERT_FALSE(server) << part;
    EXPECT_EQ(server.error().kind, okta::ErrorKind::forbidden) << part;
    EXPECT_THAT(server.error().describe(), testing::HasSubstr("aus1"));
  }
}

TEST_F(ReadServerSet, IsAnErrorWhenAnyPartDoesNotDecode) {
  for (const std::string name : {"scp1\",\"name\":", "0pr1\",\"name\":"}) {
    std::string seed = kSeed;
    const auto at = seed.find(name) + name.size();
    seed.replace(at, seed.find('"', at + 1) + 1 - at, "7");
    if (name.starts_with("0pr1")) seed.replace(seed.find(R"(["implicit"])"), 12, "7");
    start_with_seed(seed);
    const auto server = read();
    ASSERT_FALSE(server) << name;
    EXPECT_EQ(server.error().kind, okta::ErrorKind::protocol);
  }
}

TEST_F(ReadServerSet, TakesNoOtherServerForTheOneThatWasAskedFor) {
  start_with_seed(kSeed);
  const auto server = read("..");
  EXPECT_FALSE(server);
}

}  // namespace
}  // namespace remediate
