#include "client/http/wait_notice.hpp"

#include <fmt/format.h>

namespace okta {

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

std::string name_of(const Request& request) {
  return fmt::format("{} {}", to_string(request.method), request.url.path);
}

std::string describe(const WaitNotice& notice) {
  std::string cause(to_string(notice.reason));
  if (notice.status != 0) cause += fmt::format(" (HTTP {})", notice.status);
  if (!notice.limit.empty()) cause += " " + notice.limit;
  const std::string retry = notice.retry == 0 ? "" : fmt::format("retry {} of ", notice.retry);
  const double seconds = std::chrono::duration<double>(notice.duration).count();
  if (notice.gives_up) {
    return fmt::format("{}: giving up on {}, {:.1f} s more would be too long a wait", cause,
                       notice.request, seconds);
  }
  return fmt::format("{}: waiting {:.1f} s before {}{}", cause, seconds, retry, notice.request);
}

}  // namespace okta
