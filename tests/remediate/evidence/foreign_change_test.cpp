// Who else changed the org, out of System Log events; and whether it concerns somebody's objects.
#include "remediate/evidence/foreign_change.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/evidence/builders.hpp"

namespace {

using remediate::Concern;
using remediate::concern_of;
using remediate::read_foreign_change;
using remediate::RecentChange;
using testing::HasSubstr;
using testing::Not;

okta::LogEvent change_event(const std::string& type, std::vector<okta::LogTarget> targets = {}) {
  okta::LogEvent event = tests::event(type, "SUCCESS");
  event.uuid = "7f0c1a2b-9d3e";
  event.user_agent = "Mozilla/5.0";
  event.actor = {"User", "00u1admin", ""};
  event.targets = std::move(targets);
  return event;
}

okta::LogTarget target(const std::string& type, const std::string& id,
                       const std::string& policy_type = "") {
  return {type, id, "unknown", "Name of it", policy_type};
}

Concern concern(const okta::LogEvent& event, const std::set<std::string>& ids) {
  return concern_of(read_foreign_change(event).value(), ids);
}

TEST(ForeignChange, SaysWhatByWhomAndWhen) {
  const auto change = read_foreign_change(change_event(
      "policy.rule.update", {target("PolicyEntity", "00p1"), target("PolicyRule", "0pr1")}));
  ASSERT_TRUE(change);
  EXPECT_EQ(in_words(*change),
            "policy.rule.update by User at 2026-03-01T09:00:00.000Z (who: event 7f0c1a2b-9d3e in "
            "the System Log)");
}

// Which one, the event does not tell; and anybody may call himself so.
TEST(ForeignChange, MayBeThatOfAnotherOktafix) {
  okta::LogEvent event = change_event("oauth2.scope.created");
  event.user_agent = "oktafix/0.1.0";
  const auto change = read_foreign_change(event);
  ASSERT_TRUE(change);
  EXPECT_TRUE(change->calls_itself_oktafix);
  EXPECT_THAT(in_words(*change), HasSubstr("by User with another oktafix, or with this one, at "));
}

TEST(ForeignChange, TellsTheIdOfAnAppAndOfNoPerson) {
  okta::LogEvent event = change_event("oauth2.scope.created");
  event.actor = {"PublicClientApp", "0oa9robot", "robot"};
  EXPECT_THAT(in_words(read_foreign_change(event).value()),
              HasSubstr("by PublicClientApp 0oa9robot at "));
  for (const char* type : {"User", "SystemPrincipal", "AppUser", "", "publicclientapp"}) {
    event.actor.type = type;
    EXPECT_THAT(in_words(read_foreign_change(event).value()), Not(HasSubstr("0oa9robot"))) << type;
  }
}

TEST(ForeignChange, IsNotWhatFailedOrWasNoChange) {
  okta::LogEvent refused = change_event("policy.lifecycle.update");
  refused.outcome_result = "FAILURE";
  EXPECT_FALSE(read_foreign_change(refused));
  for (const char* type : {"policy.evaluate_sign_on", "policy.rule.action.execute",
                           "app.oauth2.as.token.grant", "application.lifecycle.create"})
    EXPECT_FALSE(read_foreign_change(change_event(type))) << type;
}

TEST(ForeignChange, NamesNobodyByWhatIsNoPlainId) {
  for (const char* id : {"ada.admin@example.com", "Ada Admin", "ada", "192.0.2.7", "unknown", ""}) {
    okta::LogEvent event = change_event("oauth2.as.updated");
    event.actor = {"PublicClientApp", id, ""};
    event.uuid = id;
    const auto change = read_foreign_change(event);
    ASSERT_TRUE(change);
    EXPECT_EQ(in_words(*change), "oauth2.as.updated by PublicClientApp at 2026-03-01T09:00:00.000Z")
        << id;
  }
}

TEST(ForeignChange, KeepsNothingOfPeopleAmongItsTargets) {
  const auto change = read_foreign_change(
      change_event("oauth2.as.updated", {target("User", "00u2bob"), target("AppUser", "0ua2bob"),
                                         target("AuthorizationServer", "aus1")}));
  ASSERT_TRUE(change);
  ASSERT_EQ(change->objects.size(), 1U);
  EXPECT_EQ(change->objects[0].id, "aus1");
}

TEST(ForeignChange, ConcernsTheObjectsThatItNames) {
  const auto policy = change_event("policy.lifecycle.update", {target("PolicyEntity", "00p1")});
  EXPECT_EQ(concern(policy, {"aus1", "00p1"}), Concern::certain);
  EXPECT_EQ(concern(policy, {"aus1", "00p2"}), Concern::none);
  const auto app = change_event("application.lifecycle.update", {target("AppInstance", "0oa1")});
  EXPECT_EQ(concern(app, {"0oa1"}), Concern::certain);
  EXPECT_EQ(concern(app, {"0oa2"}), Concern::none);
}

// One reading: a rule's event names its policy. The other: it does so in the rule's alternate id.
TEST(ForeignChange, OfARuleConcernsItsPolicyWhereverThatStands) {
  EXPECT_EQ(concern(change_event("policy.rule.add",
                                 {target("PolicyEntity", "00p1"), target("PolicyRule", "0pr9")}),
                    {"00p1"}),
            Concern::certain);
  okta::LogTarget rule = target("PolicyRule", "0pr9");
  rule.alternate_id = "00p1";
  EXPECT_EQ(concern(change_event("policy.rule.add", {rule}), {"00p1"}), Concern::certain);
}

// One reading: a scope's event names its server. The other: the scope alone, or nothing.
TEST(ForeignChange, OfAScopeConcernsItsServerWhateverItNames) {
  const auto with_server =
      change_event("oauth2.scope.created",
                   {target("OAuth2Scope", "scp9"), target("AuthorizationServer", "aus1")});
  EXPECT_EQ(concern(with_server, {"aus1"}), Concern::certain);
  EXPECT_EQ(concern(with_server, {"aus2"}), Concern::none);
  const auto alone = change_event("oauth2.scope.updated", {target("OAuth2Scope", "scp1")});
  EXPECT_EQ(concern(alone, {"aus1", "scp1"}), Concern::certain);
  EXPECT_EQ(concern(alone, {"aus1", "scp2"}), Concern::none);
  EXPECT_EQ(concern(change_event("oauth2.scope.updated"), {"aus1"}), Concern::possible);
}

TEST(ForeignChange, ThatDeletesMayConcernWhoDoesNotKnowTheIdAnyMore) {
  const auto deletion = change_event("policy.lifecycle.delete", {target("PolicyEntity", "00p9")});
  EXPECT_EQ(concern(deletion, {"aus1", "00p1"}), Concern::possible);
  const auto sign_on =
      change_event("policy.lifecycle.delete", {target("PolicyEntity", "00p9", "OKTA_SIGN_ON")});
  EXPECT_EQ(concern(sign_on, {"aus1", "00p1"}), Concern::none);
}

TEST(ForeignChange, IsFoundByAFilterThatLeavesSignOnsOut) {
  const std::string filter = remediate::filter_of_changes();
  EXPECT_THAT(filter, HasSubstr(R"(eventType sw "policy.rule.")"));
  EXPECT_THAT(filter, HasSubstr(R"(eventType sw "oauth2.scope.")"));
  EXPECT_THAT(filter, Not(HasSubstr(R"("policy.")")));
}

}  // namespace
