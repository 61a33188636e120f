// Kills a program with SIGKILL, from outside, at one point of its work: at a step that it takes on
// disk, or at a request that it sends. What it leaves is what a crash at that instant leaves.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>

#include "mocks/fake_org.hpp"
#include "tests/support/run_program.hpp"

namespace tests {

// What came of a program that was to be killed.
struct Death {
  bool killed = false;              // false: it ended by itself before that point
  std::vector<std::string> points;  // "12 pwrite journal.db-wal", "3 GET /api/v1/apps"; killed at
                                    // the last
  ProgramResult result;
};

// Before the step, or in the middle of a write. What stands before a step is what stood after the
// one before.
enum class DiskMoment { before, torn };

// Steps on files below `folder`; 0: it is not killed. The log is written beside the folder.
[[nodiscard]] Death killed_at_disk_step(ProgramCall call, const std::filesystem::path& folder,
                                        std::size_t step, DiskMoment moment);

// Watches the requests that a fake org gets, for one program at a time. Whatever comes from the
// dead is cut off. Thread-safe.
class RequestKiller {
 public:
  [[nodiscard]] mocks::RequestObserver observer();

  // 0: it is not killed.
  [[nodiscard]] Death killed_at_request(const ProgramCall& call, std::size_t request,
                                        mocks::Moment moment);

 private:
  bool sees(const mocks::RecordedRequest& request, mocks::Moment moment);

  std::mutex lock_;  // guards all below
  std::condition_variable started_;
  std::size_t wanted_ = 0;
  mocks::Moment moment_ = mocks::Moment::came;
  pid_t victim_ = -1;  // not known yet
  bool killed_ = false;
  std::vector<std::string> points_;
};

}  // namespace tests
