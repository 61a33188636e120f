#include "tests/crash/matrix.hpp"

// SIGKILL at each request, reads and writes: before the org carries it out, and after that but
// before it answers.
namespace {

using namespace tests;
using mocks::Moment;

class Requests : public Matrix {
 protected:
  void kill_at_each_request(std::size_t at_least) {
    for (const Moment moment : {Moment::came, Moment::carried_out}) {
      kill_at_each_point(
          [&](const ProgramCall& call, std::size_t request) {
            return requests_.killed_at_request(call, request, moment);
          },
          at_least);
    }
  }
};

class ApplyAtRequests : public Requests {};
class NewServerAtRequests : public Requests {};
class ResumeAtRequests : public Requests {};
class RollbackAtRequests : public Requests {};

TEST_P(ApplyAtRequests, IsKilledBeforeAndAfterEach) {
  begin(shared_server(), Killed::apply);
  kill_at_each_request(60);
}

TEST_P(NewServerAtRequests, IsKilledBeforeAndAfterEach) {
  begin(new_server(), Killed::apply);
  kill_at_each_request(35);
}

TEST_P(ResumeAtRequests, IsKilledBeforeAndAfterEach) {
  begin(shared_server(), Killed::resume);
  kill_at_each_request(30);
}

TEST_P(RollbackAtRequests, IsKilledBeforeAndAfterEach) {
  begin(shared_server(), Killed::rollback);
  kill_at_each_request(80);
}

INSTANTIATE_TEST_SUITE_P(Part, ApplyAtRequests, kFourParts, part_name);
INSTANTIATE_TEST_SUITE_P(Part, NewServerAtRequests, kTwoParts, part_name);
INSTANTIATE_TEST_SUITE_P(Part, ResumeAtRequests, kTwoParts, part_name);
INSTANTIATE_TEST_SUITE_P(Part, RollbackAtRequests, kFourParts, part_name);

}  // namespace
