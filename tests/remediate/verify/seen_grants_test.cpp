#include "remediate/verify/seen_grants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr okta::Timestamp kStart{1'780'000'000s};

ServerEvent success(ScopeSet scopes, const std::string& grant_type = "authorization_code",
                    okta::Timestamp at = kStart) {
  ServerEvent event;
  event.server = "aus1";
  event.request.client_id = "0oa1";
  event.request.grant_type = grant_type;
  event.request.outcome = Outcome::success;
  event.request.scopes_known = !scopes.empty();
  event.request.scopes = std::move(scopes);
  event.request.at = at;
  return event;
}

WatchedEffect effect(ScopeSet scopes = {"openid", "orders.read"}) {
  WatchedEffect effect;
  effect.client_id = "0oa1";
  effect.authorization_server = "aus1";
  effect.grant_type = "authorization_code";
  effect.scopes = std::move(scopes);
  return effect;
}

WatchedEffect judged(const std::vector<ServerEvent>& events, WatchedEffect watched = effect()) {
  SeenGrants grants;
  for (const ServerEvent& each : events) grants.add(each);
  grants.judge(watched);
  return watched;
}

TEST(SeenGrants, LeaveAnEffectComputedUntilSomethingIsSeen) {
  const WatchedEffect computed = judged({});
  EXPECT_EQ(computed.state, EffectState::computed);
  EXPECT_FALSE(computed.observed_at);
  EXPECT_THAT(computed.unseen, ElementsAre("openid", "orders.read"));
}

TEST(SeenGrants, ObserveAnEffectWhenAllItsScopesWereGranted) {
  const WatchedEffect observed = judged({success({"openid", "orders.read", "profile"})});
  EXPECT_EQ(observed.state, EffectState::observed);
  EXPECT_EQ(observed.observed_at, kStart);
  EXPECT_THAT(observed.unseen, IsEmpty());
}

TEST(SeenGrants, TakeTheScopesOfSeveralRequestsTogether) {
  const std::vector<ServerEvent> events = {
      success({"orders.read"}, "authorization_code", kStart + 3min), success({"openid"}),
      success({"openid"}, "authorization_code", kStart + 9min)};
  EXPECT_EQ(judged(events).observed_at, kStart + 3min) << "the first time of the last scope";
  const WatchedEffect in_part = judged({events[1]});
  EXPECT_EQ(in_part.state, EffectState::partly_observed);
  EXPECT_THAT(in_part.unseen, ElementsAre("orders.read"));
  EXPECT_FALSE(in_part.observed_at);
}

TEST(SeenGrants, DoNotTakeAnotherGrantTypeClientOrServerForIt) {
  ServerEvent other_client = success({"openid", "orders.read"});
  other_client.request.client_id = "0oa2";
  ServerEvent other_server = success({"openid", "orders.read"});
  other_server.server = "aus2";
  ServerEvent failure = success({"openid", "orders.read"});
  failure.request.outcome = Outcome::failure;
  for (const ServerEvent& each :
       {other_client, other_server, failure, success({"openid", "orders.read"}, "refresh_token"),
        success({"openid", "orders.read"}, "")})
    EXPECT_EQ(judged({each}).state, EffectState::computed) << each.request.grant_type;
}

TEST(SeenGrants, CountAHybridRequestForBothGrantTypes) {
  const ServerEvent hybrid = success({"openid", "orders.read"}, "authorization_code implicit");
  WatchedEffect implicit = effect();
  implicit.grant_type = "implicit";
  EXPECT_EQ(judged({hybrid}).state, EffectState::observed);
  EXPECT_EQ(judged({hybrid}, implicit).state, EffectState::observed);
}

TEST(SeenGrants, ObserveInPartWhatDoesNotShowItsScopes) {
  const WatchedEffect hidden = judged({success({})});
  EXPECT_EQ(hidden.state, EffectState::partly_observed);
  EXPECT_THAT(hidden.unseen, ElementsAre("openid", "orders.read"));
}

TEST(SeenGrants, SayWhatNoLogCanShow) {
  EXPECT_THAT(judged({success({"openid"})}, effect({})).why, HasSubstr("name no scope"));
  EXPECT_EQ(judged({success({"openid"})}, effect({})).state, EffectState::computed);
  WatchedEffect anybody = effect();
  anybody.client_id = "*";
  EXPECT_THAT(judged({}, anybody).why, HasSubstr("names no client"));
  WatchedEffect refusal = effect();
  refusal.why = "it is a refusal";
  EXPECT_EQ(judged({success({"openid", "orders.read"})}, refusal).state, EffectState::computed);
}

TEST(SeenGrants, CoverARequestWhoseScopesWereAllGranted) {
  SeenGrants grants;
  grants.add(success({"openid", "orders.read"}));
  EXPECT_TRUE(grants.cover("0oa1", "aus1", "authorization_code", {"orders.read"}));
  EXPECT_FALSE(grants.cover("0oa1", "aus1", "authorization_code", {"orders.read", "x"}));
  EXPECT_FALSE(grants.cover("0oa1", "aus1", "authorization_code", {}));
  EXPECT_FALSE(grants.cover("0oa1", "aus2", "authorization_code", {"orders.read"}));
}

}  // namespace
}  // namespace remediate
