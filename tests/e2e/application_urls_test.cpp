#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"

// URLs in the app object that name the org authorization server.
namespace {

using testing::HasSubstr;
using namespace tests;
using Json = nlohmann::ordered_json;

constexpr auto kIssuer = "https://example.okta.com/oauth2/default";

// Members that no tool knows, at every level.
Json seed_with_urls() {
  Json seed = orders_seed();
  Json& app = seed["apps"][0];
  app["invented"] = {{"deep", {1.50, nullptr, {{"x", "ü\u2028"}}}}};
  app["profile"] = {{"issuer", kSeedUrl},
                    {"tokenEndpoint", std::string(kSeedUrl) + "/oauth2/v1/token"},
                    {"register", std::string(kSeedUrl) + "/oauth2/v1/clients"},
                    {"callback", std::string(kSeedUrl) + "/oauth2/v1/authorize/callback"},
                    {"management", std::string(kSeedUrl) + "/api/v1/users"},
                    {"elsewhere", "https://other.example/oauth2/v1/token"},
                    {"inventedNumber", 12345678901234567}};
  app["settings"]["app"] = {{"keysUrl", std::string(kSeedUrl) + "/oauth2/v1/keys"},
                            {"invented", {}}};
  app["settings"]["invented"] = {{"why", "nobody knows"}};
  app["settings"]["oauthClient"]["initiate_login_uri"] =
      "https://orders.example/login?iss=" + std::string(kSeedUrl);
  app["settings"]["oauthClient"]["invented"] = Json::array({"a", "a"});
  app["credentials"]["oauthClient"]["invented"] = true;
  return seed;
}

class ApplicationUrls : public Oktafix {
 protected:
  mocks::FakeOrg org_ = started_with(seed_with_urls());
};

TEST_F(ApplicationUrls, MoveToTheTargetAndNothingElseDoes) {
  Json expected = app_of(org_, kOrders);
  const ProgramResult applied = run(org_, with_approval({"apply", "--yes"}));
  ASSERT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  expected["profile"]["issuer"] = kIssuer;
  expected["profile"]["tokenEndpoint"] = std::string(kIssuer) + "/v1/token";
  expected["settings"]["app"]["keysUrl"] = std::string(kIssuer) + "/v1/keys";
  Json now = app_of(org_, kOrders);
  EXPECT_EQ(moves(expected, now), kNoMoves);
}

TEST_F(ApplicationUrls, ArePutAfterTheServerGrants) {
  ASSERT_EQ(run(org_, with_approval({"apply", "--yes"})).exit_code, 0);
  EXPECT_EQ(writes(org_).back(), std::string("PUT /api/v1/apps/") + kOrders);
}

TEST_F(ApplicationUrls, AreMovedBackByRollback) {
  const Json before = state_of(org_);
  ASSERT_EQ(run(org_, with_approval({"apply", "--yes"})).exit_code, 0);
  org_.forget_requests();
  const ProgramResult undone = run(org_, {"rollback", "last", "--yes"});
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_EQ(moves(before, state_of(org_)), kNoMoves);
}

TEST_F(ApplicationUrls, ThatAPutLeavesAsTheyAreAreToldFromDone) {
  // An app of Okta's catalogue answers 200 and keeps its OAuth settings.
  Json seed = orders_seed();
  Json& app = seed["apps"][0];
  app["name"] = "warehouse_oidc";
  app["settings"]["oauthClient"]["initiate_login_uri"] =
      std::string(kSeedUrl) + "/oauth2/v1/authorize";
  const mocks::FakeOrg org = started_with(seed);
  const ProgramResult applied = run(org, with_approval({"apply", "--yes"}));
  EXPECT_EQ(applied.exit_code, 6) << applied.out << applied.err;
  EXPECT_THAT(applied.err, HasSubstr("Okta answered that it was done, and it is not"));
  const Json shown = json_of(org, {"runs", "show"});
  EXPECT_EQ(shown["state"], "partial");
  EXPECT_EQ(shown["changes"].back()["state"], "failed");
}

}  // namespace
