#include "remediate/files/masked_text.hpp"

#include <algorithm>

#include "remediate/files/masked_diff.hpp"

namespace remediate {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_quote(char c) { return c == '"' || c == '\''; }
bool is_of_name(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-' || c == '/';
}

// What frames a value and says nothing of it.
bool is_frame(char c) {
  return is_blank(c) || std::string_view("\"'`,;()[]{}<>=:").find(c) != std::string_view::npos;
}

// Somebody's key in the place of a name.
bool looks_made_by_a_machine(std::string_view name) {
  constexpr std::size_t kLong = 12;
  std::size_t digits = 0;
  std::size_t length = 0;
  for (const char each : name) {
    const bool is_part = is_letter(each) || is_digit(each);
    length = is_part ? length + 1 : 0;
    digits = is_part ? digits + (is_digit(each) ? 1 : 0) : 0;
    if (length >= kLong && digits >= 3) return true;
  }
  return false;
}

std::size_t skip(std::string_view line, std::size_t at, bool (*what)(char)) {
  while (at < line.size() && what(line[at])) ++at;
  return at;
}

// How much of a line is the name of a setting with its separator; 0: it begins with none.
std::size_t name_length(std::string_view line) {
  constexpr std::size_t kLongest = 80;
  std::size_t at = skip(line, 0, is_blank);
  while (line.substr(at).starts_with("- ")) at = skip(line, at + 1, is_blank);
  for (const std::string_view word : {"export ", "set ", "ENV ", "ARG "}) {
    if (line.substr(at).starts_with(word)) at = skip(line, at + word.size(), is_blank);
  }
  at = skip(line, at, [](char c) { return c == '-'; });
  if (at < line.size() && is_quote(line[at])) ++at;
  const std::size_t begin = at;
  if (at >= line.size() || (!is_letter(line[at]) && line[at] != '_')) return 0;
  at = skip(line, at, is_of_name);
  const std::string_view name = line.substr(begin, at - begin);
  if (name.size() > kLongest || looks_made_by_a_machine(name)) return 0;
  if (at < line.size() && is_quote(line[at])) ++at;
  at = skip(line, at, is_blank);
  if (at >= line.size() || (line[at] != ':' && line[at] != '=')) return 0;
  // The last line of something in base64 ends so.
  const bool is_padding = line[at] == '=' && line.find_first_not_of("= \t\r", at) == line.npos;
  return is_padding ? 0 : at + 1;
}

std::string framed(std::string_view hidden) {
  const auto* const first = std::ranges::find_if_not(hidden, is_frame);
  if (first == hidden.end()) return std::string(hidden);
  const auto begin = static_cast<std::size_t>(first - hidden.begin());
  std::size_t end = hidden.size();
  while (is_frame(hidden[end - 1])) --end;
  std::string text(hidden.substr(0, begin));
  return text.append(kMasked).append(hidden.substr(end));
}

}  // namespace

std::string shown_line(const MaskedText& text, std::size_t begin, std::size_t end) {
  while (end > begin && (text.bytes[end - 1] == '\n' || text.bytes[end - 1] == '\r')) --end;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (begin == 0 && text.bytes.starts_with(kByteOrderMark)) begin += kByteOrderMark.size();
  const std::string_view line = std::string_view(text.bytes).substr(begin, end - begin);
  const auto sight_at = [&](std::size_t at) { return text.sight[begin + at]; };
  std::size_t at = name_length(line);
  for (std::size_t each = 0; each < at; ++each) {
    if (sight_at(each) != Sight::syntax) at = 0;
  }
  std::string shown(line.substr(0, at));
  while (at < line.size()) {
    const bool is_shown = sight_at(at) == Sight::shown;
    std::size_t next = at;
    while (next < line.size() && (sight_at(next) == Sight::shown) == is_shown) ++next;
    const std::string_view part = line.substr(at, next - at);
    shown += is_shown ? std::string(part) : framed(part);
    at = next;
  }
  return shown;
}

}  // namespace remediate
