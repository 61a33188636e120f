#include "remediate/collect/read_usage.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_org_fixture.hpp"
#include "tests/support/third_party.hpp"

namespace remediate {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr auto kSeed = R"({
 "apps": [
  {"id": "0oaweb", "name": "oidc_client", "label": "Web", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT", "credentials": {"oauthClient": {"client_id": "0oaweb"}},
   "settings": {"oauthClient": {"application_type": "web",
     "redirect_uris": ["https://0oaweb.example/cb"], "response_types": ["code"],
     "grant_types": ["authorization_code", "refresh_token"]}}},
  {"id": "0oasvc", "name": "oidc_client", "label": "Service", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT", "credentials": {"oauthClient": {"client_id": "0oasvc",
     "token_endpoint_auth_method": "client_secret_post"}},
   "settings": {"oauthClient": {"application_type": "service",
     "grant_types": ["client_credentials"]}}}],
 "authorizationServers": [{"id": "aus1", "name": "default", "default": true,
   "audiences": ["api://default"], "scopes": [{"name": "orders.read"}],
   "policies": [{"id": "00p1", "name": "p",
     "conditions": {"clients": {"include": ["0oaweb", "0oasvc"]}},
     "rules": [{"id": "0pr1", "name": "all", "conditions": {
        "people": {"groups": {"include": ["00g1staff"]}},
        "grantTypes": {"include": ["authorization_code", "client_credentials"]},
        "scopes": {"include": ["*"]}}}]}]}]})";

class ReadUsage : public tests::FakeOrgFixture {
 protected:
  void start_org(std::vector<std::string> faults = {}) {
    start_with_seed(kSeed, std::move(faults));
    others_.emplace(org_->base_url());
  }
  void sign_in(const std::string& scopes) const { others_->sign_in("0oaweb", "default/", scopes); }
  void ask_as_service() const {
    ASSERT_EQ(others_->ask_for_token("default/",
                                     "client_id=0oasvc&client_secret=s&scope=orders.read"
                                     "&grant_type=client_credentials"),
              200);
  }

  [[nodiscard]] ServerUsage read(const std::set<std::string>& clients = {"0oaweb", "0oasvc"},
                                 std::chrono::minutes ago = std::chrono::minutes{60},
                                 bool anybody = false) {
    const okta::Client opened = client();
    ServerUsage usage =
        read_usage(opened, {"aus1", "default", clock_.now() - ago, clients, anybody}, {});
    calls_ = opened.calls_made();
    return usage;
  }

  std::optional<tests::ThirdParty> others_;
};

TEST_F(ReadUsage, FindsNobodyWhereNobodyCame) {
  start_org();
  const ServerUsage usage = read();
  EXPECT_THAT(usage.clients, IsEmpty());
  EXPECT_THAT(usage.gaps, IsEmpty());
  EXPECT_EQ(calls_, 3) << "who holds tokens, and one log query for each client";
}

TEST_F(ReadUsage, FindsAClientWithARefreshTokenAndItsScopes) {
  start_org();
  sign_in("openid offline_access orders.read");
  const ServerUsage usage = read();
  ASSERT_THAT(usage.clients, SizeIs(1));
  EXPECT_EQ(usage.clients[0].client_id, "0oaweb");
  EXPECT_EQ(usage.clients[0].name, "Web");
  EXPECT_TRUE(usage.clients[0].holds_tokens);
  EXPECT_THAT(usage.clients[0].scopes, ElementsAre("offline_access", "openid", "orders.read"));
  EXPECT_TRUE(usage.clients[0].may_use("orders.read"));
  EXPECT_FALSE(usage.clients[0].may_use("orders.write"));
}

TEST_F(ReadUsage, FindsAServiceThatHoldsNoRefreshTokenInTheLog) {
  start_org();
  ask_as_service();
  const ServerUsage usage = read();
  ASSERT_THAT(usage.clients, SizeIs(1));
  EXPECT_EQ(usage.clients[0].client_id, "0oasvc");
  EXPECT_FALSE(usage.clients[0].holds_tokens);
  EXPECT_EQ(usage.clients[0].last_grant, clock_.now());
  EXPECT_THAT(usage.clients[0].scopes, ElementsAre("orders.read"));
}

TEST_F(ReadUsage, LeavesOutWhatWasIssuedBeforeTheMoment) {
  start_org();
  sign_in("openid offline_access orders.read");
  EXPECT_THAT(read({"0oaweb"}, std::chrono::minutes{-60}).clients, IsEmpty());
}

TEST_F(ReadUsage, LeavesOutThoseWhomNobodyAskedAbout) {
  start_org();
  sign_in("openid offline_access");
  EXPECT_THAT(read({"0oasvc"}).clients, IsEmpty());
}

