// One debug line per request that really leaves (so it sits below Retry), and the count of them. By
// allow-list: method, path, harmless query parameters, status, request id, duration and rate-limit
// state; never a header, a body, or a parameter that we do not know. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "client/base/clock.hpp"
#include "client/http/transport.hpp"

namespace okta {

// Calls against the org's quota are the first cost of a run; reports say how many were made.
struct CallCount {
  std::atomic<std::uint64_t> sent = 0;  // retries included
};

class Trace final : public Transport {
 public:
  // `clock` must outlive it. Several stacks may share one count.
  Trace(std::unique_ptr<Transport> next, Clock& clock, std::shared_ptr<CallCount> count);

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  std::unique_ptr<Transport> next_;
  Clock& clock_;
  std::shared_ptr<CallCount> count_;
};

}  // namespace okta
