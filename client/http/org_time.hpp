// The time in the org, as far as its answers told it: OAuth assertions and proofs carry a time, and
// Okta judges it by its own clock (docs/adr/0006-time-of-the-org.md). Until the first answer it is
// this machine's. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "client/base/clock.hpp"
#include "client/http/transport.hpp"

namespace okta {

class OrgTime {
 public:
  // `clock` must outlive it.
  explicit OrgTime(const Clock& clock) : clock_(clock) {}

  // Never ahead of the org's clock by what the answer took to come: `Date` is cut to seconds.
  [[nodiscard]] Timestamp now() const;
  void learn(const Response& response);

 private:
  const Clock& clock_;
  std::atomic<std::chrono::milliseconds::rep> ahead_ms_ = 0;  // of the org, before this machine
};

// Learns from every answer of the org that passes; discovery documents may lie elsewhere.
class OrgTimeReader final : public Transport {
 public:
  OrgTimeReader(std::unique_ptr<Transport> next, Url org, std::shared_ptr<OrgTime> time);

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  std::unique_ptr<Transport> next_;
  Url org_;
  std::shared_ptr<OrgTime> time_;
};

}  // namespace okta
