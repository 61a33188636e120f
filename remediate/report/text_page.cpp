#include "remediate/report/text_page.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "remediate/report/escape.hpp"

namespace remediate {

namespace {

constexpr std::size_t kLabelColumns = 12;

// Breaks at spaces only: a scope or URL longer than the line stays whole, so that it can be copied.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const bool fits = display_width(lines.back()) + 1 + display_width(word) <= width;
    if (lines.back().empty()) {
      lines.back() = word;
    } else if (fits) {
      lines.back() += fmt::format(" {}", word);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

std::string_view escape_sequence(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::bold:
      return "\x1b[1m";
    case Ink::dim:
      return "\x1b[2m";
    case Ink::red:
      return "\x1b[1;31m";
    case Ink::yellow:
      return "\x1b[33m";
    case Ink::green:
      return "\x1b[32m";
  }
  return "";
}

}  // namespace

void TextPage::blank() {
  if (!text_.empty()) text_ += "\n";
}

void TextPage::line(std::string_view text, Ink ink) {
  text_ += inked(escape_terminal(text), ink) + "\n";
}

void TextPage::heading(std::string_view text, std::string_view note) {
  blank();
  text_ += inked(escape_terminal(text), Ink::bold) + "\n";
  if (!note.empty()) paragraph(note, 2, Ink::dim);
}

void TextPage::paragraph(std::string_view text, std::size_t indent, Ink ink) {
  for (const std::string& line : wrapped(escape_terminal(text), style_.width - indent))
    text_ += fmt::format("{:{}}{}\n", "", indent, inked(line, ink));
}

void TextPage::field(std::string_view label, std::string_view text, std::size_t indent,
                     Ink label_ink) {
  const std::string name = escape_terminal(label);
  const std::size_t label_width = display_width(name);
  const std::size_t column = std::max(kLabelColumns, label_width + 2);
  bool is_first = true;
  for (const std::string& line :
       wrapped(escape_terminal(text), style_.width - indent - kLabelColumns)) {
    if (is_first) {
      text_ += fmt::format("{:{}}{}{:{}}{}", "", indent, inked(name, label_ink), "",
                           column - label_width, line);
    } else {
      text_ += fmt::format("{:{}}{}", "", indent + kLabelColumns, line);
    }
    text_ += "\n";
    is_first = false;
  }
}

std::string TextPage::inked(std::string_view text, Ink ink) const {
  if (!style_.color || ink == Ink::plain || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", escape_sequence(ink), text);
}

}  // namespace remediate
