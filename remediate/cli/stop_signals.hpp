// Ctrl-C and SIGTERM as a std::stop_source: the first asks the work to end, a second ends the
// process at once with the same exit code. Make one before any thread is started; threads made
// later inherit the blocked signals. Also makes a closed pipe, and a file that may not grow, an
// error of the write instead of a signal. One at a time in a process.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace remediate::cli {

class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals();

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void wait_for_signals();

  std::stop_source source_;
  std::atomic<bool> ending_ = false;
  std::thread waiter_;
};

}  // namespace remediate::cli
