#include "remediate/formats/source.hpp"

#include <optional>

#include "remediate/formats/characters.hpp"

namespace remediate {
namespace {

std::optional<std::uint32_t> hex_number(std::string_view text, std::size_t at, std::size_t end,
                                        std::size_t digits) {
  if (at + digits > end) return std::nullopt;
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return std::nullopt;
    number = number * 16 + static_cast<std::uint32_t>(digit);
  }
  return number;
}

char simple_escape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case '0':
      return '\0';
    default:
      return c;
  }
}

}  // namespace

Decoded verbatim(std::string_view text, std::size_t begin, std::size_t end) {
  Decoded value;
  value.text = text.substr(begin, end - begin);
  value.from.reserve(value.text.size());
  for (std::size_t i = begin; i < end; ++i) value.from.push_back(static_cast<std::uint32_t>(i));
  value.end = end;
  return value;
}

void add_code_point(Decoded& value, std::uint32_t code_point, std::size_t at) {
  const auto byte = [&](std::uint32_t bits) { value.add(static_cast<char>(bits), at); };
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0U | (code_point >> 6U));
  } else {
    if (code_point < 0x10000) {
      byte(0xE0U | (code_point >> 12U));
    } else {
      byte(0xF0U | (code_point >> 18U));
      byte(0x80U | ((code_point >> 12U) & 0x3FU));
    }
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
  }
  byte(0x80U | (code_point & 0x3FU));
}

std::size_t add_escape(Decoded& value, std::string_view text, std::size_t at, std::size_t end,
                       bool keeps_unknown) {
  if (at + 1 >= end) {
    value.add('\\', at);
    return at + 1;
  }
  const char kind = text[at + 1];
  const std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : kind == 'x' ? 2 : 0;
  if (digits != 0) {
    const std::optional<std::uint32_t> first = hex_number(text, at + 2, end, digits);
    if (first) {
      const std::size_t next = at + 2 + digits;
      const bool high = kind == 'u' && *first >= 0xD800 && *first < 0xDC00;
      if (high && next + 1 < end && text[next] == '\\' && text[next + 1] == 'u') {
        const std::optional<std::uint32_t> second = hex_number(text, next + 2, end, 4);
        if (second && *second >= 0xDC00 && *second < 0xE000) {
          add_code_point(value, 0x10000 + ((*first - 0xD800) << 10U) + (*second - 0xDC00), at);
          return next + 6;
        }
      }
      add_code_point(value, *first, at);
      return next;
    }
  }
  const bool known = std::string_view("\"'`\\/ntrbf0$").find(kind) != std::string_view::npos;
  if (!known && keeps_unknown) {
    value.add('\\', at);
    return at + 1;
  }
  value.add(simple_escape(kind), at);
  return at + 2;
}

Quoted backslash_quoted(std::string_view text, std::size_t begin, std::size_t limit, char quote,
                        bool keeps_unknown) {
  Quoted read;
  std::size_t at = begin;
  while (at < limit && text[at] != quote) {
    if (text[at] == '\\') {
      at = add_escape(read.value, text, at, limit, keeps_unknown);
    } else {
      read.value.add(text[at], at);
      ++at;
    }
  }
  read.closed = at < limit;
  read.value.end = at;
  read.next = read.closed ? at + 1 : at;
  return read;
}

Quoted doubled_quoted(std::string_view text, std::size_t begin, std::size_t limit, char quote) {
  Quoted read;
  std::size_t at = begin;
  while (at < limit) {
    if (text[at] == quote) {
      if (at + 1 >= limit || text[at + 1] != quote) break;
      read.value.add(quote, at);
      at += 2;
    } else {
      read.value.add(text[at], at);
      ++at;
    }
  }
  read.closed = at < limit;
  read.value.end = at;
  read.next = read.closed ? at + 1 : at;
  return read;
}

Quoted plainly_quoted(std::string_view text, std::size_t begin, std::size_t limit, char quote) {
  std::size_t at = text.substr(0, limit).find(quote, begin);
  Quoted read;
  read.closed = at != std::string_view::npos;
  if (!read.closed) at = limit;
  read.value = verbatim(text, begin, at);
  read.next = read.closed ? at + 1 : at;
  return read;
}

}  // namespace remediate
