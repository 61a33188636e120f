// A rollback while clients live on what the run made, or after others changed it; and others at
// work before an apply.
#include <optional>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mocks/change_log.hpp"
#include "tests/e2e/oktafix_fixture.hpp"
#include "tests/e2e/orgs.hpp"
#include "tests/support/third_party.hpp"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace tests;
using Json = nlohmann::ordered_json;

// Nothing that the log says of people.
MATCHER(NamesNobody, "") {
  return arg.find("Ada Admin") == std::string::npos && arg.find("ada.admin") == std::string::npos &&
         arg.find("192.0.2.7") == std::string::npos && arg.find(mocks::kAdminId) == arg.npos;
}

// As if the page were wide enough for every sentence.
std::string unwrapped(const std::string& text) {
  return std::regex_replace(text, std::regex("\\s+"), " ");
}

std::string by_admin(const std::string& event) { return event + " by User at "; }

class LiveClients : public Oktafix {
 protected:
  void apply(const Json& seed) {
    org_.emplace(started_with(seed));
    others_.emplace(org_->base_url());
    const ProgramResult applied = run(*org_, with_approval({"apply", "--yes"}));
    ASSERT_EQ(applied.exit_code, 0) << applied.out << applied.err;
    org_->forget_requests();
  }
  [[nodiscard]] ProgramResult rollback(std::vector<std::string> more = {"--yes"}) const {
    more.insert(more.begin(), {"rollback", "last"});
    return run(*org_, more);
  }
  void edit_own_policy(const std::string& client) const {
    const std::string path =
        std::string(kServerPath) + "/policies/" + std::string(own_policy(*org_, client)["id"]);
    Json policy = Json::parse(others_->send(okta::Method::get, path).body);
    policy["description"] = "mine";
    ASSERT_EQ(others_->send(okta::Method::put, path, policy.dump()).status, 200);
  }

  std::optional<mocks::FakeOrg> org_;
  std::optional<ThirdParty> others_;
};

TEST_F(LiveClients, KeepWhatTheyMovedToUntilSomebodyInsists) {
  apply(orders_seed());
  others_->sign_in(kOrders, "default/", "openid orders.read");
  const Json before = state_of(*org_);
  org_->forget_requests();

  const ProgramResult refused = rollback();
  EXPECT_EQ(refused.exit_code, 9) << refused.out << refused.err;
  EXPECT_THAT(unwrapped(refused.out),
              AllOf(HasSubstr("0oa1orders 'Orders' (was granted access last at "),
                    HasSubstr("would be cut off"), HasSubstr("pass --even-if-used")));
  EXPECT_THAT(writes(*org_), IsEmpty());
  EXPECT_EQ(moves(before, state_of(*org_)), kNoMoves);

  const ProgramResult rehearsed = rollback({"--dry-run", "--even-if-used"});
  EXPECT_EQ(rehearsed.exit_code, 3);
  EXPECT_THAT(writes(*org_), IsEmpty());

  const ProgramResult forced = rollback({"--yes", "--even-if-used"});
  EXPECT_EQ(forced.exit_code, 0) << forced.out << forced.err;
  EXPECT_THAT(unwrapped(forced.out), HasSubstr("0oa1orders 'Orders' (was granted access last at "));
  EXPECT_FALSE(has_scope(*org_, "orders.read"));
  EXPECT_TRUE(own_policy(*org_, kOrders).is_null());
}

TEST_F(LiveClients, AreNamedToScriptsAsWell) {
  apply(orders_seed());
  others_->sign_in(kOrders, "default/", "openid orders.read");
  const Json plan = json_of(*org_, {"rollback", "last", "--yes"});
  ASSERT_FALSE(plan["blocked"].empty());
  EXPECT_EQ(plan["blocked"][0]["by"], "in-use");
  EXPECT_THAT(std::string(plan["blocked"][0]["advice"]), HasSubstr("0oa1orders"));
}

