#include "client/http/trace.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "client/base/redact.hpp"
#include "client/http/rate_limit.hpp"

namespace okta {
namespace {

// What a server wrote must not start lines of its own or drive a terminal.
std::string printable(std::string_view text) {
  std::string shown(text);
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return shown;
}

std::string target(const Request& request) {
  std::string shown = printable(request.url.path);
  if (!request.url.query.empty()) shown += "?" + printable(redacted_query(request.url.query));
  return shown;
}

// The bucket's name is one of our table, never a path.
std::string rate_limit_state(const RateLimit& limit, std::string_view bucket) {
  std::string state;
  if (limit.limit && limit.remaining) {
    state += fmt::format(", {}{}{} of {} calls left", bucket, bucket.empty() ? "" : ": ",
                         *limit.remaining, *limit.limit);
  }
  if (limit.until_reset) state += fmt::format(", reset in {} s", limit.until_reset->count());
  return state;
}

std::string outcome(const Result<Response>& result, std::string_view bucket) {
  if (!result) {
    return fmt::format("{} ({})", to_string(result.error().kind),
                       printable(result.error().message));
  }
  const std::string_view id = result->headers.first("X-Okta-Request-Id");
  return fmt::format("{}{}{}", result->status, id.empty() ? "" : ", request id " + printable(id),
                     rate_limit_state(read_rate_limit(result->headers), bucket));
}

}  // namespace

Trace::Trace(std::unique_ptr<Transport> next, Clock& clock, std::shared_ptr<CallCount> count)
    : next_(std::move(next)), clock_(clock), count_(std::move(count)) {}

Result<Response> Trace::send(const Request& request, std::stop_token stop) {
  const Timestamp start = clock_.now();
  Result<Response> result = next_->send(request, std::move(stop));
  if (result || !result.error().not_sent) ++count_->sent;
  if (spdlog::should_log(spdlog::level::debug)) {
    spdlog::debug("{} {} -> {}, {} ms", to_string(request.method), target(request),
                  outcome(result, request.bucket), (clock_.now() - start).count());
  }
  return result;
}

}  // namespace okta
