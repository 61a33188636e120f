#include "remediate/files/path_pattern.hpp"

#include <system_error>
#include <utility>

namespace remediate {
namespace {

namespace fs = std::filesystem;

// How much of a pattern stands for one character, and whether this one fits.
struct Step {
  std::size_t length = 0;
  bool fits = false;
};

Step step_over_class(std::string_view pattern, char c) {
  std::size_t at = 1;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool inside = false;
  const std::size_t first = at;
  const auto literal = [&pattern](std::size_t& here) {
    if (pattern[here] == '\\' && here + 1 < pattern.size()) ++here;
    return static_cast<unsigned char>(pattern[here++]);
  };
  while (at < pattern.size() && (pattern[at] != ']' || at == first)) {
    const unsigned char low = literal(at);
    unsigned char high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      ++at;
      high = literal(at);
    }
    const auto byte = static_cast<unsigned char>(c);
    if (low <= byte && byte <= high) inside = true;
  }
  if (at >= pattern.size()) return {1, c == '['};  // never closed: a bracket
  return {at + 1, inside != negated};
}

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
    ++length;
  return length;
}

Step step_over(std::string_view pattern, std::string_view name, Spelling spelling) {
  if (pattern.front() == '?') return {1, true};
  if (spelling == Spelling::git && pattern.front() == '[')
    return step_over_class(pattern, name.front());
  if (spelling == Spelling::git && pattern.front() == '\\' && pattern.size() > 1)
    return {2, pattern[1] == name.front()};
  return {1, pattern.front() == name.front()};
}

bool has_wildcard(std::string_view name) { return name.find_first_of("*?") != name.npos; }

}  // namespace

std::vector<std::string_view> names_of(std::string_view path) {
  std::vector<std::string_view> names;
  while (!path.empty()) {
    const std::size_t end = path.find('/');
    if (const std::string_view name = path.substr(0, end); !name.empty()) names.push_back(name);
    path = end == path.npos ? std::string_view() : path.substr(end + 1);
  }
  return names;
}

// On a mismatch the last `*` takes one character more; earlier ones need no second try.
bool name_matches(std::string_view pattern, std::string_view name, Spelling spelling) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t after_star = pattern.npos;
  std::size_t star_ends = 0;
  while (at < name.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      after_star = ++in_pattern;
      star_ends = at;
      continue;
    }
    if (in_pattern < pattern.size()) {
      const Step step = step_over(pattern.substr(in_pattern), name.substr(at), spelling);
      if (step.fits) {
        at += pattern[in_pattern] == '?' ? character_length(name.substr(at)) : 1;
        in_pattern += step.length;
        continue;
      }
    }
    if (after_star == pattern.npos) return false;
    star_ends += character_length(name.substr(star_ends));
    in_pattern = after_star;
    at = star_ends;
  }
  return pattern.find_first_not_of('*', in_pattern) == pattern.npos;
}

// The same over names, with `**` in the part of `*`.
bool names_match(const std::vector<std::string>& pattern,
                 const std::vector<std::string_view>& names, Spelling spelling) {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t after_stars = kNone;
  std::size_t stars_end = 0;
  while (at < names.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == "**") {
      after_stars = ++in_pattern;
      if (after_stars == pattern.size()) return true;
      stars_end = at;
    } else if (in_pattern < pattern.size() &&
               name_matches(pattern[in_pattern], names[at], spelling)) {
      ++in_pattern;
      ++at;
    } else if (after_stars != kNone) {
      in_pattern = after_stars;
      at = ++stars_end;
    } else {
      return false;
    }
  }
  return in_pattern == pattern.size();
}

fs::path place_of(const fs::path& file) {
  std::error_code failed;
  fs::path place = fs::weakly_canonical(file, failed);
  if (failed || !place.is_absolute()) {
    place = fs::absolute(file, failed).lexically_normal();
    if (failed) return file.lexically_normal();
  }
  return place.has_filename() ? place : place.parent_path();
}

PathPattern::PathPattern(const fs::path& folder, std::string_view pattern)
    : base_(pattern.starts_with('/') ? fs::path("/") : folder) {
  bool wild = false;
  for (const std::string_view name : names_of(pattern)) {
    if (!wild && name == ".") continue;
    wild = wild || has_wildcard(name);
    if (wild) {
      pattern_.emplace_back(name);
    } else {
      base_ /= name;
    }
  }
  absolute_base_ = place_of(base_);
  // Shorter, where no link on the way gives `..` another meaning.
  if (const fs::path shorter = base_.lexically_normal(); place_of(shorter) == absolute_base_)
    base_ = shorter;
}

bool PathPattern::matches(const fs::path& file) const {
  const std::string& base = absolute_base_.native();
  const std::string_view text = file.native();
  if (is_exact()) return text == base;
  if (!text.starts_with(base)) return false;
  const std::string_view below = text.substr(base.size());
  if (!below.starts_with('/') && base != "/") return false;
  return names_match(pattern_, names_of(below), Spelling::plain);
}

}  // namespace remediate
