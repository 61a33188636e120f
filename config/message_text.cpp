#include "config/message_text.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "config/utf8.hpp"

namespace config {
namespace {

constexpr std::size_t kLongestShown = 80;
constexpr std::size_t kLongestCompared = 64;

// Characters that reorder or hide text on a screen: what is read would not be what is there.
bool misleads_the_eye(char32_t point) {
  return (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF;
}

std::string escaped(const CodePoint& point, std::string_view bytes) {
  if (!point.valid) return fmt::format("\\x{:02x}", static_cast<unsigned>(point.value));
  if (point.value == '"' || point.value == '\\') return fmt::format("\\{}", bytes);
  if (point.value == '\n') return "\\n";
  if (is_control(point.value) || misleads_the_eye(point.value))
    return fmt::format("\\u{:04x}", static_cast<unsigned>(point.value));
  return std::string(bytes);
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Levenshtein's, case aside: how many characters to add, drop or change.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string shown = "\"";
  while (!text.empty()) {
    if (shown.size() > kLongestShown) {
      shown += "...";
      break;
    }
    const CodePoint point = decode_utf8(text);
    shown += escaped(point, text.substr(0, point.length));
    text.remove_prefix(point.length);
  }
  return shown + '"';
}

std::optional<std::string_view> nearest_name(std::string_view text,
                                             std::span<const std::string_view> candidates) {
  if (text.empty() || text.size() > kLongestCompared) return std::nullopt;
  std::optional<std::string_view> nearest;
  std::size_t least = std::max<std::size_t>(2, text.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t steps = distance(text, candidate);
    if (steps >= least || steps * 2 > candidate.size()) continue;
    least = steps;
    nearest = candidate;
  }
  return nearest;
}

std::string suggestion(std::string_view text, std::span<const std::string_view> candidates) {
  const std::optional<std::string_view> nearest = nearest_name(text, candidates);
  return nearest ? fmt::format(" (did you mean \"{}\"?)", *nearest) : "";
}

std::string one_of(std::span<const std::string_view> names) {
  if (names.size() < 2) return fmt::format("{}", fmt::join(names, ""));
  return fmt::format("{} or {}", fmt::join(names.first(names.size() - 1), ", "), names.back());
}

std::string joined_lines(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

}  // namespace config
