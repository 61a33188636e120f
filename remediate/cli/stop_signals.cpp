#include "remediate/cli/stop_signals.hpp"

#include <pthread.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX signals, not C's
#include <unistd.h>

#include "remediate/report/exit_code.hpp"

namespace remediate::cli {

namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, nullptr);
  sigaction(SIGXFSZ, &ignore, nullptr);
  const sigset_t set = stop_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A thread that waits may do what a handler may not: take locks and call back.
  waiter_ = std::thread([this] { wait_for_signals(); });
}

StopSignals::~StopSignals() {
  ending_ = true;
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
}

void StopSignals::wait_for_signals() {
  const sigset_t set = stop_set();
  int signal = 0;
  while (sigwait(&set, &signal) == 0 && !ending_) {
    if (source_.stop_requested()) ::_exit(static_cast<int>(ExitCode::interrupted));
    source_.request_stop();
  }
}

}  // namespace remediate::cli
