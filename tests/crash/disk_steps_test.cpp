#include "tests/crash/matrix.hpp"

// SIGKILL before each step that the journal takes on disk, and in the middle of each write. What
// stands after a step is what stands before the next one, or before the request between them.
namespace {

using namespace tests;

class DiskSteps : public Matrix {
 protected:
  void kill_at_each_step(DiskMoment moment, std::size_t at_least, const std::string& steps = "") {
    kill_at_each_point(
        [&](const ProgramCall& call, std::size_t step) {
          return killed_at_disk_step(call, state_folder(), step, moment);
        },
        at_least, steps);
  }
};

class ApplyAtDiskSteps : public DiskSteps {};
class RollbackAtDiskSteps : public DiskSteps {};

TEST_P(ApplyAtDiskSteps, IsKilledBeforeEachAndInTheMiddleOfEachWrite) {
  begin(shared_server(), Killed::apply);
  kill_at_each_step(DiskMoment::before, 200);
  kill_at_each_step(DiskMoment::torn, 150, " pwrite ");
}

TEST_P(RollbackAtDiskSteps, IsKilledBeforeEach) {
  begin(shared_server(), Killed::rollback);
  kill_at_each_step(DiskMoment::before, 150);
}

INSTANTIATE_TEST_SUITE_P(Part, ApplyAtDiskSteps, kSixParts, part_name);
INSTANTIATE_TEST_SUITE_P(Part, RollbackAtDiskSteps, kFourParts, part_name);

}  // namespace