TEST_F(ReadUsage, FindsAnybodyWhereTheWholeServerMatters) {
  start_org();
  sign_in("openid offline_access");
  ask_as_service();
  const ServerUsage usage = read({}, std::chrono::minutes{60}, true);
  ASSERT_THAT(usage.clients, SizeIs(2));
  EXPECT_EQ(usage.clients[0].client_id, "0oasvc");
  EXPECT_EQ(usage.clients[1].client_id, "0oaweb");
  EXPECT_THAT(usage.gaps, IsEmpty());
}

TEST_F(ReadUsage, SaysThatTheListOfClientsCannotBeRead) {
  start_org({"GET /clients$ 1 403"});
  const ServerUsage usage = read();
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  ASSERT_THAT(usage.gaps, SizeIs(1));
  EXPECT_EQ(usage.gaps[0].source, "clients");
  EXPECT_EQ(usage.gaps[0].reason, "forbidden");
  EXPECT_NE(usage.gap_about("0oaweb"), nullptr);
  EXPECT_NE(usage.gap_about("0oasvc"), nullptr);
}

// Okta refuses a log query that reaches back 180 days and more.
TEST_F(ReadUsage, AsksTheLogForNoMoreThanItKeeps) {
  start_org();
  ask_as_service();
  const ServerUsage usage = read({"0oasvc"}, std::chrono::days{200}, true);
  EXPECT_THAT(usage.gaps, IsEmpty());
  EXPECT_THAT(usage.clients, SizeIs(1));
  const okta::Client opened = client();
  EXPECT_THAT(read_recent_changes(opened, clock_.now() - std::chrono::days{200}, {}).gaps,
              IsEmpty());
}

TEST_F(ReadUsage, SaysOfWhomTheLogCannotBeRead) {
  start_org({"GET ^/api/v1/logs$ 1 403"});
  const ServerUsage usage = read({"0oasvc"});
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  ASSERT_NE(usage.gap_about("0oasvc"), nullptr);
  EXPECT_EQ(usage.gap_about("0oasvc")->needs, "okta.logs.read");
  EXPECT_EQ(usage.gap_about("0oaweb"), nullptr);
}

// It lives there, that is known; on which scopes is not.
TEST_F(ReadUsage, TakesEveryScopeForUsedWhenTheTokensOfALiveClientAreReadInPart) {
  start_org({"GET ^/api/v1/logs$ 1 403"});
  sign_in("openid offline_access");
  const ServerUsage usage = read({"0oaweb"});
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  ASSERT_THAT(usage.clients, SizeIs(1));
  EXPECT_TRUE(usage.clients[0].may_use("orders.read"));
}

TEST_F(ReadUsage, SaysWhenTheTokensOfAClientCannotBeRead) {
  start_org({"GET /clients/0oaweb/tokens$ 1 403"});
  sign_in("openid offline_access");
  // Before the log could tell.
  const ServerUsage usage = read({"0oaweb"}, std::chrono::minutes{-60});
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  ASSERT_NE(usage.gap_about("0oaweb"), nullptr);
  EXPECT_EQ(usage.gap_about("0oaweb")->source, "refreshTokens");
}

TEST_F(ReadUsage, TellsOthersChangesInOneQueryAndNobodysId) {
  start_org();
  others_->send(okta::Method::put, "/api/v1/authorizationServers/aus1/policies/00p1",
                R"({"name": "p", "conditions": {"clients": {"include": ["0oaweb"]}}})");
  const okta::Client opened = client();
  const RecentChanges recent =
      read_recent_changes(opened, clock_.now() - std::chrono::hours{1}, {});
  EXPECT_EQ(opened.calls_made(), 1);
  ASSERT_THAT(recent.changes, SizeIs(1));
  EXPECT_EQ(recent.changes[0].event_type, "policy.lifecycle.update");
  EXPECT_FALSE(recent.changes[0].calls_itself_oktafix);
  EXPECT_EQ(concern_of(recent.changes[0], {"00p1"}), Concern::certain);
  EXPECT_THAT(in_words(recent.changes[0]),
              AllOf(HasSubstr("by User at "), HasSubstr("(who: event "), Not(HasSubstr("Ada")),
                    Not(HasSubstr("00u1admin"))));
}

TEST_F(ReadUsage, SaysThatOthersChangesCannotBeTold) {
  start_org({"GET ^/api/v1/logs$ 1 403"});
  const okta::Client opened = client();
  const RecentChanges recent =
      read_recent_changes(opened, clock_.now() - std::chrono::hours{1}, {});
  EXPECT_EQ(org_->faults().at(0).fired, 1);
  EXPECT_THAT(recent.gaps, SizeIs(1));
}

}  // namespace
}  // namespace remediate
