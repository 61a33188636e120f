// Sends again what may be sent again. 429 and 423 are refusals: nothing was done, so any request is
// retried. A 5xx or a lost connection leaves open whether it was done: only an idempotent request
// is retried then, or one that surely never left. A request that says so is not retried after what
// may mean that it takes too long (500, a time-out). A request whose sender has to look again
// before each copy is never retried here: the wait is told instead. When the retries are used up,
// in number or in time, the last answer is returned as it is; but where an earlier copy of a write
// may have been carried out, a later refusal does not hide that. Thread-safe; `on_wait` may be
// called from several threads at once.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "client/base/clock.hpp"
#include "client/http/transport.hpp"
#include "client/http/wait_notice.hpp"

namespace okta {

struct RetryOptions {
  int max_retries = 2;  // of 5xx and lost connections
  // Of 429 and 423. Generous: a window of Okta's smallest orgs holds ten calls a minute, and others
  // use it too.
  int max_refusals = 8;
  // All waits of one request together, those for its rate-limit bucket too.
  std::chrono::milliseconds max_waiting = std::chrono::minutes{15};
  std::function<void(const WaitNotice&)> on_wait;
  std::function<double()> jitter;  // [0, 1), from any thread; a random source when empty
};

class Retry final : public Transport {
 public:
  // `clock` must outlive it.
  Retry(std::unique_ptr<Transport> next, Clock& clock, RetryOptions options = {});

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  [[nodiscard]] int allowed(const Result<Response>& result, WaitReason reason) const;

  std::unique_ptr<Transport> next_;
  Clock& clock_;
  RetryOptions options_;
};

}  // namespace okta
