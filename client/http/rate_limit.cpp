#include "client/http/rate_limit.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/timestamp.hpp"

namespace okta {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return std::nullopt;
  text = text.substr(from, text.find_last_not_of(" \t") - from + 1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::vector<std::int64_t> numbers(const Headers& headers, std::string_view name) {
  std::vector<std::int64_t> found;
  for (const std::string& line : headers.all(name)) {
    std::string_view rest = line;
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      if (const auto value = number(rest.substr(0, comma))) found.push_back(*value);
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
  }
  return found;
}

std::optional<std::int64_t> smallest(const std::vector<std::int64_t>& values) {
  if (values.empty()) return std::nullopt;
  return std::ranges::min(values);
}

void read_reset(const Headers& headers, RateLimit& limit) {
  const std::optional<Timestamp> date = parse_http_date(headers.first("Date"));
  if (!date) return;
  const std::int64_t now =
      std::chrono::floor<std::chrono::seconds>(*date).time_since_epoch().count();
  constexpr std::int64_t kLongestWindow = 3600;

  std::vector<std::int64_t> resets = numbers(headers, "X-Rate-Limit-Reset");
  std::erase_if(resets,
                [now](std::int64_t reset) { return reset < now || reset > now + kLongestWindow; });
  limit.reset = smallest(resets);
  if (limit.reset) limit.until_reset = std::chrono::seconds{*limit.reset - now};
}

}  // namespace

RateLimit read_rate_limit(const Headers& headers) {
  RateLimit limit;
  limit.limit = smallest(numbers(headers, "X-Rate-Limit-Limit"));
  limit.remaining = smallest(numbers(headers, "X-Rate-Limit-Remaining"));
  read_reset(headers, limit);
  return limit;
}

bool is_concurrency_limit(const RateLimit& limit) {
  return limit.limit == 0 && limit.remaining == 0;
}

}  // namespace okta
