// When a run counts as rolled back: nothing of it may be left that a rollback could take back.
#include <algorithm>

#include "tests/remediate/journal/journal_fixture.hpp"

namespace tests {
namespace {

using namespace remediate;

class RolledBack : public JournalTest {
 protected:
  void note_as_standing(const std::string& run, const std::string& change) {
    EXPECT_TRUE(journal_.note(run, applied(change)));
    EXPECT_TRUE(journal_.note_read_back(run, change, ""));
  }

  // The id of a run of that plan in which all changes were applied.
  std::string applied_run(const NewRun& run = sample_run()) {
    std::string id = journal_.begin(planned_now(journal_, run)).value();
    for (const Change& each : run.plan.changes) note_as_standing(id, each.id);
    EXPECT_TRUE(journal_.end(id, RunState::done, ""));
    return id;
  }

  [[nodiscard]] RunState state_of(const std::string& run) const {
    const RunState found = journal_.find(run)->state;
    const std::vector<remediate::Run> runs = journal_.runs().value();
    const auto listed = std::ranges::find(runs, run, &remediate::Run::id);
    EXPECT_EQ(listed->state, found) << "in the list";
    return found;
  }

  [[nodiscard]] std::vector<std::string> undone_by(const std::string& run) const {
    const remediate::Run found = journal_.find(run).value();
    std::vector<std::string> by;
    for (const ChangeRecord& each : found.changes) by.push_back(each.undone_by);
    return by;
  }

