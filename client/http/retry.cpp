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

// Doubles from `first` up to `longest`; half of it is left to chance, so that clients that failed
// together do not come back together.
milliseconds backoff(milliseconds first, milliseconds longest, int earlier_waits, double chance) {
  constexpr int kMostDoublings = 16;
  const milliseconds full =
      std::min(longest, first * (1 << std::min(earlier_waits, kMostDoublings)));
  const milliseconds half = full / 2;
  return half + milliseconds{static_cast<milliseconds::rep>(
                    static_cast<double>((full - half).count()) * chance)};
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

bool may_be_carried_out(const Result<Response>& result, WaitReason reason) {
  return !is_refusal(reason) && (result || !result.error().not_sent);
}

Result<Response> with_repetition(Result<Response> result, const Repetition& again) {
  if (result)
    result->again = again;
  else
    result.error().again = again;
  return result;
}

}  // namespace

std::string_view to_string(WaitReason reason) {
  switch (reason) {
    case WaitReason::rate_limit:
      return "rate limit";
    case WaitReason::concurrency:
      return "too many requests at once";
    case WaitReason::locked:
      return "locked by an earlier change";
    case WaitReason::server_error:
      return "server error";
    case WaitReason::network:
      return "no answer";
  }
  return "unknown";
}

std::string describe(const WaitNotice& notice) {
  const std::string cause =
      notice.status == 0 ? std::string(to_string(notice.reason))
                         : fmt::format("{} (HTTP {})", to_string(notice.reason), notice.status);
  return fmt::format("{}: waiting {:.1f} s before retry {} of {}", cause,
                     std::chrono::duration<double>(notice.duration).count(), notice.retry,
                     notice.request);
}

Retry::Retry(std::unique_ptr<Transport> next, Clock& clock, RetryOptions options)
    : next_(std::move(next)), clock_(clock), options_(std::move(options)) {
  if (!options_.jitter) options_.jitter = random_fraction;
}

Result<Response> Retry::send(const Request& request, std::stop_token stop) {
  Request attempt = request;
  std::string first_request_id;
  Repetition again = request.earlier;
  bool may_be_done = false;
  while (true) {
    Result<Response> result = next_->send(attempt, request.let_finish ? std::stop_token() : stop);
    const RateLimit limit = result ? read_rate_limit(result->headers) : RateLimit{};
    const std::optional<WaitReason> reason = result ? reason_to_retry(*result, limit, request)
                                                    : reason_to_retry(result.error(), request);
    if (!reason) return result;
    int& earlier_waits = is_refusal(*reason) ? again.refusals : again.failures;
    const int allowed = is_refusal(*reason) ? options_.max_refusals : options_.max_retries;
    if (earlier_waits >= allowed) return result;

    again.wait = wait_before_retry(*reason, limit, earlier_waits, options_.jitter());
    ++earlier_waits;
    if (!request.repeat_after_wait) return with_repetition(std::move(result), again);
    may_be_done = may_be_done || may_be_carried_out(result, *reason);
    const int retry = again.refusals + again.failures;
    if (options_.on_wait) {
      options_.on_wait({*reason, again.wait, retry, result ? result->status : 0,
                        std::string(to_string(request.method)) + " " + request.url.path});
    }
    if (const Status waited = clock_.sleep_for(again.wait, stop); !waited) {
      Error interrupted = waited.error();
      interrupted.not_sent = !may_be_done;
      return failure(std::move(interrupted));
    }

    if (result && first_request_id.empty())
      first_request_id = result->headers.first("X-Okta-Request-Id");
    if (!first_request_id.empty()) attempt.headers.set("X-Okta-Retry-For", first_request_id);
    attempt.headers.set("X-Okta-Retry-Count", std::to_string(retry));
  }
}

}  // namespace okta
