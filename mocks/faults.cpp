#include "mocks/faults.hpp"

#include <charconv>
#include <limits>
#include <regex>

#include <fmt/format.h>

#include "mocks/okta_errors.hpp"
#include "mocks/wire.hpp"

namespace mocks {

struct FaultBook::Entry {
  Count count;
  std::string method;
  std::regex path;
  int first = 1;
  int last = 1;
  FaultAction action;
};

namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<FaultAction> action_named(const std::string& name) {
  static const std::vector<std::pair<std::string_view, FaultKind>> kNames{
      {"reset", FaultKind::reset},
      {"lost", FaultKind::lost},
      {"truncate", FaultKind::truncate},
      {"html", FaultKind::html},
      {"garbage", FaultKind::garbage},
      {"hang", FaultKind::hang},
      {"concurrency", FaultKind::concurrency}};
  for (const auto& [known, kind] : kNames) {
    if (name == known) return FaultAction{.kind = kind, .status = 0, .code = {}};
  }
  if (is_okta_error_code(name))
    return FaultAction{.kind = FaultKind::okta_code, .status = 0, .code = name};
  const auto status = number(name);
  if (status && *status >= 400 && *status <= 599)
    return FaultAction{.kind = FaultKind::status, .status = *status, .code = {}};
  return std::nullopt;
}

// "3", "2-4", "2-": from the 2nd on
bool read_range(std::string_view text, int& first, int& last) {
  const auto dash = text.find('-');
  const auto from = number(text.substr(0, dash));
  if (!from || *from < 1) return false;
  first = *from;
  if (dash == std::string_view::npos) {
    last = first;
  } else if (dash + 1 == text.size()) {
    last = std::numeric_limits<int>::max();
  } else {
    const auto to = number(text.substr(dash + 1));
    if (!to || *to < first) return false;
    last = *to;
  }
  return true;
}

}  // namespace

FaultBook::FaultBook() = default;
FaultBook::FaultBook(FaultBook&&) noexcept = default;
FaultBook& FaultBook::operator=(FaultBook&&) noexcept = default;
FaultBook::~FaultBook() = default;

tl::expected<void, std::string> FaultBook::add(const std::string& spec) {
  const auto words = split(spec, " \t");
  if (words.size() != 4)
    return tl::unexpected(fmt::format("'{}' is not 'METHOD PATH-REGEX NTH[-MTH] ACTION'", spec));
  auto entry = std::make_unique<Entry>();
  entry->count.spec = spec;
  entry->method = words[0];
  try {
    entry->path = std::regex(words[1], std::regex::ECMAScript);
  } catch (const std::regex_error& error) {
    return tl::unexpected(
        fmt::format("'{}': '{}' is no regular expression: {}", spec, words[1], error.what()));
  }
  if (!read_range(words[2], entry->first, entry->last)) {
    return tl::unexpected(
        fmt::format("'{}': '{}' is neither NTH nor NTH-MTH, counted from 1", spec, words[2]));
  }
  const auto action = action_named(words[3]);
  if (!action) {
    return tl::unexpected(
        fmt::format("'{}': '{}' is no action; there are reset, lost, truncate, html, garbage, "
                    "hang, concurrency, an HTTP "
                    "status from 400 to 599, or one of Okta's error codes",
                    spec, words[3]));
  }
  entry->action = *action;
  entries_.push_back(std::move(entry));
  return {};
}

std::optional<FaultAction> FaultBook::take(std::string_view method, std::string_view path,
                                           std::string_view query) {
  std::optional<FaultAction> due;
  const std::string bare(path);
  const std::string with_query = fmt::format("{}?{}", path, query);
  for (const auto& entry : entries_) {
    if (entry->method != "*" && entry->method != "ANY" && entry->method != method) continue;
    if (!std::regex_search(bare, entry->path) && !std::regex_search(with_query, entry->path))
      continue;
    const int nth = ++entry->count.matched;
    if (due || nth < entry->first || nth > entry->last) continue;
    ++entry->count.fired;
    due = entry->action;
  }
  return due;
}

std::vector<FaultBook::Count> FaultBook::counts() const {
  std::vector<Count> counts;
  counts.reserve(entries_.size());
  for (const auto& entry : entries_) counts.push_back(entry->count);
  return counts;
}

}  // namespace mocks