  Journal journal_ = opened();
};

TEST_F(RolledBack, OnceEveryChangeThatWasAppliedIsTakenBack) {
  const std::string run = applied_run();
  EXPECT_EQ(state_of(run), RunState::done);
  const std::string rollback = applied_run(rollback_of(run, {"c2", "c1"}));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
  EXPECT_EQ(undone_by(run), (std::vector{rollback, rollback}));
  EXPECT_EQ(state_of(rollback), RunState::done);
}

TEST_F(RolledBack, NotWhileTheRollbackHasLeftSomething) {
  const std::string run = applied_run();
  const std::string rollback =
      applied_run(rollback_of(run, {"c2"}, {{"c1", "in-use", "orders.read", "decide by hand"}}));
  EXPECT_EQ(state_of(run), RunState::done);
  EXPECT_EQ(undone_by(run), (std::vector{std::string(), rollback}));
}

TEST_F(RolledBack, NotByARollbackThatLeftAllOfIt) {
  const std::string run = applied_run();
  applied_run(rollback_of(run, {}, {{"c1", "in-use", "orders.read", "decide by hand"}}));
  EXPECT_EQ(state_of(run), RunState::done);
}

TEST_F(RolledBack, NotWhenTheRollbackOnlyPlannedOrFailedToTakeItBack) {
  const std::string run = applied_run();
  const std::string rollback =
      journal_.begin(planned_now(journal_, rollback_of(run, {"c2", "c1"}))).value();
  note_as_standing(rollback, "c1");
  ASSERT_TRUE(journal_.note(rollback, {"c2", ChangeState::failed, {}, "", "403"}));
  ASSERT_TRUE(journal_.end(rollback, RunState::partial, "refused"));
  EXPECT_EQ(state_of(run), RunState::done);
}

// Okta answers 200 to a change of an app from its catalogue and does not make it.
TEST_F(RolledBack, NotByAnAnswerThatNobodyCouldCheckAnyMore) {
  const std::string run = applied_run();
  const std::string rollback =
      journal_.begin(planned_now(journal_, rollback_of(run, {"c2", "c1"}))).value();
  note_as_standing(rollback, "c1");
  ASSERT_TRUE(journal_.intend(rollback, intent_of("c2")));
  ASSERT_TRUE(journal_.note(rollback, applied("c2")));
  ASSERT_TRUE(journal_.end(rollback, RunState::interrupted, "killed before it looked"));
  EXPECT_EQ(state_of(run), RunState::done);
  EXPECT_EQ(undone_by(run), (std::vector{std::string(), rollback}));
  EXPECT_TRUE(resumed(journal_, rollback)) << "there is something left to look at";
  ASSERT_TRUE(journal_.note_read_back(rollback, "c2", ""));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
}

TEST_F(RolledBack, BySeveralRollbacksThatTakeBackAPartEach) {
  const std::string run = applied_run();
  const std::vector<Blocked> c1_left = {{"c1", "in-use", "orders.read", "decide by hand"}};
  const std::string first = applied_run(rollback_of(run, {"c2"}, c1_left));
  EXPECT_EQ(state_of(run), RunState::done);
  const std::string second = applied_run(rollback_of(run, {"c1"}));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
  EXPECT_EQ(undone_by(run), (std::vector{second, first}));
}

TEST_F(RolledBack, WhenTheRestWasFoundGone) {
  const std::string run = applied_run();
  const std::string rollback =
      applied_run(rollback_of(run, {"c2"}, {{"c1", "gone", "Orders", "it is not there"}}));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
  EXPECT_EQ(undone_by(run), (std::vector{rollback, rollback}));
}

TEST_F(RolledBack, WhenARollbackLeavesNothingAndFindsTheRestUndone) {
  const std::string run = applied_run();
  const std::string rollback = applied_run(rollback_of(run, {}));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
  EXPECT_EQ(undone_by(run), (std::vector{rollback, rollback}));
}

// A reason may stand for several changes, so those that it does not name prove nothing.
TEST_F(RolledBack, NotWhenARollbackLeftSomethingAndSaidNothingOfTheRest) {
  const std::string run = applied_run();
  applied_run(rollback_of(run, {}, {{"c2", "changed-since", "oktafix 0oa1", "decide by hand"}}));
  EXPECT_EQ(undone_by(run), (std::vector<std::string>{"", ""}));
}

TEST_F(RolledBack, NotARollbackWhoseRemovalsNobodyCanTakeBack) {
  const std::string run = applied_run();
  const std::string rollback = applied_run(rollback_of(run, {"c2", "c1"}));
  applied_run(rollback_of(rollback, {}));
  EXPECT_EQ(state_of(rollback), RunState::done);
  EXPECT_EQ(state_of(run), RunState::rolled_back);
}

TEST_F(RolledBack, NotARunThatDidNothing) {
  const std::string run = begun_and_ended(journal_, sample_run(), RunState::partial);
  applied_run(rollback_of(run, {}));
  EXPECT_EQ(state_of(run), RunState::partial);
}

TEST_F(RolledBack, ThoughTheServerThatItMadeStays) {
  NewRun made = sample_run();
  made.plan.changes[0].target = {ObjectKind::authorization_server, "", "Orders API", "", ""};
  const std::string run = applied_run(made);
  applied_run(rollback_of(run, {"c2"}, {{"c1", "server-stays", "Orders API", "by hand"}}));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
}

// It was killed before anybody could note the answer.
TEST_F(RolledBack, ThoughAServerThatItIsFoundToHaveMadeStays) {
  NewRun made = sample_run();
  made.plan.changes[0].target = {ObjectKind::authorization_server, "", "Orders API", "", ""};
  const std::string run = journal_.begin(made).value();
  ASSERT_TRUE(journal_.intend(run, {"c1", "POST /api/v1/authorizationServers", "{}"}));
  ASSERT_TRUE(journal_.end(run, RunState::partial, ""));
  applied_run(rollback_of(run, {}, {{"c1", "unknown-outcome", "Orders API", "look"}}));
  EXPECT_EQ(state_of(run), RunState::partial) << "nobody has found it";
  applied_run(rollback_of(run, {}, {{"c1", "server-stays", "Orders API", "by hand"}}));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
}

TEST_F(RolledBack, WhateverOfItWasNeverApplied) {
  const std::string run = journal_.begin(sample_run()).value();
  ASSERT_TRUE(journal_.note(run, applied("c1")));
  ASSERT_TRUE(journal_.note(run, {"c2", ChangeState::failed, {}, "", "403"}));
  ASSERT_TRUE(journal_.end(run, RunState::partial, "refused"));
  applied_run(rollback_of(run, {"c1"}));
  EXPECT_EQ(state_of(run), RunState::rolled_back);
}

TEST_F(RolledBack, NotWhileNobodyKnowsWhetherAChangeOfItStands) {
  const std::string run = journal_.begin(sample_run()).value();
  ASSERT_TRUE(journal_.note(run, applied("c1")));
  ASSERT_TRUE(journal_.note(run, {"c2", ChangeState::unknown, {}, "", "no answer came"}));
  ASSERT_TRUE(journal_.end(run, RunState::partial, "no answer came"));
  applied_run(rollback_of(run, {"c1"}, {{"c2", "unknown-outcome", "orders.write", "look"}}));
  EXPECT_EQ(state_of(run), RunState::partial);
}

TEST_F(RolledBack, NotByARollbackThatWasTakenBackItself) {
  const std::string run = applied_run();
  const std::string rollback = applied_run(rollback_of(run, {"c2", "c1"}));
  applied_run(rollback_of(rollback, {"c1", "c2"}));
  EXPECT_EQ(state_of(rollback), RunState::rolled_back);
  EXPECT_EQ(state_of(run), RunState::done);
}

TEST_F(RolledBack, NotWhenAPartOfTheRollbackWasTakenBack) {
  const std::string run = applied_run();
  const std::string rollback = applied_run(rollback_of(run, {"c2", "c1"}));
  applied_run(rollback_of(rollback, {"c1"}));
  EXPECT_EQ(state_of(run), RunState::done);
  EXPECT_EQ(undone_by(run), (std::vector{rollback, std::string()}));
}

TEST_F(RolledBack, NotByARunThatUndoesAnother) {
  const std::string run = applied_run();
  const std::string other = applied_run();
  applied_run(rollback_of(other, {"c2", "c1"}));
  EXPECT_EQ(state_of(run), RunState::done);
  EXPECT_EQ(state_of(other), RunState::rolled_back);
}

}  // namespace
}  // namespace tests
