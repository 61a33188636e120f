// A Retry over a script, for its tests, and requests to send through it.
#pragma once

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "client/http/retry.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/scripted_transport.hpp"

namespace tests {

inline okta::Request request(okta::Method method = okta::Method::get, bool idempotent = true) {
  okta::Request made;
  made.method = method;
  made.url = okta::parse_url("https://acme.okta.com/api/v1/apps?q=secret").value();
  made.idempotent = idempotent;
  return made;
}

inline okta::Request post() { return request(okta::Method::post, false); }

// A Retry over a script, with a clock that jumps and chance that is always `chance`.
struct RetryStage {
  explicit RetryStage(okta::RetryOptions options = {}, double chance = 0.0) {
    auto owned = std::make_unique<ScriptedTransport>();
    script = owned.get();
    options.jitter = [chance] { return chance; };
    options.on_wait = [this](const okta::WaitNotice& notice) { notices.push_back(notice); };
    retry = std::make_unique<okta::Retry>(std::move(owned), clock, std::move(options));
  }

  okta::Result<okta::Response> send(const okta::Request& sent) { return retry->send(sent, {}); }
  std::vector<std::chrono::milliseconds> sleeps() const { return clock.sleeps(); }

  ManualClock clock;
  std::vector<okta::WaitNotice> notices;
  ScriptedTransport* script = nullptr;
  std::unique_ptr<okta::Retry> retry;
};

}  // namespace tests
