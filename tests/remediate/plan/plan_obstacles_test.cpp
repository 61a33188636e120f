// What a plan leaves to a person, by example.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/plan/plan_for.hpp"
#include "tests/remediate/checks/audit_builder.hpp"
#include "tests/support/contents.hpp"

namespace remediate {
namespace {

using testing::Contains;
using testing::IsEmpty;

Plan plan_of(AuditBuilder& builder) {
  for (ServerSnapshot& server : builder.snapshot.servers) tests::fill_contents(server);
  return plan_for(builder.snapshot, builder.evidence, builder.directives, builder.judged(),
                  std::nullopt, hour(48));
}

std::vector<std::string> blockers_of(const Plan& plan) {
  std::vector<std::string> blockers;
  for (const Blocked& each : plan.blocked) blockers.push_back(each.by);
  return blockers;
}

AuditBuilder failing_app(const ScopeSet& scopes = {"openid", "orders.read"}) {
  AuditBuilder builder;
  builder.app("0oa1");
  builder.fails("0oa1", scopes);
  return builder;
}

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

}  // namespace
}  // namespace remediate
