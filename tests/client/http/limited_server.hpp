// A server that counts calls in fixed windows, as Okta does, by a manual clock that it moves by the
// time that one exchange takes. Its own clock is years away from that of the client. Thread-safe.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "client/http/transport.hpp"
#include "tests/support/manual_clock.hpp"

namespace tests {

struct Windows {
  std::int64_t limit = 50;
  std::chrono::milliseconds length{60'000};
  std::chrono::milliseconds first_end{43'000};  // after the epoch of the server's clock
  std::int64_t others = 0;  // calls that somebody else makes in each window, evenly
};

// What the server thinks of one call at `now`, which is counted.
class CallCounter {
 public:
  explicit CallCounter(Windows windows) : windows_(windows) {}

  struct Count {
    bool is_refused = false;
    std::int64_t remaining = 0;
    std::chrono::milliseconds ends{0};
  };
  Count count(std::chrono::milliseconds now) {
    const auto index = (now - windows_.first_end).count() / windows_.length.count();
    const auto ends = windows_.first_end + windows_.length * (index + 1);
    const auto gone = windows_.length - (ends - now);
    const std::int64_t by_others = windows_.others * gone.count() / windows_.length.count();
    std::int64_t& used = used_[index];
    const bool is_refused = used + by_others >= windows_.limit;
    if (!is_refused) ++used;
    return {is_refused, std::max<std::int64_t>(0, windows_.limit - used - by_others), ends};
  }

  [[nodiscard]] const std::map<std::int64_t, std::int64_t>& used() const { return used_; }

 private:
  Windows windows_;
  std::map<std::int64_t, std::int64_t> used_;  // by us, in each window
};

inline std::string http_date(std::chrono::milliseconds now) {
  const std::time_t seconds = now.count() / 1000;
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
}

inline okta::Headers limit_headers(const Windows& windows, const CallCounter::Count& count,
                                   std::chrono::milliseconds now) {
  return {{"Date", http_date(now)},
          {"X-Rate-Limit-Limit", std::to_string(windows.limit)},
          {"X-Rate-Limit-Remaining", std::to_string(count.remaining)},
          {"X-Rate-Limit-Reset", std::to_string(count.ends.count() / 1000)}};
}

class LimitedServer final : public okta::Transport {
 public:
  static constexpr std::chrono::hours kAhead{24 * 365};

  LimitedServer(ManualClock& clock, Windows windows,
                std::chrono::milliseconds exchange = std::chrono::milliseconds{10})
      : clock_(clock), windows_(windows), counter_(windows), exchange_(exchange) {}

  [[nodiscard]] okta::Result<okta::Response> send(const okta::Request& request,
                                                  std::stop_token /*stop*/) override {
    const std::scoped_lock lock(mutex_);
    clock_.tick(exchange_ / 2);
    const std::chrono::milliseconds now = clock_.now().time_since_epoch() + kAhead;
    const CallCounter::Count count = counter_.count(now);
    const int status = count.is_refused ? 429 : 200;
    if (count.is_refused) ++refused_;
    sent_.push_back(std::string(okta::to_string(request.method)));
    clock_.tick(exchange_ / 2);
    return okta::Response{status, limit_headers(windows_, count, now), "[]"};
  }

  [[nodiscard]] int refused() const { return refused_; }
  [[nodiscard]] const std::vector<std::string>& sent() const { return sent_; }  // methods
  [[nodiscard]] std::chrono::milliseconds until_first_reset() const {
    const std::chrono::milliseconds now = clock_.now().time_since_epoch() + kAhead;
    return windows_.length - (now - windows_.first_end) % windows_.length;
  }

 private:
  std::mutex mutex_;
  ManualClock& clock_;
  Windows windows_;
  CallCounter counter_;
  std::chrono::milliseconds exchange_;
  int refused_ = 0;
  std::vector<std::string> sent_;
};

}  // namespace tests
