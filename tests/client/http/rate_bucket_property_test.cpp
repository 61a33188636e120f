// Whatever answers say, and in whatever order they come: no window is overdrawn, and nobody waits
// past what was said.
#include <deque>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "client/http/rate_bucket.hpp"
#include "tests/client/http/limited_server.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Verdict = RateBucket::Verdict;

int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }

// Requests under way between a bucket and a server that counts; the server is right by definition.
class Traffic {
 public:
  Traffic(tests::Windows windows, int share_percent, int most_under_way, int slowest_ms)
      : windows_(windows),
        server_(windows),
        bucket_(share_percent),
        most_under_way_(most_under_way),
        slowest_ms_(slowest_ms) {}

  void run(int steps) {
    for (int step = 0; step < steps; ++step) {
      const auto advice = bucket_.advice(at(now_), true);
      const bool is_full = static_cast<int>(under_way_.size()) >= most_under_way_;
      if (advice.verdict == Verdict::go && !is_full) {
        send();
      } else if (advice.verdict == Verdict::wait && wakes_before_an_answer(advice.wait)) {
        RC_ASSERT(now_ + advice.wait <= latest_end_ + milliseconds{2100 + slowest_ms_});
        now_ += advice.wait;
      } else {
        RC_ASSERT(!under_way_.empty());  // nobody waits for an answer that does not come
        receive();
      }
    }
  }

  [[nodiscard]] const std::map<std::int64_t, std::int64_t>& used() const { return server_.used(); }
  [[nodiscard]] int refused() const { return refused_; }

 private:
  struct UnderWay {
    milliseconds answered{0};
    Headers headers;
    int status = 200;
    RateBucket::Sent sent;
  };

  [[nodiscard]] static Timestamp at(milliseconds now) { return Timestamp{now}; }

  // The order of arrival is the order of sending; answers overtake each other.
  void send() {
    UnderWay made;
    made.sent = bucket_.send(at(now_), true);
    arrival_ = std::max(arrival_, now_ + milliseconds{between(0, slowest_ms_ / 2)});
    made.answered = arrival_ + milliseconds{between(0, slowest_ms_ / 2)};
    const auto count = server_.count(arrival_);
    made.status = count.is_refused ? 429 : 200;
    refused_ += count.is_refused ? 1 : 0;
    made.headers = tests::limit_headers(windows_, count, arrival_);
    under_way_.push_back(std::move(made));
  }

  [[nodiscard]] auto next_answer() {
    return std::ranges::min_element(under_way_, {}, &UnderWay::answered);
  }
  [[nodiscard]] bool wakes_before_an_answer(milliseconds wait) {
    return under_way_.empty() || now_ + wait < next_answer()->answered;
  }
  void receive() {
    const auto next = next_answer();
    now_ = std::max(now_, next->answered);
    const RateLimit said = read_rate_limit(next->headers);
    RC_ASSERT(said.reset.has_value());
    latest_end_ = std::max<milliseconds>(latest_end_, seconds{*said.reset});
    bucket_.hear(said, next->status, at(now_), next->sent);
    under_way_.erase(next);
  }

  tests::Windows windows_;
  tests::CallCounter server_;
  RateBucket bucket_;
  int most_under_way_;
  int slowest_ms_;
  milliseconds now_{1'757'607'710'000};
  milliseconds arrival_{0};
  milliseconds latest_end_{0};
  std::deque<UnderWay> under_way_;
  int refused_ = 0;
};

RC_GTEST_PROP(RateBucketProperty, TakesNoMoreThanItsShareOfAnyWindow, ()) {
  tests::Windows windows;
  windows.limit = between(1, 40);
  windows.length = seconds{between(1, 90)};
  windows.first_end = seconds{between(0, 89)};
  const int share = between(1, 100);
  Traffic traffic(windows, share, between(1, 6), between(0, 3000));
  traffic.run(300);
  const std::int64_t ours = std::max<std::int64_t>(1, windows.limit * share / 100);
  for (const auto& [window, used] : traffic.used()) RC_ASSERT(used <= ours);
  RC_ASSERT(traffic.refused() == 0);
}

RC_GTEST_PROP(RateBucketProperty, CausesNoStormWhereOthersUseTheSameBucket, ()) {
  tests::Windows windows;
  windows.limit = between(2, 40);
  windows.others = between(0, static_cast<int>(windows.limit) - 1);
  windows.length = seconds{between(10, 90)};
  windows.first_end = milliseconds{between(0, 89'000)};  // resets are told rounded down
  const int under_way = between(1, 6);
  Traffic traffic(windows, 100, under_way, between(0, 1000));
  traffic.run(300);
  const int windows_seen = static_cast<int>(traffic.used().size()) + 1;
  RC_ASSERT(traffic.refused() <= windows_seen * (under_way + 2));
}

// Nothing of what an answer says need be true.
Headers anything() {
  Headers headers;
  const auto number = [](std::initializer_list<std::int64_t> values) {
    return std::to_string(*rc::gen::elementOf(std::vector<std::int64_t>(values)));
  };
  constexpr std::int64_t kNow = 1'757'607'710;
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (between(0, 5) > 0) headers.add("Date", "Thu, 11 Sep 2025 16:21:50 GMT");
  for (int i = between(0, 2); i > 0; --i)
    headers.add("X-Rate-Limit-Limit", number({-1, 0, 1, 10, 50, 1'000'000'000, kMost}));
  for (int i = between(0, 2); i > 0; --i)
    headers.add("X-Rate-Limit-Remaining", number({-5, 0, 0, 1, 9, 60, kMost}));
  for (int i = between(0, 2); i > 0; --i) {
    headers.add("X-Rate-Limit-Reset",
                number({0, kNow - 63'000'000, kNow - 1, kNow, kNow + 1}) + ", " +
                    number({kNow + 30, kNow + 60, kNow + 3000, kNow + 99'000'000}));
  }
  return headers;
}

RC_GTEST_PROP(RateBucketProperty, IsOpenAgainAfterEachWaitAndNoneIsLong, ()) {
  RateBucket bucket(between(1, 100));
  Timestamp now{seconds{1000}};
  std::vector<RateBucket::Sent> under_way;
  for (int step = 0; step < 100; ++step) {
    auto advice = bucket.advice(now, true);
    for (int waits = 0; advice.verdict == Verdict::wait; ++waits) {
      RC_ASSERT(waits < 2);  // the refusal, and then the window
      RC_ASSERT(advice.wait > milliseconds{0} && advice.wait <= seconds{121});
      now += advice.wait;
      advice = bucket.advice(now, true);
    }
    if (advice.verdict == Verdict::go && under_way.size() < 4) {
      under_way.push_back(bucket.send(now, true));
      continue;
    }
    RC_ASSERT(!under_way.empty());
    const auto which = under_way.begin() + between(0, static_cast<int>(under_way.size()) - 1);
    const auto status = *rc::gen::element(200, 200, 404, 429, 503, 0);
    now += milliseconds{between(0, 20'000)};
    if (status == 0) {
      bucket.hear_nothing(*which, between(0, 1) == 1);
    } else {
      bucket.hear(read_rate_limit(anything()), status, now, *which);
    }
    under_way.erase(which);
  }
}

}  // namespace
}  // namespace okta
