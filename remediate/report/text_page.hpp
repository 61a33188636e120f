// A page of text for a terminal: headings, paragraphs and labelled lines, wrapped between words.
// Everything that goes in is escaped here, so that no report can forget it. Colour never carries a
// meaning that the words do not.
#pragma once

#include <string>
#include <string_view>

namespace remediate {

struct TextStyle {
  bool color = false;
  std::size_t width = 100;
};

enum class Ink { plain, bold, dim, red, yellow, green };

class TextPage {
 public:
  explicit TextPage(TextStyle style) : style_(style) {}

  void blank();
  void line(std::string_view text, Ink ink);  // never wrapped
  void heading(std::string_view text, std::string_view note = {});
  void paragraph(std::string_view text, std::size_t indent = 0, Ink ink = Ink::plain);
  // `label   text`, the text wrapped in its own column.
  void field(std::string_view label, std::string_view text, std::size_t indent = 2,
             Ink label_ink = Ink::dim);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  [[nodiscard]] std::string inked(std::string_view text, Ink ink) const;

  TextStyle style_;
  std::string text_;
};

}  // namespace remediate
