#include "remediate/verify/html_page.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace remediate {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }

// Okta's sentences are ASCII: other characters need not be told apart.
std::optional<char> character_named(std::string_view entity) {
  constexpr auto kNamed = std::to_array<std::pair<std::string_view, char>>(
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}});
  const auto* const found =
      std::ranges::find(kNamed, entity, &std::pair<std::string_view, char>::first);
  if (found != kNamed.end()) return found->second;
  if (!entity.starts_with('#')) return std::nullopt;
  entity.remove_prefix(1);
  const bool is_hex = entity.starts_with('x') || entity.starts_with('X');
  if (is_hex) entity.remove_prefix(1);
  int code = 0;
  const char* const end = entity.data() + entity.size();
  const auto read = std::from_chars(entity.data(), end, code, is_hex ? 16 : 10);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return code > 0 && code < 0x80 ? static_cast<char>(code) : '?';
}

std::string decoded(std::string_view text) {
  constexpr std::size_t kLongestEntity = 10;
  std::string result;
  while (!text.empty()) {
    const std::size_t end =
        text.front() == '&' ? text.substr(0, kLongestEntity).find(';') : std::string_view::npos;
    if (end != std::string_view::npos) {
      if (const auto character = character_named(text.substr(1, end - 1))) {
        result += *character;
        text.remove_prefix(end + 1);
        continue;
      }
    }
    result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

std::string collapsed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!is_space(c))
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  return result;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_space(text[at]) || text[at] == '/')) ++at;
  return at;
}

// The value of one attribute among those of a tag.
std::string attribute(std::string_view tag, std::string_view wanted) {
  std::size_t at = 0;
  while ((at = skip_space(tag, at)) < tag.size()) {
    const std::size_t name_end = std::min(tag.find_first_of(" \t\r\n\f/=", at), tag.size());
    // A stray `=` is skipped.
    const std::string name = lower_case(tag.substr(at, std::max(name_end, at + 1) - at));
    at = std::max(name_end, at + 1);
    std::string_view value;
    if (at < tag.size() && tag[at] == '=') {
      at = skip_space(tag, at + 1);
      const bool is_quoted = at < tag.size() && (tag[at] == '"' || tag[at] == '\'');
      const std::size_t begin = is_quoted ? at + 1 : at;
      const std::size_t end = std::min(
          is_quoted ? tag.find(tag[at], begin) : tag.find_first_of(" \t\r\n\f", begin), tag.size());
      value = begin <= tag.size() ? tag.substr(begin, end - begin) : std::string_view();
      at = is_quoted ? end + 1 : end;
    }
    if (name == wanted) return decoded(value);
  }
  return {};
}

// What stands behind `<input` up to the end of the tag, quotes respected.
std::string_view inside_of_tag(std::string_view rest) {
  char quote = 0;
  for (std::size_t at = 0; at < rest.size(); ++at) {
    const char c = rest[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return rest.substr(0, at);
    }
  }
  return rest;
}

}  // namespace

std::string words_of_page(std::string_view html) {
  std::string text;
  bool in_tag = false;
  for (const char c : html) {
    if (c == '<') {
      in_tag = true;
      text += ' ';
    } else if (c == '>' && in_tag) {
      in_tag = false;
    } else if (!in_tag) {
      text += c;
    }
  }
  return lower_case(collapsed(decoded(text)));
}

okta::QueryParameters form_fields(std::string_view html) {
  constexpr std::string_view kInput = "<input";
  const std::string lowered = lower_case(html);
  okta::QueryParameters fields;
  for (std::size_t at = lowered.find(kInput); at != std::string::npos;
       at = lowered.find(kInput, at + kInput.size())) {
    const std::string_view tag = inside_of_tag(html.substr(at + kInput.size()));
    fields.emplace_back(attribute(tag, "name"), attribute(tag, "value"));
  }
  return fields;
}

}  // namespace remediate
