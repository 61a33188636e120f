#include "tests/crash/killing.hpp"

#include <csignal>
#include <fstream>

#include <fmt/format.h>
#include <sys/wait.h>

namespace tests {

namespace {

// Until it stops or ends; it can still be waited for. Whether it has stopped.
bool has_stopped(pid_t pid) {
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(pid), &info, WSTOPPED | WEXITED | WNOWAIT);
  return info.si_code == CLD_STOPPED;
}

void kill_and_watch_it_die(pid_t pid) {
  ::kill(pid, SIGKILL);
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);
}

}  // namespace

Death killed_at_disk_step(ProgramCall call, const std::filesystem::path& folder, std::size_t step,
                          DiskMoment moment) {
  const std::filesystem::path log = folder.string() + ".steps";
  std::filesystem::remove(log);
  call.environment["LD_PRELOAD"] = OKTAFIX_DISK_STEPS;
  call.environment["ASAN_OPTIONS"] = "verify_asan_link_order=0";
  call.environment["DISK_STEPS_FOLDER"] = folder.string();
  call.environment["DISK_STEPS_LOG"] = log.string();
  if (step > 0) call.environment["DISK_STEPS_STOP"] = std::to_string(step);
  if (moment == DiskMoment::torn) call.environment["DISK_STEPS_TORN"] = "1";
  RunningProgram program(call);
  Death death;
  death.killed = has_stopped(program.pid());
  if (death.killed) program.send_signal(SIGKILL);
  death.result = program.wait();
  std::ifstream lines(log);
  for (std::string line; std::getline(lines, line);) death.points.push_back(line);
  return death;
}

mocks::RequestObserver RequestKiller::observer() {
  return [this](const mocks::RecordedRequest& request, mocks::Moment moment) {
    return sees(request, moment);
  };
}

bool RequestKiller::sees(const mocks::RecordedRequest& request, mocks::Moment moment) {
  std::unique_lock held(lock_);
  if (killed_) return false;
  if (moment == mocks::Moment::came)
    points_.push_back(fmt::format("{} {} {}", points_.size() + 1, request.method, request.path));
  if (points_.size() != wanted_ || moment != moment_) return true;
  started_.wait(held, [this] { return victim_ > 0; });
  kill_and_watch_it_die(victim_);
  killed_ = true;
  return false;
}

Death RequestKiller::killed_at_request(const ProgramCall& call, std::size_t request,
                                       mocks::Moment moment) {
  {
    const std::scoped_lock held(lock_);
    wanted_ = request;
    moment_ = moment;
    victim_ = -1;
    killed_ = false;
    points_.clear();
  }
  RunningProgram program(call);
  {
    const std::scoped_lock held(lock_);
    victim_ = program.pid();
  }
  started_.notify_all();
  ProgramResult result = program.wait();
  const std::scoped_lock held(lock_);
  Death death{killed_, points_, std::move(result)};
  wanted_ = 0;
  killed_ = false;
  return death;
}

}  // namespace tests
