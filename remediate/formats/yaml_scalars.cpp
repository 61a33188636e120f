#include "remediate/formats/yaml_scalars.hpp"

#include <algorithm>

#include "remediate/formats/characters.hpp"

namespace remediate {
namespace {

bool is_blank_line(std::string_view text, std::size_t line, std::size_t end) {
  return trimmed_end(text, line, end) == line;
}

// Where the next line that says something begins, and how many ends of line lie before it.
struct NextLine {
  std::size_t begin = 0;
  std::size_t breaks = 0;
};

NextLine next_line(std::string_view text, std::size_t end) {
  NextLine next{end, 0};
  while (next.begin < text.size()) {
    const std::size_t line = next.begin + 1;
    ++next.breaks;
    next.begin = end_of_line(text, line);
    if (!is_blank_line(text, line, next.begin)) return {line, next.breaks};
  }
  return {text.size(), next.breaks};
}

// One end of line is a blank, each further one is kept.
void fold(Decoded& value, std::size_t breaks, std::size_t at) {
  if (breaks == 1) value.add(' ', at);
  for (std::size_t i = 1; i < breaks; ++i) value.add('\n', at);
}

bool starts_document(std::string_view text, std::size_t line) {
  const std::string_view three = text.substr(line, 3);
  return three == "---" || three == "...";
}

struct BlockHeader {
  bool folded = false;
  char chomping = ' ';
  int indent = 0;
};

BlockHeader read_header(std::string_view text, std::size_t at, std::size_t end) {
  BlockHeader header;
  header.folded = text[at] == '>';
  for (++at; at < end && !is_space(text[at]); ++at) {
    if (text[at] == '+' || text[at] == '-') header.chomping = text[at];
    if (is_digit(text[at])) header.indent = text[at] - '0';
  }
  return header;
}

}  // namespace

std::size_t indentation_of(std::string_view text, std::size_t line) {
  return skip_blanks(text, line, text.size()) - line;
}

std::optional<YamlScalar> yaml_quoted(std::string_view text, std::size_t at, int parent) {
  const char quote = text[at];
  YamlScalar read;
  std::size_t kept = 0;  // of the value: up to here blanks were written as escapes
  ++at;
  while (at < text.size()) {
    const char c = text[at];
    if (c == quote && quote == '\'' && text.substr(at + 1, 1) == "'") {
      read.value.add(c, at);
      at += 2;
    } else if (c == quote) {
      read.value.end = at;
      read.next = at + 1;
      return read;
    } else if (c == '\\' && quote == '"') {
      std::size_t next = at + 1;
      if (text.substr(next, 1) == "\r") ++next;
      if (text.substr(next, 1) == "\n") {
        at = skip_blanks(text, next + 1, text.size());
      } else if (text.substr(next, 1) == " ") {
        read.value.add(' ', at);
        at += 2;
      } else {
        at = add_escape(read.value, text, at, text.size(), true);
      }
      kept = read.value.text.size();
    } else if (c == '\n' || (c == '\r' && text.substr(at + 1, 1) == "\n")) {
      const std::size_t end = c == '\n' ? at : at + 1;
      const NextLine next = next_line(text, end);
      const bool inside = static_cast<int>(indentation_of(text, next.begin)) > parent &&
                          !starts_document(text, next.begin);
      if (next.begin == text.size() || !inside) return std::nullopt;
      read.value.drop_blanks(kept);
      fold(read.value, next.breaks, at);
      at = skip_blanks(text, next.begin, text.size());
    } else {
      read.value.add(c, at);
      ++at;
    }
  }
  return std::nullopt;
}

YamlScalar yaml_plain(std::string_view text, std::size_t at, int parent) {
  YamlScalar read;
  for (;;) {
    const std::size_t end = end_of_line(text, at);
    std::size_t last = at;
    bool comment = false;
    bool templates = true;  // until one does not close
    while (last < end && !comment) {
      if (templates && is_template_at(text, last)) {
        const std::optional<std::size_t> behind = end_of_template(text, last, end);
        templates = behind.has_value();
        last = behind.value_or(last + 1);
        continue;
      }
      comment = text[last] == '#' && last > 0 && is_space(text[last - 1]);
      if (!comment) ++last;
    }
    last = trimmed_end(text, at, std::min(last, end));
    for (std::size_t i = at; i < last; ++i) read.value.add(text[i], i);
    read.value.end = last;
    read.next = end;
    if (comment) return read;
    const NextLine next = next_line(text, end);
    if (next.begin >= text.size()) return read;
    const std::size_t indent = indentation_of(text, next.begin);
    const std::size_t begin = next.begin + indent;
    const std::size_t next_end = end_of_line(text, begin);
    const bool other = static_cast<int>(indent) <= parent || starts_document(text, next.begin) ||
                       text[begin] == '#' || is_template_at(text, begin) ||
                       text.substr(begin, 2) == "- " || end_of_yaml_key(text, begin, next_end);
    if (other) return read;
    fold(read.value, next.breaks, last);
    at = begin;
  }
}

YamlScalar yaml_block(std::string_view text, std::size_t at, int parent) {
  const std::size_t header_end = end_of_line(text, at);
  const BlockHeader header = read_header(text, at, header_end);
  YamlScalar read;
  read.next = header_end;
  std::size_t line = std::min(header_end + 1, text.size());
  read.value.end = line;
  int indent = header.indent > 0 ? std::max(parent, 0) + header.indent : -1;
  std::size_t empty = 0;  // blank lines not told yet
  std::size_t empty_begin = line;
  bool more_before = true;  // the line before was indented more: it is not folded
  bool told = false;
  while (line < text.size()) {
    const std::size_t end = end_of_line(text, line);
    const bool blank = is_blank_line(text, line, end);
    const int here = static_cast<int>(indentation_of(text, line));
    if (blank) {
      if (empty++ == 0) empty_begin = line;
      line = end + 1;
      continue;
    }
    if (indent < 0) indent = here > parent ? here : parent + 1;
    if (here < indent || (indent == 0 && starts_document(text, line))) break;
    const std::size_t begin = line + static_cast<std::size_t>(indent);
    const bool more = here > indent;
    if (told) {
      const std::size_t before = read.value.end;
      if (!header.folded || more || more_before) {
        for (std::size_t i = 0; i <= empty; ++i) read.value.add('\n', before);
      } else {
        fold(read.value, empty + 1, before);
      }
    } else {
      for (std::size_t i = 0; i < empty; ++i) read.value.add('\n', empty_begin);
    }
    std::size_t last = end;
    if (last > begin && text[last - 1] == '\r') --last;
    for (std::size_t i = begin; i < last; ++i) read.value.add(text[i], i);
    read.value.end = last;
    read.next = end;
    more_before = more;
    told = true;
    empty = 0;
    line = end + 1;
  }
  if (told && header.chomping != '-' && read.next < text.size()) {
    // The ends of line belong to the value; they are the same one to all who put something there.
    const std::size_t breaks = header.chomping == '+' ? empty + 1 : 1;
    for (std::size_t i = 0; i < breaks; ++i) read.value.add('\n', read.value.end);
    read.value.end = std::min(read.next + 1, text.size());
  }
  return read;
}

std::optional<std::size_t> end_of_yaml_key(std::string_view text, std::size_t at, std::size_t end) {
  if (at < end && (text[at] == '"' || text[at] == '\'')) {
    const Quoted read = text[at] == '"' ? backslash_quoted(text, at + 1, end, '"', true)
                                        : doubled_quoted(text, at + 1, end, '\'');
    const std::size_t colon = skip_blanks(text, read.next, end);
    if (read.closed && colon < end && text[colon] == ':') return colon;
    return std::nullopt;
  }
  bool templates = true;  // until one does not close
  for (std::size_t i = at; i < end; ++i) {
    if (templates && is_template_at(text, i)) {
      const std::optional<std::size_t> behind = end_of_template(text, i, end);
      templates = behind.has_value();
      if (behind) i = *behind - 1;
      continue;
    }
    if (text[i] == ':' && (i + 1 == end || is_space(text[i + 1]))) return i;
    if (text[i] == '#' && i > at && is_blank(text[i - 1])) return std::nullopt;
  }
  return std::nullopt;
}

bool is_template_at(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  return two == "{{" || two == "{%" || two == "{#" || two == "%{";
}

std::optional<std::size_t> end_of_template(std::string_view text, std::size_t at,
                                           std::size_t limit) {
  const std::string_view two = text.substr(at, 2);
  const std::string_view close = two == "{{" ? "}}" : two == "{%" ? "%}" : two == "{#" ? "#}" : "}";
  const std::size_t found = text.substr(0, limit).find(close, at + 2);
  if (found == std::string_view::npos) return std::nullopt;
  return found + close.size();
}

}  // namespace remediate
