#include "client/base/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace okta {

Timestamp SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Status SystemClock::sleep_for(std::chrono::milliseconds duration, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any condition;
  std::unique_lock lock(mutex);
  condition.wait_for(lock, stop, duration, [] { return false; });
  if (stop.stop_requested()) return failure(ErrorKind::interrupted, "interrupted while waiting");
  return {};
}

}  // namespace okta
