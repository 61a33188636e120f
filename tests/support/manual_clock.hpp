// A clock that stands still until a test moves it. Sleeping moves it by the time asked for and is
// remembered.
#pragma once

#include <chrono>
#include <mutex>
#include <vector>

#include "client/base/clock.hpp"

namespace tests {

class ManualClock final : public okta::Clock {
 public:
  explicit ManualClock(okta::Timestamp start = okta::Timestamp{std::chrono::seconds{1'780'000'000}})
      : now_(start) {}

  [[nodiscard]] okta::Timestamp now() const override {
    const std::scoped_lock lock(mutex_);
    return now_;
  }

  [[nodiscard]] okta::Status sleep_for(std::chrono::milliseconds duration,
                                       std::stop_token stop) override {
    const std::scoped_lock lock(mutex_);
    if (stop.stop_requested())
      return okta::failure(okta::ErrorKind::interrupted, "interrupted while waiting");
    sleeps_.push_back(duration);
    now_ += duration;
    return {};
  }

  void tick(std::chrono::milliseconds duration) {
    const std::scoped_lock lock(mutex_);
    now_ += duration;
  }

  [[nodiscard]] std::vector<std::chrono::milliseconds> sleeps() const {
    const std::scoped_lock lock(mutex_);
    return sleeps_;
  }

 private:
  mutable std::mutex mutex_;
  okta::Timestamp now_;
  std::vector<std::chrono::milliseconds> sleeps_;
};

}  // namespace tests
