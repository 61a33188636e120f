#include "remediate/apply/server_part.hpp"

#include <gmock/gmock.h>

#include "remediate/kinds/server_set.hpp"
#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using testing::SizeIs;
using tests::create_policy;
using tests::create_rule;
using tests::create_scope;
using tests::name_client;

class ServerPart : public tests::ApplyFixture {};

TEST_F(ServerPart, IsTheListThatTheChangeStandsInAndTheRestAsItWas) {
  start_org();
  const okta::Client opened = client();
  const ServerSnapshot before = server_now();
  const auto scope = opened.scopes("aus1").create(tests::scope_body("new"), {});
  const auto policy = opened.policies("aus1").create(tests::policy_body("new"), {});
  const auto rule = opened.rules("aus1", "00p1").create(tests::rule_body("new"), {});
  ASSERT_TRUE(scope && policy && rule);
  const auto difference = [&](const Change& change) {
    const auto now = read_part(opened, change, before);
    return now ? differences(before, *now) : std::vector<std::string>{now.error().describe()};
  };
  org_->forget_requests();
  EXPECT_THAT(difference(create_scope("c1", "new")),
              testing::ElementsAre("scope 'new' (" + scope->value.id + "): is new"));
  EXPECT_THAT(difference(create_policy("c1", "new")),
              testing::ElementsAre("policy 'new' (" + policy->value.id + "): is new"));
  EXPECT_THAT(
      difference(create_rule("c1", "00p1", "new")),
      testing::ElementsAre("rule 'new' (" + rule->value.id + ") of policy 'Others': is new"));
  EXPECT_THAT(org_->requests(), SizeIs(3));
  EXPECT_THAT(difference(name_client("c1", "00p1", "0oa1")), SizeIs(2)) << "its rules, too";
}

TEST_F(ServerPart, IsAnErrorWhenTheListCannotBeReadWhole) {
  start_org({"GET /scopes$ 2 403"});
  const ServerSnapshot before = server_now();
  const auto now = read_part(client(), create_scope("c1", "new"), before);
  expect_faults_fired();
  ASSERT_FALSE(now);
  EXPECT_EQ(now.error().kind, okta::ErrorKind::forbidden);
}

TEST_F(ServerPart, FindsByItsIdWhatTheListsDoNotShowYet) {
  start_org();
  const okta::Client opened = client();
  const ServerSnapshot before = server_now();
  const auto scope = opened.scopes("aus1").create(tests::scope_body("new"), {});
  const auto policy = opened.policies("aus1").create(tests::policy_body("new"), {});
  const auto rule = opened.rules("aus1", "00p1").create(tests::rule_body("new"), {});
  ASSERT_TRUE(scope && policy && rule);
  ServerSnapshot now = before;
  EXPECT_EQ(add_made(opened, create_scope("c1", "new"), scope->value.id, now), true);
  EXPECT_EQ(add_made(opened, create_policy("c1", "new"), policy->value.id, now), true);
  EXPECT_EQ(add_made(opened, create_rule("c1", "00p1", "new"), rule->value.id, now), true);
  EXPECT_EQ(set_of(now), set_of(server_now()));
}

TEST_F(ServerPart, FindsNothingByAnIdThatIsNotThere) {
  start_org();
  const okta::Client opened = client();
  ServerSnapshot now = server_now();
  const ServerSet before = set_of(now);
  for (const Change& change :
       {create_scope("c1", "new"), create_policy("c1", "new"), create_rule("c1", "00p1", "new")})
    EXPECT_EQ(add_made(opened, change, "gone", now), false);
  EXPECT_EQ(set_of(now), before);
}

}  // namespace
}  // namespace remediate
