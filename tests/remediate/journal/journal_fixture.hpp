// A journal in a folder of its own, written by the clock of the test.
#pragma once

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/journal/journal.hpp"
#include "tests/remediate/journal/sample_plan.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tests {

class JournalTest : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path state_folder() const { return folder_.path() / "state"; }
  [[nodiscard]] std::filesystem::path file() const { return state_folder() / "journal.db"; }

  [[nodiscard]] remediate::Journal opened() {
    okta::Result<remediate::Journal> journal = remediate::Journal::open(state_folder(), clock_);
    if (!journal) throw std::runtime_error(journal.error().message);
    return std::move(*journal);
  }

  [[nodiscard]] remediate::Journal opened_to_read() {
    okta::Result<remediate::Journal> journal =
        remediate::Journal::open_to_read(state_folder(), clock_);
    if (!journal) throw std::runtime_error(journal.error().message);
    return std::move(*journal);
  }

  // Why neither way of opening works; empty when one does.
  [[nodiscard]] std::string refusal_of(const std::filesystem::path& state_folder) {
    const auto to_write = remediate::Journal::open(state_folder, clock_);
    const auto to_read = remediate::Journal::open_to_read(state_folder, clock_);
    if (to_write || to_read) return "";
    EXPECT_EQ(to_write.error().kind, okta::ErrorKind::io);
    EXPECT_EQ(to_read.error().kind, okta::ErrorKind::io);
    EXPECT_EQ(to_write.error().message, to_read.error().message);
    return to_write.error().message;
  }

  // As whoever has just read the journal plans it.
  [[nodiscard]] static remediate::NewRun planned_now(const remediate::Journal& journal,
                                                     remediate::NewRun run) {
    if (!run.undoes.empty()) run.undone_entries = journal.find(run.undoes).value().entries;
    return run;
  }

  // By somebody who has just read it.
  [[nodiscard]] static okta::Status resumed(remediate::Journal& journal, const std::string& run) {
    const auto read = journal.find(run);
    return journal.resume(run, read ? read->entries : 0);
  }

  // The id of a run that is over; nothing was done in it.
  [[nodiscard]] static std::string begun_and_ended(
      remediate::Journal& journal, const remediate::NewRun& run = sample_run(),
      remediate::RunState state = remediate::RunState::done) {
    std::string id = journal.begin(planned_now(journal, run)).value();
    if (!journal.end(id, state, "")) throw std::runtime_error("it does not end");
    return id;
  }

  [[nodiscard]] static std::vector<std::string> ids_of(const remediate::Journal& journal) {
    const std::vector<remediate::Run> runs = journal.runs().value();
    std::vector<std::string> ids;
    for (const remediate::Run& each : runs) ids.push_back(each.id);
    return ids;
  }

  TemporaryFolder folder_;
  ManualClock clock_;
};

}  // namespace tests
