// What is known of one rate-limit bucket: a window with so many calls, when it ends, and how many
// of them went on our account. A value that learns from answers and says whether the next request
// may leave; it waits for nothing and asks no clock. Windows are told apart by the org's clock
// (X-Rate-Limit-Reset), waits are differences within one answer (reset minus Date), counted from
// the moment it was heard. Not thread-safe: AdmissionGate guards it. Source: Okta docs, "Rate
// limits": windows of a minute that begin at any second.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "client/base/timestamp.hpp"
#include "client/http/rate_limit.hpp"

namespace okta {

class RateBucket {
 public:
  // Of each window's calls that many per cent are ours; never less than one call.
  explicit RateBucket(int share_percent) : share_percent_(share_percent) {}

  enum class Verdict {
    go,
    wait,             // for `wait`, unless an answer says something new before
    wait_for_answer,  // a request went ahead to see how much there is
  };
  enum class Why { none, share_used, all_used, refused };
  struct Advice {
    Verdict verdict = Verdict::go;
    std::chrono::milliseconds wait{0};
    Why why = Why::none;
  };
  // A request that cannot wait (its sender would have to look again) goes whenever the org itself
  // has a call left: one call beyond the share is cheaper than reading everything anew.
  [[nodiscard]] Advice advice(Timestamp now, bool can_wait) const;
  // One that cannot wait was turned away: a call of the next window is kept for it, or the reads
  // before it could use up each window to the last call, again and again.
  void keep_one() { keeps_one_ = true; }

  struct Sent {
    bool is_scout = false;  // the first of an unknown window; the others wait for its answer
  };
  Sent send(Timestamp now, bool can_wait);

  void hear(const RateLimit& said, int status, Timestamp now, Sent sent);
  void hear_nothing(Sent sent, bool has_left);

  // Nothing under way, and nothing learned that still holds.
  [[nodiscard]] bool is_idle(Timestamp now) const;
  // For people, e.g. "10 of 20 calls are ours, 10 sent, 4 left for all".
  [[nodiscard]] std::string describe() const;

 private:
  // From when it was heard, so that a clock that is set back makes no wait longer.
  struct Span {
    Timestamp from;
    std::chrono::milliseconds length{0};
    [[nodiscard]] std::chrono::milliseconds left(Timestamp now) const;
  };
  struct Window {
    std::int64_t reset = 0;  // by the org's clock
    Span span;
    std::int64_t limit = 0;
    std::int64_t remaining = 0;  // for everybody
    std::int64_t sent = 0;       // by us, also what is not answered yet
  };

  [[nodiscard]] bool is_running(Timestamp now) const;
  [[nodiscard]] std::int64_t our_calls() const;
  [[nodiscard]] bool needs_scout(Timestamp now) const;
  void learn(const RateLimit& said, Timestamp now, Sent sent);
  void learn_same_window(const Window& heard, Timestamp now, Sent sent);
  void close(const RateLimit& said, Timestamp now);

  int share_percent_;
  std::optional<Window> window_;
  std::chrono::milliseconds slack_{100};
  Span closed_;             // after a 429
  int refusals_ = 0;        // 429s in a row that did not say until when
  bool in_doubt_ = false;   // since a 429: one request first
  bool is_silent_ = false;  // answers speak of no limits
  bool is_scouting_ = false;
  bool keeps_one_ = false;
  std::int64_t in_flight_ = 0;
};

}  // namespace okta
