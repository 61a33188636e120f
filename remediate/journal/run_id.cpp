#include "remediate/journal/run_id.hpp"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "client/base/digest.hpp"

namespace remediate {
namespace {

// "20261122-201530" of "2026-11-22T20:15:30.000Z"
std::string second_of(okta::Timestamp now) {
  std::string text = okta::format_timestamp(now);
  text.resize(std::min(text.size(), text.find('.')));
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  std::ranges::replace(text, 'T', '-');
  return text;
}

std::string four_digits_of(const std::string& text) {
  const std::string digest = okta::digest_of(text);
  return digest.substr(digest.find(':') + 1, 4);
}

}  // namespace

std::string new_run_id(okta::Timestamp now, const std::string& plan_digest,
                       const std::function<bool(const std::string&)>& is_taken) {
  const std::string first = fmt::format("{}-{}", second_of(now), four_digits_of(plan_digest));
  std::string id = first;
  for (int number = 2; is_taken(id); ++number) id = fmt::format("{}-{}", first, number);
  return id;
}

bool is_run_id(std::string_view text) {
  // The counter is no longer than a person would count.
  static const std::regex form("[0-9]{8}-[0-9]{6}-[0-9a-f]{4}(-[1-9][0-9]{0,5})?");
  return std::regex_match(text.begin(), text.end(), form);
}

}  // namespace remediate
