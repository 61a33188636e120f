#include "remediate/plan/own_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(OwnPolicy, HasANameThatOktaTakesForEveryClientId) {
  const std::string longest(100, 'c');
  EXPECT_LE(own_policy_name(longest).size(), 100U);
  EXPECT_NE(own_policy_name(longest), own_policy_name(longest.substr(1) + "d"));
  EXPECT_EQ(own_policy_name("0oa1"), own_policy_name("0oa1"));
}

TEST(OwnPolicy, NamesRulesByWhatTheyGrant) {
  const RuleDraft draft{{"urn:ietf:params:oauth:grant-type:device_code"}, {"a"}, everyone()};
  RuleDraft other = draft;
  other.scopes = {"b"};
  EXPECT_THAT(rule_name(draft), HasSubstr("device_code"));
  EXPECT_THAT(rule_name(draft), Not(HasSubstr("urn:")));
  EXPECT_NE(rule_name(draft), rule_name(other));
}

TEST(OwnPolicy, NamesRulesShortEnoughForEveryKindOfRule) {
  const RuleDraft draft{{"authorization_code", "implicit", "password",
                         "urn:ietf:params:oauth:grant-type:device_code"},
                        {"a"},
                        everyone()};
  EXPECT_LE(rule_name(draft).size(), 50U);
}

RuleModel people(okta::PeopleCondition who) { return {"{}", std::move(who), {}}; }

TEST(WiderModel, OfEveryoneButOneServesAUserWhoIsNamedAlone) {
  const RuleModel wide = people({{"EVERYONE"}, {}, {}, {"user_a"}});
  EXPECT_TRUE(is_wider(wide, people({{}, {}, {"user_b"}, {}})));
  EXPECT_FALSE(is_wider(wide, people({{}, {}, {"user_a"}, {}})));
  EXPECT_FALSE(is_wider(wide, people({{"group_a"}, {}, {}, {}}))) << "user_a may be one of them";
  EXPECT_TRUE(is_wider(wide, people({{"group_a"}, {}, {}, {"user_a"}})));
}

TEST(WiderModel, OfEveryoneButAGroupMayMissAnybodyWhoIsNamed) {
  const RuleModel wide = people({{"EVERYONE"}, {"group_a"}, {}, {}});
  EXPECT_FALSE(is_wider(wide, people({{}, {}, {"user_b"}, {}})));
  EXPECT_TRUE(is_wider(wide, people({{"group_b"}, {"group_a"}, {}, {}})));
}

TEST(WiderModel, OfNamedUsersServesThemAlone) {
  const RuleModel wide = people({{}, {}, {"user_a", "user_b"}, {}});
  EXPECT_TRUE(is_wider(wide, people({{}, {}, {"user_b"}, {}})));
  EXPECT_FALSE(is_wider(wide, people({{}, {}, {"user_c"}, {}})));
  EXPECT_TRUE(is_wider(wide, people({{}, {}, {"user_b", "user_c"}, {"user_c"}})));
}

}  // namespace
}  // namespace remediate
