#include "client/base/timestamp.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

namespace okta {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// Reads a text from left to right; the first thing that does not fit makes everything after it
// fail.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  // Exactly `width` digits: no sign, no blank.
  [[nodiscard]] bool take_number(std::size_t width, int& number) {
    const std::string_view digits = rest_.substr(0, width);
    if (digits.size() != width || !std::ranges::all_of(digits, is_digit)) return false;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    rest_.remove_prefix(width);
    return true;
  }

  [[nodiscard]] std::string_view take_digits() {
    const auto end = std::ranges::find_if_not(rest_, is_digit);
    const std::string_view digits(rest_.begin(), end);
    rest_.remove_prefix(digits.size());
    return digits;
  }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
};

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

bool take_time_of_day(Reader& reader, TimeOfDay& time) {
  return reader.take_number(2, time.hour) && reader.take(":") &&
         reader.take_number(2, time.minute) && reader.take(":") &&
         reader.take_number(2, time.second);
}

// RFC 3339 allows second 60; it is the first instant of the next minute here.
std::optional<Timestamp> instant(const Date& date, const TimeOfDay& time) {
  const std::chrono::year_month_day calendar{std::chrono::year{date.year},
                                             std::chrono::month{static_cast<unsigned>(date.month)},
                                             std::chrono::day{static_cast<unsigned>(date.day)}};
  if (!calendar.ok() || time.hour > 23 || time.minute > 59 || time.second > 60) return std::nullopt;
  return std::chrono::sys_days{calendar} + hours{time.hour} + minutes{time.minute} +
         seconds{time.second};
}

// An offset, or a leap second, may lead out of the years that can be written.
std::optional<Timestamp> with_four_digit_year(Timestamp time) {
  const std::chrono::year_month_day date{std::chrono::floor<days>(time)};
  if (date.year() < std::chrono::year{0} || date.year() > std::chrono::year{9999})
    return std::nullopt;
  return time;
}

std::optional<milliseconds> take_fraction(Reader& reader) {
  if (!reader.take(".")) return milliseconds{0};
  const std::string_view digits = reader.take_digits();
  if (digits.empty()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < 3; ++i)
    value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return milliseconds{value};
}

// `Z`, `+02:00` or `+0200`.
std::optional<minutes> take_offset(Reader& reader) {
  if (reader.take("Z") || reader.take("z")) return minutes{0};
  const bool ahead = reader.take("+");
  if (!ahead && !reader.take("-")) return std::nullopt;
  int hour = 0;
  int minute = 0;
  if (!reader.take_number(2, hour)) return std::nullopt;
  std::ignore = reader.take(":");
  if (!reader.take_number(2, minute) || hour > 23 || minute > 59) return std::nullopt;
  const minutes offset = hours{hour} + minutes{minute};
  return ahead ? offset : -offset;
}

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool take_month_name(Reader& reader, int& month) {
  const auto name = std::ranges::find_if(kMonths, [&](auto each) { return reader.take(each); });
  if (name == kMonths.end()) return false;
  month = static_cast<int>(name - kMonths.begin()) + 1;
  return true;
}

bool take_weekday_name(Reader& reader) {
  constexpr std::array<std::string_view, 7> kWeekdays{"Mon", "Tue", "Wed", "Thu",
                                                      "Fri", "Sat", "Sun"};
  return std::ranges::any_of(kWeekdays, [&](auto each) { return reader.take(each); });
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Reader reader(text);
  Date date;
  TimeOfDay time;
  const bool shaped = reader.take_number(4, date.year) && reader.take("-") &&
                      reader.take_number(2, date.month) && reader.take("-") &&
                      reader.take_number(2, date.day) && (reader.take("T") || reader.take("t")) &&
                      take_time_of_day(reader, time);
  if (!shaped) return std::nullopt;
  const std::optional<milliseconds> fraction = take_fraction(reader);
  const std::optional<minutes> offset = fraction ? take_offset(reader) : std::nullopt;
  if (!offset || !reader.at_end()) return std::nullopt;
  const std::optional<Timestamp> local = instant(date, time);
  if (!local) return std::nullopt;
  return with_four_digit_year(*local + *fraction - *offset);
}

std::string format_timestamp(Timestamp time) {
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<Timestamp> parse_http_date(std::string_view text) {
  Reader reader(text);
  Date date;
  TimeOfDay time;
  const bool shaped = take_weekday_name(reader) && reader.take(", ") &&
                      reader.take_number(2, date.day) && reader.take(" ") &&
                      take_month_name(reader, date.month) && reader.take(" ") &&
                      reader.take_number(4, date.year) && reader.take(" ") &&
                      take_time_of_day(reader, time) && reader.take(" GMT") && reader.at_end();
  if (!shaped) return std::nullopt;
  const std::optional<Timestamp> read = instant(date, time);
  return read ? with_four_digit_year(*read) : std::nullopt;
}

}  // namespace okta
