#include "mocks/times.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace mocks {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::optional<int> number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc{} || end != text.data() + digits) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool skip(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<milliseconds> fraction(std::string_view& text) {
  if (!skip(text, '.')) return milliseconds{0};
  int scale = 100;
  int value = 0;
  bool any = false;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    value += (text.front() - '0') * scale;
    scale /= 10;
    text.remove_prefix(1);
    any = true;
  }
  if (!any) return std::nullopt;
  return milliseconds{value};
}

std::optional<seconds> offset(std::string_view text) {
  if (text == "Z" || text == "z") return seconds{0};
  const bool west = !text.empty() && text.front() == '-';
  if (!skip(text, '+') && !skip(text, '-')) return std::nullopt;
  const auto hours = number(text, 2);
  skip(text, ':');
  const auto minutes = number(text, 2);
  if (!hours || !minutes || !text.empty()) return std::nullopt;
  const seconds east{*hours * 3600 + *minutes * 60};
  return west ? -east : east;
}

struct Parts {
  std::chrono::year_month_day date;
  std::chrono::weekday weekday;
  std::chrono::hh_mm_ss<milliseconds> time;
};

Parts parts_of(TimePoint time) {
  const auto day = std::chrono::floor<days>(time);
  return {std::chrono::year_month_day(day), std::chrono::weekday(day),
          std::chrono::hh_mm_ss<milliseconds>(std::chrono::floor<milliseconds>(time - day))};
}

}  // namespace

std::string iso_text(TimePoint time) {
  const auto [date, weekday, clock] = parts_of(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::string stamp_text(TimePoint time) { return iso_text(std::chrono::floor<seconds>(time)); }

std::string http_date(TimePoint time) {
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto [date, weekday, clock] = parts_of(time);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays.at(weekday.c_encoding()),
                     static_cast<unsigned>(date.day()),
                     kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::int64_t epoch_seconds(TimePoint time) {
  return std::chrono::floor<seconds>(time).time_since_epoch().count();
}

std::optional<TimePoint> parse_iso(std::string_view text) {
  const auto year = number(text, 4);
  if (!year || !skip(text, '-')) return std::nullopt;
  const auto month = number(text, 2);
  if (!month || !skip(text, '-')) return std::nullopt;
  const auto day = number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const auto midnight = std::chrono::sys_days(date);
  if (text.empty()) return midnight;

  if (!skip(text, 'T')) return std::nullopt;
  const auto hour = number(text, 2);
  if (!hour || *hour > 24 || !skip(text, ':')) return std::nullopt;
  const auto minute = number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (skip(text, ':')) {
    const auto given = number(text, 2);
    if (!given || *given > 60) return std::nullopt;
    second = *given;
  }
  const auto part = fraction(text);
  const auto east = offset(text);
  if (!part || !east) return std::nullopt;
  return midnight + seconds{*hour * 3600 + *minute * 60 + second} + *part - *east;
}

std::optional<TimePoint> parse_age(std::string_view text, TimePoint now) {
  if (text == "now") return now;
  if (text.size() < 3 || text.front() != '-') return std::nullopt;
  const char unit = text.back();
  const auto digits = text.substr(1, text.size() - 2);
  int count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  switch (unit) {
    case 'd':
      return now - days{count};
    case 'h':
      return now - std::chrono::hours{count};
    case 'm':
      return now - std::chrono::minutes{count};
    case 's':
      return now - seconds{count};
    default:
      return std::nullopt;
  }
}

}  // namespace mocks
