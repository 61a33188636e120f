#include "tests/crash/matrix.hpp"

// SIGKILL at each request, reads and writes: before the org carries it out, and after that but
// before it answers.
namespace {

using namespace tests;
using mocks::Moment;

class Requests : public Matrix {
 protected:
  void kill_at_each_request(Moment moment, std::size_t at_least) {
    kill_at_each_point(
        [&](const ProgramCall& call, std::size_t request) {
          return requests_.killed_at_request(call, request, moment);
        },
        at_least);
  }
};

class ApplyAtRequests : public Requests {};
class RollbackAtRequests : public Requests {};

TEST_P(ApplyAtRequests, IsKilledBeforeEachIsCarriedOut) {
  begin(shared_server(), Killed::apply);
  kill_at_each_request(Moment::came, 60);
}

TEST_P(ApplyAtRequests, IsKilledBeforeEachIsAnswered) {
  begin(shared_server(), Killed::apply);
  kill_at_each_request(Moment::carried_out, 60);
}

TEST_P(ApplyAtRequests, IsKilledWhileItMakesAServer) {
  begin(new_server(), Killed::apply);
  kill_at_each_request(Moment::came, 30);
  kill_at_each_request(Moment::carried_out, 30);
}

TEST_P(RollbackAtRequests, IsKilledBeforeEachIsCarriedOut) {
  begin(shared_server(), Killed::rollback);
  kill_at_each_request(Moment::came, 30);
}

TEST_P(RollbackAtRequests, IsKilledBeforeEachIsAnswered) {
  begin(shared_server(), Killed::rollback);
  kill_at_each_request(Moment::carried_out, 30);
}

INSTANTIATE_TEST_SUITE_P(Part, ApplyAtRequests, kTwoParts, part_name);
INSTANTIATE_TEST_SUITE_P(Part, RollbackAtRequests, kTwoParts, part_name);

}  // namespace
