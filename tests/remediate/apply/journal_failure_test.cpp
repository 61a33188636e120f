// When the journal cannot be written any more, in the middle of a run.
#include <mutex>

#include <gmock/gmock.h>

#include "tests/remediate/apply/apply_fixture.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using tests::create_scope;

class ApplyWithoutJournal : public tests::ApplyFixture {
 protected:
  // Nothing can be noted of a run that has ended: to whoever writes it is as if the disk were full.
  void end_the_run() {
    auto journal = Journal::open(folder_.path(), clock_);
    ASSERT_TRUE(journal) << journal.error().describe();
    const auto run = journal->find("last");
    ASSERT_TRUE(run);
    ASSERT_TRUE(journal->end(run->id, RunState::partial, "a test wants it"));
  }

  // As end_the_run(), while the org answers the request of c1.
  void start_org_that_ends_the_run() {
    mocks::Options options;
    options.seed_json = seed();
    options.now = [this] {
      if (is_under_way()) end_the_run();
      return std::chrono::system_clock::time_point{kNow};
    };
    auto started = mocks::FakeOrg::start(std::move(options));
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
  }

 private:
  [[nodiscard]] bool is_under_way() {
    const std::scoped_lock lock(mutex_);
    if (has_ended_) return false;
    const auto journal = Journal::open_to_read(folder_.path(), clock_);
    const auto runs = journal ? journal->runs() : okta::Result<std::vector<remediate::Run>>();
    if (!runs || runs->empty()) return false;
    has_ended_ = runs->back().changes.front().state == ChangeState::intended;
    return has_ended_;
  }

  std::mutex mutex_;
  bool has_ended_ = false;
};

TEST_F(ApplyWithoutJournal, TellsWhatStandsAndSendsNothingMore) {
  start_org();
  const Plan wanted = plan({create_scope("c1", "orders.read"), create_scope("c2", "orders.write")});
  on_progress_ = [&](const std::string& line) {
    if (line.starts_with("c2: create")) end_the_run();
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::failed);
  ASSERT_TRUE(outcome.error);
  EXPECT_THAT(outcome.why, HasSubstr("the journal cannot be written"));
  ASSERT_THAT(outcome.run.changes, SizeIs(2));
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::applied);
  EXPECT_TRUE(outcome.run.changes[0].read_back);
  EXPECT_EQ(outcome.run.changes[1].state, ChangeState::planned);
  EXPECT_EQ(outcome.run.state, RunState::partial);
  EXPECT_THAT(writes(), SizeIs(1));
}

TEST_F(ApplyWithoutJournal, TellsOfAWriteThatItCouldNotNote) {
  start_org_that_ends_the_run();
  const ApplyOutcome outcome =
      apply(plan({create_scope("c1", "orders.read"), create_scope("c2", "orders.write")}));
  EXPECT_EQ(outcome.ending, Ending::failed);
  ASSERT_TRUE(outcome.error);
  ASSERT_THAT(outcome.run.changes, SizeIs(2));
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::applied);
  EXPECT_FALSE(outcome.run.changes[0].made.id.empty());
  EXPECT_THAT(outcome.run.changes[0].request, HasSubstr("POST "));
  EXPECT_THAT(writes(), SizeIs(1));
}

TEST_F(ApplyWithoutJournal, FailsWhenOnlyTheEndCannotBeNoted) {
  start_org();
  const Plan wanted = plan({create_scope("c1", "orders.read")});
  on_progress_ = [&](const std::string& line) {
    if (line == "c1: stands") end_the_run();
  };
  const ApplyOutcome outcome = apply(wanted);
  EXPECT_EQ(outcome.ending, Ending::failed);
  EXPECT_TRUE(outcome.error);
  EXPECT_EQ(outcome.run.changes[0].state, ChangeState::applied);
}

}  // namespace
}  // namespace remediate
