// Sends again what may be sent again. 429 and 423 are refusals: nothing was done, so any request is
// retried. A 5xx or a lost connection leaves open whether it was done: only an idempotent request
// is retried then, or one that surely never left. A request that says so is not retried after what
// may mean that it takes too long (500, a time-out). A request whose sender has to look again
// before each copy is never retried here: the wait is told instead. When the retries are used up,
// the last answer is returned as it is. Thread-safe; `on_wait` may be called from several threads
// at once.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "client/base/clock.hpp"
#include "client/http/transport.hpp"

namespace okta {

enum class WaitReason {
  rate_limit,    // 429: this window is used up
  concurrency,   // 429: too many requests in flight
  locked,        // 423: Okta is still busy with an earlier change
  server_error,  // 500, 502, 503, 504
  network,       // no answer
};

[[nodiscard]] std::string_view to_string(WaitReason reason);

// What to tell the person who waits.
struct WaitNotice {
  WaitReason reason = WaitReason::network;
  std::chrono::milliseconds duration{0};
  int retry = 1;        // the how-manieth retry follows this wait
  int status = 0;       // 0 when there was no answer
  std::string request;  // method and path, without query
};

// One sentence for people.
[[nodiscard]] std::string describe(const WaitNotice& notice);

struct RetryOptions {
  int max_retries = 2;  // of 5xx and lost connections
  // Of 429 and 423. Generous: a window of Okta's smallest orgs holds ten calls a minute, and others
  // use it too.
  int max_refusals = 8;
  std::function<void(const WaitNotice&)> on_wait;
  std::function<double()> jitter;  // [0, 1), from any thread; a random source when empty
};

class Retry final : public Transport {
 public:
  // `clock` must outlive it.
  Retry(std::unique_ptr<Transport> next, Clock& clock, RetryOptions options = {});

  [[nodiscard]] Result<Response> send(const Request& request, std::stop_token stop) override;

 private:
  std::unique_ptr<Transport> next_;
  Clock& clock_;
  RetryOptions options_;
};

}  // namespace okta