// A refresh token outlives the log of its grant; the server tells of it itself.
TEST_F(LiveClients, AreKnownByTheirRefreshTokens) {
  Json seed = orders_seed();
  seed["apps"][0]["settings"]["oauthClient"]["grant_types"].push_back("refresh_token");
  seed["logs"][0]["debugContext"]["debugData"]["requestedScopes"] =
      "openid, offline_access, orders.read";
  apply(seed);
  others_->sign_in(kOrders, "default/", "openid offline_access orders.read");
  org_->forget_requests();
  const ProgramResult refused = rollback();
  EXPECT_EQ(refused.exit_code, 9);
  EXPECT_THAT(unwrapped(refused.out), HasSubstr("holds refresh tokens"));
  EXPECT_THAT(writes(*org_), IsEmpty());
}

TEST_F(LiveClients, KeepTheirPartWhileTheRestIsUndone) {
  apply(two_client_seed());
  others_->sign_in(kOrders, "default/", "openid orders.read");
  const Json before = own_policy(*org_, kOrders);
  const ProgramResult rehearsed = rollback({"--dry-run"});
  EXPECT_EQ(rehearsed.exit_code, 9);
  EXPECT_THAT(rehearsed.err, HasSubstr("oktafix 0oa1orders stays (in-use): 0oa1orders 'Orders'"));
  EXPECT_THAT(rehearsed.out, HasSubstr("DELETE"));
  const ProgramResult undone = rollback();
  EXPECT_EQ(undone.exit_code, 9) << undone.out << undone.err;
  EXPECT_TRUE(own_policy(*org_, kStock).is_null());
  EXPECT_EQ(own_policy(*org_, kOrders), before);
  EXPECT_TRUE(has_scope(*org_, "orders.read"));
  EXPECT_NO_THROW(others_->sign_in(kOrders, "default/", "openid orders.read"));
  EXPECT_EQ(json_of(*org_, {"runs"})["runs"][0]["state"], "done") << "not rolled back";
}

TEST_F(LiveClients, MayBeThereWhereNobodyMayLook) {
  apply(orders_seed());
  ASSERT_TRUE(org_->add_fault("GET ^/api/v1/logs$ 1-9 403"));
  const ProgramResult refused = rollback();
  EXPECT_GE(org_->faults().back().fired, 1);
  EXPECT_EQ(refused.exit_code, 8) << refused.out << refused.err;
  EXPECT_THAT(unwrapped(refused.out),
              AllOf(HasSubstr("cannot be told"), HasSubstr("okta.logs.read")));
  EXPECT_THAT(writes(*org_), IsEmpty());
  const ProgramResult forced = rollback({"--yes", "--even-if-used"});
  EXPECT_EQ(forced.exit_code, 0) << forced.out << forced.err;
  EXPECT_FALSE(has_scope(*org_, "orders.read"));
}

// An event that says what it should not be able to say may be a grant.
TEST_F(LiveClients, MayBeThereWhereAnEventHasAnotherShape) {
  apply(orders_seed());
  ASSERT_TRUE(org_->add_log_event(
      R"({"eventType": "app.oauth2.as.token.grant.access_token", "published": "-1s",
          "outcome": {"result": "SUCCESS"}, "actor": {"type": "PublicClientApp",
          "id": "0oa1orders"}, "debugContext": {"debugData": ["orders.read"]}})"));
  const ProgramResult refused = rollback();
  EXPECT_EQ(refused.exit_code, 8) << refused.out << refused.err;
  EXPECT_THAT(unwrapped(refused.out), HasSubstr("systemLog (undecodable) of 0oa1orders"));
  EXPECT_THAT(writes(*org_), IsEmpty());
}

TEST_F(LiveClients, ThatOnlyUseTheServerOtherwiseStopNoRollback) {
  apply(orders_seed());
  others_->sign_in(kOrders, "", "openid");  // the org server
  const ProgramResult undone = rollback();
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_FALSE(has_scope(*org_, "orders.read"));
}

