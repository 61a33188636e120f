#include "remediate/model/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remediate {
namespace {

using testing::ElementsAre;

ChangeRecord record_of(ChangeState state, const Made& made) {
  ChangeRecord record;
  record.state = state;
  record.made = made;
  return record;
}

TEST(Run, CountsItsChangesByState) {
  remediate::Run run;
  run.changes = {record_of(ChangeState::applied, {}), record_of(ChangeState::failed, {}),
                 record_of(ChangeState::applied, {})};
  EXPECT_EQ(run.count(ChangeState::applied), 2);
  EXPECT_EQ(run.count(ChangeState::failed), 1);
  EXPECT_EQ(run.count(ChangeState::unknown), 0);
}

TEST(Run, NamesWhatItMadeAndNothingElse) {
  remediate::Run run;
  run.changes = {record_of(ChangeState::applied, {"c1", "aus1", "https://acme.okta.com/oauth2/a"}),
                 record_of(ChangeState::intended, {}),
                 record_of(ChangeState::unknown, {"c3", "pol1", ""})};
  const std::vector<Made> made = run.made();
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].change, "c1");
  EXPECT_EQ(made[0].issuer, "https://acme.okta.com/oauth2/a");
  EXPECT_EQ(made[1].id, "pol1");
}

TEST(Run, SpellsItsStatesAsTheReportsPromise) {
  std::vector<std::string_view> runs;
  for (const RunState each : {RunState::running, RunState::interrupted, RunState::done,
                              RunState::partial, RunState::rolled_back})
    runs.push_back(to_string(each));
  EXPECT_THAT(runs, ElementsAre("running", "interrupted", "done", "partial", "rolledBack"));
  std::vector<std::string_view> changes;
  for (const ChangeState each : {ChangeState::planned, ChangeState::intended, ChangeState::applied,
                                 ChangeState::failed, ChangeState::unknown})
    changes.push_back(to_string(each));
  EXPECT_THAT(changes, ElementsAre("planned", "intended", "applied", "failed", "unknown"));
}

}  // namespace
}  // namespace remediate
