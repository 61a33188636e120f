#include "remediate/report/escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace remediate {

namespace {

struct CodePoint {
  char32_t value = 0;
  std::string_view bytes;
  bool valid = false;
};

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

std::size_t sequence_length(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Takes one character off the front; a byte that belongs to none comes alone and not valid.
CodePoint take_code_point(std::string_view& text) {
  const auto invalid = [&] {
    CodePoint result{byte_at(text, 0), text.substr(0, 1), false};
    text.remove_prefix(1);
    return result;
  };
  const std::size_t length = sequence_length(byte_at(text, 0));
  if (length == 0 || length > text.size()) return invalid();

  constexpr std::array<std::uint8_t, 5> kLeadMask = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t value = byte_at(text, 0) & kLeadMask.at(length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xC0U) != 0x80U) return invalid();
    value = (value << 6U) | (byte_at(text, i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest.at(length) || is_surrogate || value > 0x10FFFF) return invalid();

  CodePoint result{value, text.substr(0, length), true};
  text.remove_prefix(length);
  return result;
}

// Characters that a reader cannot see or that change how their neighbours look. Source: Unicode
// general categories Cc, Cf, Zl, Zp and the fillers that render as nothing.
bool is_deceptive(char32_t c) {
  using Range = std::pair<char32_t, char32_t>;
  constexpr auto kRanges = std::to_array<Range>({{0x00, 0x1F},
                                                 {0x7F, 0x9F},
                                                 {0xAD, 0xAD},
                                                 {0x034F, 0x034F},
                                                 {0x0600, 0x0605},
                                                 {0x061C, 0x061C},
                                                 {0x115F, 0x1160},
                                                 {0x17B4, 0x17B5},
                                                 {0x180B, 0x180F},
                                                 {0x200B, 0x200F},
                                                 {0x2028, 0x202E},
                                                 {0x2060, 0x206F},
                                                 {0x3164, 0x3164},
                                                 {0xFEFF, 0xFEFF},
                                                 {0xFFA0, 0xFFA0},
                                                 {0xFFF9, 0xFFFB},
                                                 {0xE0000, 0xE0FFF}});
  return std::ranges::any_of(
      kRanges, [c](const Range& each) { return c >= each.first && c <= each.second; });
}

std::string visible_escape(const CodePoint& c) {
  if (c.valid && c.value == U'\n') return "\\n";
  if (c.valid && c.value == U'\r') return "\\r";
  if (c.valid && c.value == U'\t') return "\\t";
  const auto number = static_cast<std::uint32_t>(c.value);
  if (!c.valid || number < 0x80) return fmt::format("\\x{:02x}", number);
  return fmt::format("\\u{{{:04x}}}", number);
}

constexpr std::string_view kMarkdownSpecial = "\\`*_[]~";

// A hosting site turns @name, #12 and $x$ into mentions, references and formulas after Markdown is
// done, where backslashes are gone already; only code spans keep it away.
constexpr std::string_view kSiteSpecial = "@#$";

void append_markdown(std::string& out, char c) {
  if (c == '<') {
    out += "&lt;";
  } else if (c == '>') {
    out += "&gt;";
  } else if (c == '&') {
    out += "&amp;";
  } else if (c == '|') {
    out += "&#124;";  // a backslash would not do: renderers split table rows before they unescape
  } else if (kMarkdownSpecial.find(c) != std::string_view::npos) {
    out += {'\\', c};
  } else {
    out += c;
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// GitHub links `www.` and `https://` where they stand.
bool starts_autolink(std::string_view before, char c, std::string_view after) {
  if (c == ':') return after.starts_with('/');
  if (c != '.' || before.size() < 3) return false;
  return std::ranges::all_of(before.substr(before.size() - 3),
                             [](char each) { return lower(each) == 'w'; });
}

// `1.`, `-`, `+`, `=` at the start of a line begin a list or underline a heading.
bool starts_block(std::string_view before, char c) {
  const bool only_digits = std::ranges::all_of(before, is_digit);
  if (c == '-' || c == '+' || c == '=') return before.empty();
  return (c == '.' || c == ')') && only_digits && !before.empty();
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::string escape_terminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = take_code_point(text);
    if (c.valid && !is_deceptive(c.value)) {
      out += c.bytes;
    } else {
      out += visible_escape(c);
    }
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  const std::string visible = escape_terminal(text);
  const std::string_view source = trimmed(visible);
  std::string out;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (kSiteSpecial.find(source[i]) != std::string_view::npos) {
      const std::size_t end = std::min(source.find_first_not_of(kSiteSpecial, i), source.size());
      out += fmt::format("`{}`", source.substr(i, end - i));
      i = end - 1;
      continue;
    }
    const std::string_view before = source.substr(0, i);
    if (starts_autolink(before, source[i], source.substr(i + 1)) ||
        starts_block(before, source[i])) {
      out += {'\\', source[i]};
    } else {
      append_markdown(out, source[i]);
    }
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  const std::string visible = escape_terminal(text);
  const bool fits = !visible.empty() && visible.find_first_of("`|<>[]&") == std::string::npos &&
                    visible.front() != ' ' && visible.back() != ' ';
  return fits ? fmt::format("`{}`", visible) : escape_markdown(visible);
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : escape_terminal(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escape_printed_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    const CodePoint c = take_code_point(json);
    const auto number = static_cast<std::uint32_t>(c.value);
    if (!c.valid || number == '\n' || !is_deceptive(c.value)) {
      out += c.bytes;
    } else if (number < 0x10000) {
      out += fmt::format("\\u{:04x}", number);
    } else {
      const std::uint32_t rest = number - 0x10000;
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
    }
  }
  return out;
}

std::size_t display_width(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace remediate
