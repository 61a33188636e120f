// Headers, dates and URLs.
#include <algorithm>
#include <string>

#include "client/api/link_header.hpp"
#include "client/base/redact.hpp"
#include "client/base/timestamp.hpp"
#include "client/base/url.hpp"
#include "client/http/rate_limit.hpp"
#include "tests/fuzz/message.hpp"
#include "tests/fuzz/targets.hpp"

namespace tests::fuzz {
namespace {

bool stays_in_the_header(const okta::Headers& headers, const std::string& target) {
  for (const std::string& line : headers.all("Link")) {
    if (line.find("<" + target + ">") != std::string::npos) return true;
  }
  return false;
}

}  // namespace

void link_header(std::string_view input) {
  okta::Headers headers;
  while (!input.empty()) headers.add("Link", std::string(take_line(input)));
  for (const std::string_view relation : {"next", "self"}) {
    const auto target = okta::find_link(headers, relation);
    if (target && *target) {
      require(!(*target)->empty(), "a link has a target");
      require(stays_in_the_header(headers, **target), "a target stands in the header as it is");
    }
  }
}

void rate_limit(std::string_view input) {
  const okta::Headers headers = take_headers(input);
  const okta::RateLimit limit = okta::read_rate_limit(headers);
  require(limit.limit.value_or(0) >= 0, "a limit is not negative");
  require(limit.remaining.value_or(0) >= 0, "what remains is not negative");
  const auto until_reset = limit.until_reset.value_or(std::chrono::seconds{0});
  require(until_reset >= std::chrono::seconds{0} && until_reset <= std::chrono::hours{1},
          "a wait is within the hour");
  if (okta::is_concurrency_limit(limit))
    require(limit.limit == 0 && limit.remaining == 0, "a concurrency limit is 0 of 0");
}

void timestamp(std::string_view input) {
  if (const auto time = okta::parse_timestamp(input)) {
    require(okta::parse_timestamp(okta::format_timestamp(*time)) == time,
            "a time reads back as it was written");
  }
  if (const auto time = okta::parse_http_date(input)) {
    require(okta::parse_timestamp(okta::format_timestamp(*time)) == time,
            "a date reads back as it was written");
  }
}

void url(std::string_view input) {
  std::string_view rest = input;
  const std::string_view line = take_line(rest);
  if (const auto parsed = okta::parse_url(line)) {
    const std::string text = parsed->text();
    require(text.starts_with(parsed->origin()) || !parsed->port.empty(),
            "a URL begins with its origin");
    const auto again = okta::parse_url(text);
    require(again.has_value(), "a URL that was written can be read");
    require(again->text() == text, "and is the same");
    require(okta::same_origin(*parsed, *again), "of the same origin");
    require(!again->has_credentials, "credentials are not written");
  }
  const okta::QueryParameters parameters = okta::parse_query(rest);
  require(okta::parse_query(okta::format_query(parameters)) == parameters,
          "parameters read back as they were written");
  const std::string shown = okta::redacted_query(rest);
  require(std::ranges::none_of(shown, [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
          "what is shown of a query stays on one line");
}

}  // namespace tests::fuzz
