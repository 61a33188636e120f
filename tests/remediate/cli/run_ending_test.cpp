#include "remediate/cli/run_ending.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace remediate;
using namespace remediate::cli;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Of a run whose changes ended in these states.
ApplyOutcome outcome_with(const std::vector<ChangeState>& states, Ending ending = Ending::failed) {
  ApplyOutcome outcome;
  outcome.ending = ending;
  outcome.why = "why it ended";
  outcome.run.id = "20260101-000000-aaaa";
  for (const ChangeState state : states) {
    ChangeRecord& record = outcome.run.changes.emplace_back();
    record.change.id = "c" + std::to_string(outcome.run.changes.size());
    record.state = state;
  }
  return outcome;
}

ExitCode code_of(const ApplyOutcome& outcome, bool stop_requested = false) {
  return exit_codes(outcome, {ExitCode::needs_decision}, stop_requested).front();
}

TEST(RunEnding, OfADoneRunIsWhatHoldsAfterwards) {
  const ApplyOutcome done = outcome_with({ChangeState::applied}, Ending::done);
  EXPECT_EQ(code_of(done), ExitCode::needs_decision);
  EXPECT_THAT(ending_lines(done), IsEmpty());
}

TEST(RunEnding, SaysThatNothingWasWrittenOnlyWhenThatIsKnown) {
  const auto says_nothing = Contains(HasSubstr("nothing was written"));
  for (const ChangeState state : {ChangeState::planned, ChangeState::failed})
    EXPECT_THAT(ending_lines(outcome_with({state})), says_nothing) << to_string(state);
  for (const ChangeState state :
       {ChangeState::intended, ChangeState::unknown, ChangeState::applied})
    EXPECT_THAT(ending_lines(outcome_with({state})), Not(says_nothing)) << to_string(state);
}

TEST(RunEnding, NamesWhatNobodyKnowsTheOutcomeOf) {
  const auto lines = ending_lines(
      outcome_with({ChangeState::applied, ChangeState::intended, ChangeState::unknown}));
  EXPECT_THAT(lines, Contains(HasSubstr("whether c2, c3 was done is not known")));
  EXPECT_THAT(lines, Contains(HasSubstr("oktafix runs show 20260101-000000-aaaa")));
}

TEST(RunEnding, IsPartlyAppliedAsSoonAsSomethingMayStand) {
  for (const ChangeState state :
       {ChangeState::intended, ChangeState::unknown, ChangeState::applied}) {
    EXPECT_EQ(code_of(outcome_with({state, ChangeState::planned})), ExitCode::partly_applied);
    EXPECT_EQ(code_of(outcome_with({state}, Ending::drifted)), ExitCode::partly_applied);
  }
  EXPECT_EQ(code_of(outcome_with({ChangeState::failed})), ExitCode::failed);
  EXPECT_EQ(code_of(outcome_with({ChangeState::planned}, Ending::stale)), ExitCode::stale);
}

TEST(RunEnding, IsPartlyAppliedThoughItWasTheJournalThatFailed) {
  for (const okta::ErrorKind kind : {okta::ErrorKind::io, okta::ErrorKind::invalid_input}) {
    ApplyOutcome outcome = outcome_with({ChangeState::applied, ChangeState::intended});
    outcome.error = okta::Error{kind, "the journal takes no more", std::nullopt, {}};
    EXPECT_EQ(code_of(outcome), ExitCode::partly_applied);
  }
}

TEST(RunEnding, KeepsTheReasonWhenNothingStands) {
  ApplyOutcome outcome = outcome_with({ChangeState::failed});
  outcome.error = okta::Error{okta::ErrorKind::forbidden, "403", std::nullopt, {}};
  EXPECT_EQ(code_of(outcome), ExitCode::credentials);
  outcome.error->kind = okta::ErrorKind::invalid_input;
  EXPECT_EQ(code_of(outcome), ExitCode::usage);
}

TEST(RunEnding, IsInterruptedWhenAStopWasAskedForWhateverTheChangeInHandCameTo) {
  EXPECT_EQ(code_of(outcome_with({ChangeState::applied}, Ending::interrupted)),
            ExitCode::interrupted);
  EXPECT_EQ(code_of(outcome_with({ChangeState::failed}), true), ExitCode::interrupted);
}

}  // namespace
