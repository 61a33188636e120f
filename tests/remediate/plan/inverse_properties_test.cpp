// A run undone: what the inverse plan promises, over random small orgs.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "remediate/kinds/after.hpp"
#include "remediate/kinds/server_set.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/inverse.hpp"
#include "remediate/plan/planner.hpp"
#include "tests/remediate/plan/applied_run.hpp"
#include "tests/remediate/plan/everybody.hpp"
#include "tests/remediate/plan/random_case.hpp"

namespace remediate {
namespace {

using tests::Answers;
using tests::Applied;
using tests::applied;
using tests::is_used_by_others;
using tests::plan_back;
using tests::states_of;

RC_GTEST_PROP(Inverse, RestoresTheServerFromAnyPrefixOfARun, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  for (std::size_t count = 0; count <= plan.changes.size(); ++count) {
    const Applied done = applied(random.server, plan, count);
    const Plan back = plan_back(done.run, done.server);
    RC_ASSERT(back.blocked.empty());
    RC_ASSERT(back.changes.size() == count);
    RC_ASSERT(read_plan(plan_json(back)).has_value());
    const ServerSnapshot restored = states_of(done.server, back).back();
    RC_ASSERT(differences(random.server, restored).empty());
    RC_ASSERT(set_of(random.server) == set_of(restored));
  }
}

// A rollback that was cut off is finished by another one.
RC_GTEST_PROP(Inverse, FinishesWhatAnEarlierOneBegan, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  const Applied done = applied(random.server, plan, plan.changes.size());
  const Plan back = plan_back(done.run, done.server);
  std::size_t undone = 0;
  for (const ServerSnapshot& state : states_of(done.server, back)) {
    const Plan rest = plan_back(done.run, state);
    RC_ASSERT(rest.blocked.empty());
    RC_ASSERT(rest.changes.size() == back.changes.size() - undone++);
    RC_ASSERT(differences(random.server, states_of(state, rest).back()).empty());
  }
}

// Nobody noted what came of the last request: the org tells.
RC_GTEST_PROP(Inverse, FindsOutWhatCameOfARequestThatNobodyNoted, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  for (std::size_t count = 0; count < plan.changes.size(); ++count) {
    for (const bool was_carried_out : {true, false}) {
      Applied done = applied(random.server, plan, count + (was_carried_out ? 1 : 0));
      ChangeRecord& last = done.run.changes[count];
      last.state = was_carried_out ? ChangeState::intended : ChangeState::unknown;
      last.made.id.clear();
      last.digest.clear();
      const Plan back = plan_back(done.run, done.server);
      RC_ASSERT(back.blocked.empty());
      RC_ASSERT(differences(random.server, states_of(done.server, back).back()).empty());
    }
  }
}

RC_GTEST_PROP(Inverse, NeverGrantsMoreThanBeforeOrAfterTheRunOnItsWay, ()) {
  const tests::Case random = tests::random_case();
  const Plan plan = make_plan(random.desired, tests::snapshot_of(random.server), tests::kPlannedAt);
  if (is_used_by_others(random.server, plan))
    RC_DISCARD("a scope that the run makes is in use at once");
  const Applied done = applied(random.server, plan, plan.changes.size());
  const Plan back = plan_back(done.run, done.server);
  const Answers before = tests::answers_of(random.server);
  const Answers after_run = tests::answers_of(done.server);
  for (const ServerSnapshot& state : states_of(done.server, back)) {
    for (const auto& [asked, was] : before) {
      const tests::Answered is = tests::answer(state, asked);
      RC_ASSERT((is == was || is == after_run.at(asked)));
    }
  }
}

}  // namespace
}  // namespace remediate
