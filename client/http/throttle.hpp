// Keeps within Okta's rate limits before Okta has to say so: each request waits at an AdmissionGate
// until its bucket has a call for us. Sits below Retry, so that each copy passes it, and above
// Auth, so that what has waited is signed afterwards. Thread-safe.
#pragma once

#include <memory>

#include "client/http/admission_gate.hpp"

namespace okta {

class Throttle final : public Transport {
 public:
  // `clock` must outlive it.
  Throttle(std::unique_ptr<Transport> next, Clock& clock, GateOptions options)
      : next_(std::move(next)), gate_(clock, std::move(options)) {}

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  std::unique_ptr<Transport> next_;
  AdmissionGate gate_;
};

}  // namespace okta
