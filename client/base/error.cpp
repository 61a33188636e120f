#include "client/base/error.hpp"

#include <ranges>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace okta {

std::string_view to_string(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::network:
      return "network";
    case ErrorKind::timeout:
      return "timeout";
    case ErrorKind::interrupted:
      return "interrupted";
    case ErrorKind::protocol:
      return "protocol";
    case ErrorKind::unauthorized:
      return "unauthorized";
    case ErrorKind::feature_missing:
      return "featureMissing";
    case ErrorKind::forbidden:
      return "forbidden";
    case ErrorKind::not_found:
      return "notFound";
    case ErrorKind::rate_limited:
      return "rateLimited";
    case ErrorKind::busy:
      return "busy";
    case ErrorKind::rejected:
      return "rejected";
    case ErrorKind::server:
      return "server";
    case ErrorKind::invalid_input:
      return "invalidInput";
    case ErrorKind::io:
      return "io";
  }
  return "unknown";
}

Error Error::while_doing(std::string step) && {
  during.push_back(std::move(step));
  return std::move(*this);
}

std::string Error::describe() const {
  std::string text;
  for (const std::string& step : during | std::views::reverse) text += step + ": ";
  text += message;
  if (!http) return text;

  std::vector<std::string> facts;
  if (http->status != 0) facts.push_back(fmt::format("HTTP {}", http->status));
  if (!http->error_code.empty()) facts.push_back(http->error_code);
  if (!http->causes.empty()) facts.push_back(fmt::format("{}", fmt::join(http->causes, "; ")));
  if (!http->request_id.empty()) facts.push_back("request id " + http->request_id);
  if (!facts.empty()) text += fmt::format(" ({})", fmt::join(facts, ", "));
  return text;
}

}  // namespace okta
