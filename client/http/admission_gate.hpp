// Where requests wait until they may leave: until the window of their rate-limit bucket has a call
// for us (RateBucket), and until not too many are under way (FlightLimit). It moves the waiting
// threads; what is known and decided is in those two values. Of the threads that wait for one
// bucket a single one sleeps and is told of; the others follow it. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "client/base/clock.hpp"
#include "client/http/flight_limit.hpp"
#include "client/http/rate_bucket.hpp"
#include "client/http/transport.hpp"
#include "client/http/wait_notice.hpp"

namespace okta {

struct GateOptions {
  int share_percent = 50;                          // of each bucket; others live in the org too
  std::function<void(const WaitNotice&)> on_wait;  // from any thread
};

class AdmissionGate {
 public:
  // `clock` must outlive it.
  AdmissionGate(Clock& clock, GateOptions options) : clock_(clock), options_(std::move(options)) {}

  struct Pass {
    std::string bucket;
    RateBucket::Sent sent;
    std::uint64_t taken_off = 0;
  };
  // Blocks until the request may leave. The Error is never one of something sent: interrupted by a
  // stop; rate_limited when waiting would take more than Request::patience, or, with `again`, when
  // the request would have to wait and its sender has to look again after a wait.
  [[nodiscard]] Result<Pass> enter(const Request& request, std::stop_token stop);
  // Must follow each enter() that let through.
  void leave(const Pass& pass, const Result<Response>& result);

  [[nodiscard]] int most_in_flight() const;  // as far as it is known

 private:
  struct Place {
    RateBucket bucket;
    std::stop_source* sleeper = nullptr;  // wakes the one thread that sleeps for all
    Timestamp told_until = {};            // the end of the wait that was told last
  };
  using Lock = std::unique_lock<std::mutex>;

  Place& place_of(const std::string& bucket);
  Result<Pass> let_through(const std::string& name, const Request& request);
  [[nodiscard]] Error turned_away(const std::string& name, const Request& request,
                                  std::chrono::milliseconds wait);
  Status wait(Lock& lock, const std::string& name, const Request& request,
              const RateBucket::Advice& advice, const std::stop_token& stop);
  void tell(Lock& lock, Place& place, const WaitNotice& notice);
  void sleep(Lock& lock, Place& place, const WaitNotice& notice, const std::stop_token& stop);
  void wait_for_change(Lock& lock, const std::stop_token& stop);
  void tell_change();

  Clock& clock_;
  GateOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t changes_ = 0;
  FlightLimit flights_;
  std::map<std::string, Place> places_;
};

// The key of a request's bucket. Okta's own names begin with a slash; a request without one (a
// discovery document, a raw path) has a bucket by its path, of which only a number is kept: a path
// may name people.
[[nodiscard]] std::string bucket_key(const Request& request);

}  // namespace okta
