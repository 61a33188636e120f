// What a plan leaves to a person, by example.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/remediate/plan/planned.hpp"

namespace remediate {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(PlanObstacles, LeavesToAPersonWhatLooksLikeAReferenceOfItsOwn) {
  AuditBuilder with_rule = failing_app();
  with_rule.policy(with_rule.default_server(), {"ALL_CLIENTS"}, {"authorization_code"}, {"openid"})
      .name = "Staff ${c1.id}";
  AuditBuilder with_scope = failing_app({"openid", "orders.${c9.id}"});
  with_scope.default_server();
  for (AuditBuilder* builder : {&with_rule, &with_scope}) {
    const Plan plan = plan_of(*builder);
    EXPECT_THAT(plan.changes, IsEmpty());
    EXPECT_THAT(blockers_of(plan), Contains("looks-like-reference"));
  }
}

TEST(PlanObstacles, GivesUpWhereEqualPrioritiesLeaveTheOrderOpen) {
  AuditBuilder builder = failing_app();
  ServerSnapshot& server = builder.default_server({"orders.read"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"openid"});
  builder.policy(server, {"0oa1"}, {"authorization_code"}, {"email"});
  server.policies[1].policy.priority = server.policies[0].policy.priority;
  const Plan plan = plan_of(builder);
  EXPECT_THAT(plan.changes, IsEmpty());
  EXPECT_THAT(blockers_of(plan), Contains("equal-priorities"));
}

TEST(PlanObstacles, StopsAfterAFewClientsWhenAsked) {
  AuditBuilder builder = failing_app();
  builder.app("0oa2", "Reports");
  builder.fails("0oa2", {"reports.read"});
  builder.default_server();
  const Plan plan = plan_of(builder, 1);
  EXPECT_THAT(changes_of(plan, ObjectKind::policy), SizeIs(2)) << "made and named, for one client";
  EXPECT_THAT(blockers_of(plan), ElementsAre("canary"));
}

TEST(PlanObstacles, LetsTheNextClientWaitUntilTheFirstIsSeenToWork) {
  AuditBuilder builder = failing_app();
  builder.app("0oa2", "Reports");
  builder.fails("0oa2", {"reports.read"});
  builder.policy(builder.default_server({"orders.read"}), {"0oa1"}, {"authorization_code"},
                 {"openid", "orders.read"});
  ASSERT_EQ(verdict_of(builder.judged(), "0oa1"), Verdict::prepared);
  const Plan plan = plan_of(builder, 1);
  EXPECT_THAT(plan.changes, IsEmpty());
  EXPECT_THAT(blockers_of(plan), ElementsAre("canary"));
  EXPECT_FALSE(plan_of(builder, 2).changes.empty());
}

}  // namespace
}  // namespace remediate
