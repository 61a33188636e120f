// What the planner makes can be kept as a file and read again: read_plan() is strict.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/model/plan_json.hpp"
#include "remediate/plan/planner.hpp"
#include "tests/remediate/plan/random_case.hpp"

namespace remediate {
namespace {

void expect_readable(const Plan& plan) {
  const okta::Result<Plan> read = read_plan(plan_json(plan));
  if (!read) RC_FAIL(read.error().describe());
  RC_ASSERT(is_sealed(*read));
  RC_ASSERT(plan_json(*read) == plan_json(plan));
}

RC_GTEST_PROP(PlanFile, OfAnyPlanIsReadBack, ()) {
  const tests::Case random = tests::random_case();
  expect_readable(make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt));
}

RC_GTEST_PROP(PlanFile, OfAPlanThatMakesItsServerIsReadBack, ()) {
  tests::Case random = tests::random_case();
  random.desired.servers[0].id.clear();
  random.desired.servers[0].create = config::CreateServer{"Orders API", "api://orders"};
  Snapshot snapshot;
  snapshot.org.url = "https://acme.okta.com";
  const Plan plan = make_plan(random.desired, snapshot, tests::kPlannedAt);
  RC_ASSERT(!plan.changes.empty());
  expect_readable(plan);
}

}  // namespace
}  // namespace remediate
