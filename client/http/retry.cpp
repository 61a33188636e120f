#include "client/http/retry.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "client/http/rate_limit.hpp"

namespace okta {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kShortestWindowWait = seconds{1};
constexpr milliseconds kLongestWindowWait = seconds{120};

double random_fraction() {
  thread_local std::mt19937_64 source{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(source);
}

// Anything up to a bound that doubles from `first` to `longest`: clients that failed together do
// not come back together.
milliseconds backoff(milliseconds first, milliseconds longest, int earlier_waits, double chance) {
  constexpr milliseconds kShortest{100};
  constexpr int kMostDoublings = 16;
  const milliseconds bound =
      std::min(longest, first * (1 << std::min(earlier_waits, kMostDoublings)));
  return kShortest + milliseconds{static_cast<milliseconds::rep>(
                         static_cast<double>((bound - kShortest).count()) * chance)};
}

milliseconds window_wait(const RateLimit& limit, int earlier_waits, double chance) {
  if (limit.until_reset) {
    return std::clamp<milliseconds>(*limit.until_reset + seconds{1}, kShortestWindowWait,
                                    kLongestWindowWait);
  }
  return backoff(seconds{2}, kLongestWindowWait, earlier_waits, chance);
}

milliseconds wait_before_retry(WaitReason reason, const RateLimit& limit, int earlier_waits,
                               double chance) {
  switch (reason) {
    case WaitReason::rate_limit:
      return window_wait(limit, earlier_waits, chance);
    case WaitReason::concurrency:
      return backoff(milliseconds{500}, seconds{10}, earlier_waits, chance);
    case WaitReason::locked:
      return backoff(milliseconds{500}, seconds{5}, earlier_waits, chance);
    case WaitReason::server_error:
    case WaitReason::network:
      return backoff(seconds{1}, seconds{30}, earlier_waits, chance);
  }
  return kShortestWindowWait;
}

std::optional<WaitReason> reason_to_retry(const Response& response, const RateLimit& limit,
                                          const Request& request) {
  switch (response.status) {
    case 429:
      return is_concurrency_limit(limit) ? WaitReason::concurrency : WaitReason::rate_limit;
    case 423:
      return WaitReason::locked;
    case 500:
      return request.idempotent && request.repeat_when_slow
                 ? std::optional(WaitReason::server_error)
                 : std::nullopt;
    case 502:
    case 503:
    case 504:
      return request.idempotent ? std::optional(WaitReason::server_error) : std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<WaitReason> reason_to_retry(const Error& error, const Request& request) {
  if (error.again) return WaitReason::rate_limit;
  // A server that this request needed first, such as the token endpoint.
  if (error.kind == ErrorKind::server && error.not_sent) return WaitReason::server_error;
  const bool lost = error.kind == ErrorKind::network ||
                    (error.kind == ErrorKind::timeout && request.repeat_when_slow);
  return lost && (request.idempotent || error.not_sent) ? std::optional(WaitReason::network)
                                                        : std::nullopt;
}

bool is_refusal(WaitReason reason) {
  return reason == WaitReason::rate_limit || reason == WaitReason::concurrency ||
         reason == WaitReason::locked;
}

bool may_be_carried_out(const Result<Response>& result, WaitReason reason, const Request& request) {
  return request.method != Method::get && !is_refusal(reason) &&
         (result || !result.error().not_sent);
}

// Not sent at all, because it would have had to wait.
bool turned_away(const Result<Response>& result) { return !result && result.error().again; }

Result<Response> last(Result<Response> result) {
  if (turned_away(result)) result.error().again.reset();
  return result;
}

Error not_sent_again(Error interrupted) {
  interrupted.not_sent = true;
  return interrupted;
}

bool is_done(const Result<Response>& result, const Request& request) {
  if (!result) return false;
  const bool is_gone = request.method == Method::del && result->status == 404;
  return is_gone || (result->status >= 200 && result->status < 300);
}

// What the sender is told when `result` is the last answer. A refusal of the last copy (a token
// that was revoked meanwhile) says nothing about an earlier one that may have been carried out.
Result<Response> outcome(Result<Response> result, const std::optional<Result<Response>>& unknown,
                         const Request& request) {
  if (!unknown || is_done(result, request)) return result;
  if (!result && result.error().kind == ErrorKind::interrupted) {
    result.error().not_sent = false;
    return result;
  }
  return *unknown;
}

Result<Response> with_repetition(Result<Response> result, const Repetition& again) {
  if (result)
    result->again = again;
  else
    result.error().again = again;
  return result;
}

}  // namespace

Retry::Retry(std::unique_ptr<Transport> next, Clock& clock, RetryOptions options)
    : next_(std::move(next)), clock_(clock), options_(std::move(options)) {
  if (!options_.jitter) options_.jitter = random_fraction;
}

int Retry::allowed(const Result<Response>& result, WaitReason reason) const {
  // Nothing was sent yet: looking and trying again is the only way to send it at all.
  constexpr int kFewestDetours = 3;
  if (turned_away(result)) return std::max(options_.max_refusals, kFewestDetours);
  return is_refusal(reason) ? options_.max_refusals : options_.max_retries;
}

Result<Response> Retry::send(const Request& request, std::stop_token stop) {
  Request attempt = request;
  attempt.patience = std::make_shared<milliseconds>(options_.max_waiting);
  std::string first_request_id;
  Repetition again = request.earlier;
  std::optional<Result<Response>> unknown;  // of a write: the last answer that leaves it open
  while (true) {
    Result<Response> result = next_->send(attempt, stop);
    const RateLimit limit = result ? read_rate_limit(result->headers) : RateLimit{};
    const std::optional<WaitReason> reason = result ? reason_to_retry(*result, limit, request)
                                                    : reason_to_retry(result.error(), request);
    if (!reason) return outcome(std::move(result), unknown, request);
    int& earlier_waits = is_refusal(*reason) ? again.refusals : again.failures;
    if (earlier_waits >= allowed(result, *reason))
      return outcome(last(std::move(result)), unknown, request);

    again.wait = turned_away(result)
                     ? result.error().again->wait
                     : wait_before_retry(*reason, limit, earlier_waits, options_.jitter());
    ++earlier_waits;
    if (!request.repeat_after_wait) return with_repetition(std::move(result), again);
    WaitNotice notice{*reason, again.wait, again.refusals + again.failures,
                      result ? result->status : 0, name_of(request)};
    notice.gives_up = again.wait > *attempt.patience;
    if (options_.on_wait) options_.on_wait(notice);
    if (notice.gives_up) return outcome(last(std::move(result)), unknown, request);
    if (may_be_carried_out(result, *reason, request)) unknown = result;
    if (const Status waited = clock_.sleep_for(again.wait, stop); !waited)
      return outcome(failure(not_sent_again(waited.error())), unknown, request);
    *attempt.patience -= again.wait;

    if (result && first_request_id.empty())
      first_request_id = result->headers.first("X-Okta-Request-Id");
    if (!first_request_id.empty()) attempt.headers.set("X-Okta-Retry-For", first_request_id);
    attempt.headers.set("X-Okta-Retry-Count", std::to_string(notice.retry));
  }
}

}  // namespace okta