TEST_F(LiveClients, WhatOthersChangedStaysAndIsToldWithItsEvent) {
  apply(orders_seed());
  edit_own_policy(kOrders);
  org_->forget_requests();
  const ProgramResult refused = rollback();
  EXPECT_EQ(refused.exit_code, 9) << refused.out << refused.err;
  EXPECT_THAT(unwrapped(refused.out),
              AllOf(HasSubstr(by_admin("policy.lifecycle.update")), HasSubstr("(who: event "),
                    Not(HasSubstr("another oktafix"))))
      << "the run that is undone is one's own";
  EXPECT_THAT(refused.out + refused.err, NamesNobody());
  EXPECT_THAT(writes(*org_), IsEmpty());
  EXPECT_FALSE(own_policy(*org_, kOrders).is_null());
}

TEST_F(LiveClients, OthersAtWorkAreToldBeforeTheFirstWrite) {
  org_.emplace(started_with(orders_seed()));
  others_.emplace(org_->base_url());
  ASSERT_EQ(run(*org_, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  // Undone again: the plan still fits.
  const std::string path = std::string(kServerPath) + "/scopes";
  const Json scope =
      Json::parse(others_->send(okta::Method::post, path, R"({"name": "stock.read"})").body);
  others_->send(okta::Method::del, path + "/" + std::string(scope["id"]));
  org_->forget_requests();

  const ProgramResult applied = run(*org_, {"apply", "plan.json", "--yes"});
  EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  EXPECT_THAT(applied.err, AllOf(HasSubstr("others have changed what this writes on"),
                                 HasSubstr(by_admin("oauth2.scope.created")),
                                 HasSubstr(by_admin("oauth2.scope.deleted"))));
  EXPECT_THAT(applied.err, NamesNobody());
  EXPECT_EQ(org_->count_requests("GET", "^/api/v1/logs$"), 1);

  const ProgramResult undone = rollback();
  EXPECT_EQ(undone.exit_code, 0) << undone.out << undone.err;
  EXPECT_THAT(undone.err, Not(HasSubstr("policy.lifecycle"))) << "what oktafix did is no news";
}

// A colleague's runs are in a journal of his own.
TEST_F(LiveClients, OthersAtWorkWithOktafixAreToldToThoseWhoDoNotShareTheirJournal) {
  org_.emplace(started_with(two_client_seed()));
  ASSERT_EQ(run(*org_, with_approval({"apply", "--yes", "--state-dir", "theirs"})).exit_code, 0);
  ASSERT_EQ(run(*org_, {"rollback", "last", "--yes", "--state-dir", "theirs"}).exit_code, 0);
  const ProgramResult same = run(*org_, with_approval({"apply", "--yes", "--state-dir", "theirs"}));
  EXPECT_EQ(same.exit_code, 0) << same.err;
  EXPECT_THAT(same.err, Not(HasSubstr("others have changed")));
  ASSERT_EQ(run(*org_, {"rollback", "last", "--yes", "--state-dir", "theirs"}).exit_code, 0);

  const ProgramResult other = run(*org_, with_approval({"apply", "--yes"}));
  EXPECT_EQ(other.exit_code, 0) << other.err;
  EXPECT_THAT(other.err, AllOf(HasSubstr("others have changed what this writes on"),
                               HasSubstr("with another oktafix, or with this one, at ")));
  EXPECT_THAT(other.err, NamesNobody());
}

TEST_F(LiveClients, OthersAtWorkWhoCannotBeToldStopNobody) {
  org_.emplace(started_with(orders_seed()));
  ASSERT_EQ(run(*org_, with_approval({"plan", "--out", "plan.json"})).exit_code, 3);
  ASSERT_TRUE(org_->add_fault("GET ^/api/v1/logs$ 1 403"));
  const ProgramResult applied = run(*org_, {"apply", "plan.json", "--yes"});
  EXPECT_EQ(org_->faults().back().fired, 1);
  EXPECT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  EXPECT_THAT(applied.err, HasSubstr("cannot be told"));
  EXPECT_TRUE(has_scope(*org_, "orders.read"));
}

}  // namespace
