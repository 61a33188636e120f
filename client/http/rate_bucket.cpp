#include "client/http/rate_bucket.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Okta's windows last a minute. A reset farther ahead is a mistake of somebody on the way.
constexpr seconds kLongestWindow{120};
// Of a window whose end came a little later than the reset had said: resets are whole seconds.
constexpr milliseconds kLateEnd = seconds{1};
constexpr milliseconds kShortestClosure = seconds{1};
constexpr milliseconds kLongestGuess = seconds{30};
// One window may be told with two resets, depending on who rounded.
constexpr std::int64_t kRoundingSeconds = 1;

// No org has one as high; much more cannot be reckoned with.
constexpr std::int64_t kHighestLimit = 1'000'000'000;

bool is_usable(const RateLimit& said) {
  return said.limit && *said.limit > 0 && *said.limit <= kHighestLimit && said.remaining &&
         said.reset && said.until_reset && *said.until_reset <= kLongestWindow;
}

}  // namespace

milliseconds RateBucket::Span::left(Timestamp now) const {
  // The clock was set back: how much has passed is not known, and one request asks the org. To wait
  // would be to wait again and again, until the clock is where it was.
  if (now < from) return milliseconds{0};
  return std::clamp(length - (now - from), milliseconds{0}, length);
}

bool RateBucket::is_running(Timestamp now) const {
  return window_ && window_->span.left(now) > milliseconds{0};
}

std::int64_t RateBucket::our_calls() const {
  return std::max<std::int64_t>(1, window_->limit * share_percent_ / 100);
}

bool RateBucket::needs_scout(Timestamp now) const {
  return in_doubt_ || !(is_running(now) || is_silent_);
}

RateBucket::Advice RateBucket::advice(Timestamp now, bool can_wait) const {
  if (const milliseconds closed = closed_.left(now); closed > milliseconds{0})
    return {Verdict::wait, closed, Why::refused};
  if (is_running(now)) {
    const milliseconds rest = window_->span.left(now);
    if (can_wait && window_->sent >= our_calls()) return {Verdict::wait, rest, Why::share_used};
    const std::int64_t kept = can_wait && keeps_one_ && window_->limit > 1 ? 1 : 0;
    if (window_->remaining - in_flight_ <= kept) return {Verdict::wait, rest, Why::all_used};
  }
  if (can_wait && is_scouting_ && needs_scout(now)) return {Verdict::wait_for_answer};
  return {};
}

RateBucket::Sent RateBucket::send(Timestamp now, bool can_wait) {
  const Sent sent{needs_scout(now)};
  is_scouting_ = is_scouting_ || sent.is_scout;
  if (!can_wait) keeps_one_ = false;
  if (is_running(now)) ++window_->sent;
  ++in_flight_;
  return sent;
}

void RateBucket::hear(const RateLimit& said, int status, Timestamp now, Sent sent) {
  const bool is_about_this_bucket = status != 429 || !is_concurrency_limit(said);
  if (is_about_this_bucket) learn(said, now, sent);
  --in_flight_;
  if (sent.is_scout) is_scouting_ = false;
  if (!is_about_this_bucket) return;
  if (status == 429) {
    close(said, now);
  } else {
    refusals_ = 0;
    in_doubt_ = false;
  }
}

void RateBucket::hear_nothing(Sent sent, bool has_left) {
  --in_flight_;
  if (sent.is_scout) is_scouting_ = false;
  if (!has_left && window_ && window_->sent > 0) --window_->sent;
}

void RateBucket::learn(const RateLimit& said, Timestamp now, Sent sent) {
  if (!is_usable(said)) {
    is_silent_ = !is_running(now);
    return;
  }
  is_silent_ = false;
  const Window heard{*said.reset,
                     {now, *said.until_reset + slack_},
                     *said.limit,
                     std::min(*said.remaining, *said.limit),
                     in_flight_};
  if (!window_) {
    window_ = heard;
    return;
  }
  const std::int64_t date = *said.reset - said.until_reset->count();
  const bool is_over = !is_running(now) || date >= window_->reset;
  if (heard.reset == window_->reset) {
    learn_same_window(heard, now, sent);
  } else if (is_over && (heard.reset > window_->reset || !is_running(now))) {
    window_ = heard;
  } else if (heard.reset >= window_->reset - kRoundingSeconds) {
    // No window begins before the last one ends: the reset was rounded otherwise, or is wrong.
    window_->remaining = std::min(window_->remaining, heard.remaining);
  }
  // What is left is the late answer of an earlier window.
}

// Each answer gives an upper bound of the end, because its Date was rounded down: the least counts.
void RateBucket::learn_same_window(const Window& heard, Timestamp now, Sent sent) {
  window_->limit = heard.limit;
  window_->remaining = std::min(window_->remaining, heard.remaining);
  const milliseconds left = window_->span.left(now);
  const bool ends_later = left == milliseconds{0} && sent.is_scout;
  if (ends_later) {
    slack_ = kLateEnd;
    window_->span = {now, std::max<milliseconds>(heard.span.length, kLateEnd)};
  } else if (heard.span.length < left) {
    window_->span = heard.span;
  }
}

void RateBucket::close(const RateLimit& said, Timestamp now) {
  in_doubt_ = true;
  if (said.until_reset && *said.until_reset <= kLongestWindow) {
    closed_ = {now, std::max(*said.until_reset + slack_, kShortestClosure)};
    return;
  }
  // What was in flight together is refused together, and is one refusal.
  if (closed_.left(now) > milliseconds{0}) return;
  constexpr int kMostDoublings = 5;
  closed_ = {
      now, std::min(kLongestGuess, kShortestClosure * (1 << std::min(refusals_, kMostDoublings)))};
  ++refusals_;
}

bool RateBucket::is_idle(Timestamp now) const {
  return in_flight_ == 0 && !is_running(now) && closed_.left(now) == milliseconds{0};
}

std::string RateBucket::describe() const {
  if (!window_) return "limit not known";
  return fmt::format("{} of {} calls are ours, {} sent, {} left for all", our_calls(),
                     window_->limit, window_->sent, window_->remaining);
}

}  // namespace okta
