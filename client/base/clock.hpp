// The only door to time. Production uses SystemClock; tests use a ManualClock that jumps instead of
// sleeping. Implementations are thread-safe.
#pragma once

#include <chrono>
#include <stop_token>

#include "client/base/result.hpp"
#include "client/base/timestamp.hpp"

namespace okta {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Timestamp now() const = 0;

  // Waits, or fails with ErrorKind::interrupted as soon as a stop is requested.
  [[nodiscard]] virtual Status sleep_for(std::chrono::milliseconds duration,
                                         std::stop_token stop) = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
  [[nodiscard]] Status sleep_for(std::chrono::milliseconds duration, std::stop_token stop) override;
};

}  // namespace okta
