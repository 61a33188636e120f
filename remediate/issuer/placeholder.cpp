#include "remediate/issuer/placeholder.hpp"

#include <algorithm>

#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

constexpr std::size_t kLongest = 256;  // a bound, so that reading stays linear

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// `${NAME:-default}`, `${NAME:default}`, `${NAME:?message}`, `${var.name}`.
std::string_view referred_name(std::string_view inner) {
  inner = without_blanks(inner);
  const std::size_t colon = inner.find_first_of(":?|");
  std::string_view name = without_blanks(inner.substr(0, colon));
  if (name.ends_with('-') && colon == std::string_view::npos) name.remove_suffix(1);
  for (const std::string_view scope : {"var.", "local.", "env.", "process.env.", "self:custom."}) {
    if (name.starts_with(scope)) return name.substr(scope.size());
  }
  return name;
}

// Length of the text from `open` up to the bracket that closes it; 0 when none does.
std::size_t bracketed(std::string_view text, char open, char close) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < std::min(text.size(), kLongest); ++i) {
    if (text[i] == '\n') return 0;
    if (text[i] == open) ++depth;
    if (text[i] == close && --depth == 0) return i + 1;
  }
  return 0;
}

std::optional<Placeholder> between(std::string_view text, std::string_view open,
                                   std::string_view close) {
  if (!text.starts_with(open)) return std::nullopt;
  const std::size_t end = text.substr(0, kLongest).find(close, open.size());
  if (end == std::string_view::npos || end == open.size()) return std::nullopt;
  const std::string_view inner = text.substr(open.size(), end - open.size());
  if (inner.find('\n') != std::string_view::npos) return std::nullopt;
  return Placeholder{end + close.size(), referred_name(inner), false};
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && is_letter(name.front()) &&
         std::ranges::all_of(name, [](char c) { return is_word(c) || c == '-' || c == '.'; });
}

std::optional<Placeholder> in_brackets(std::string_view text, std::size_t prefix, char open,
                                       char close) {
  const std::size_t length = bracketed(text.substr(prefix), open, close);
  if (length <= 2) return std::nullopt;
  return Placeholder{prefix + length, referred_name(text.substr(prefix + 1, length - 2)), false};
}

std::optional<Placeholder> after_dollar(std::string_view text) {
  std::size_t prefix = 1;
  if (text.starts_with("$$")) ++prefix;  // compose and HCL write a literal dollar so
  if (text.size() <= prefix) return std::nullopt;
  if (text[prefix] == '{') return in_brackets(text, prefix, '{', '}');
  if (text[prefix] == '(') return in_brackets(text, prefix, '(', ')');
  std::size_t end = prefix;
  while (end < text.size() && is_word(text[end])) ++end;
  if (end == prefix || !is_letter(text[prefix])) return std::nullopt;
  return Placeholder{end, text.substr(prefix, end - prefix), false};
}

std::optional<Placeholder> in_single_braces(std::string_view text) {
  // `{"issuer": ...` is JSON.
  if (text.size() < 3 || !is_letter(text[1])) return std::nullopt;
  auto found = in_brackets(text, 0, '{', '}');
  if (found && found->name.find('"') != std::string_view::npos) return std::nullopt;
  if (found) found->is_filled_in_by_hand = is_plain_name(found->name);
  return found;
}

std::optional<Placeholder> by_hand(std::optional<Placeholder> found) {
  if (!found || !is_plain_name(found->name)) return std::nullopt;
  found->is_filled_in_by_hand = true;
  return found;
}

std::optional<Placeholder> after_percent(std::string_view text) {
  if (text.starts_with("%{")) return in_brackets(text, 1, '{', '}');
  auto found = between(text, "%", "%");
  // `%2F%3A` is percent encoding.
  const bool is_name = found && found->name.size() >= 3 && is_letter(found->name.front()) &&
                       std::ranges::all_of(found->name, is_word);
  return is_name ? found : std::nullopt;
}

}  // namespace

std::optional<Placeholder> placeholder_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  const std::string_view rest = text.substr(at);
  switch (rest.front()) {
    case '$':
      return after_dollar(rest);
    case '{':
      if (rest.starts_with("{{")) return between(rest, "{{", "}}");
      return in_single_braces(rest);
    case '%':
      return after_percent(rest);
    case '<':
      if (rest.starts_with("<%=")) return between(rest, "<%=", "%>");
      return by_hand(between(rest, "<", ">"));
    case '#':
      if (rest.starts_with("##")) return by_hand(between(rest, "##", "##"));
      if (rest.starts_with("#{")) {
        auto found = in_brackets(rest, 1, '{', '}');
        if (found && rest.substr(found->length).starts_with('#')) ++found->length;
        return found;
      }
      return std::nullopt;
    case '@':
      if (rest.starts_with("@@")) return by_hand(between(rest, "@@", "@@"));
      if (rest.starts_with("@Configuration[")) return in_brackets(rest, 14, '[', ']');
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace remediate
