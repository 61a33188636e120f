#include <fmt/format.h>

#include "remediate/report/explain_report.hpp"

namespace remediate {

namespace {

void print_list(TextPage& page, std::string_view label, const std::vector<std::string>& lines,
                Ink ink = Ink::bold) {
  bool is_first = true;
  for (const std::string& line : lines) {
    page.field(is_first ? label : "", line, 2, ink);
    is_first = false;
  }
}

}  // namespace

std::string explain_text(const Explanation& explanation, const TextStyle& style) {
  TextPage page(style);
  page.paragraph(explanation.title, 0,
                 explanation.confidence == Confidence::unknown ? Ink::yellow : Ink::bold);
  if (!explanation.id.empty()) page.paragraph(explanation.id, 2, Ink::dim);
  if (explanation.confidence == Confidence::likely)
    page.paragraph("Only a part of the text was recognised: most likely this is it.", 2,
                   Ink::yellow);
  page.blank();
  page.paragraph(explanation.meaning, 2);
  page.blank();
  print_list(page, "causes", explanation.causes);
  print_list(page, "check", explanation.check);
  print_list(page, "run", explanation.run);
  for (const SeenFact& each : explanation.seen)
    page.field("it says", fmt::format("{}: {}", each.name, each.value), 2, Ink::dim);
  print_list(page, "read", explanation.sources, Ink::dim);
  if (explanation.holds_secret) {
    page.blank();
    page.paragraph(
        "The text holds what looks like a token, code or secret. It is not repeated here; if it is "
        "still good, revoke it: it may stand in your shell's history.",
        2, Ink::red);
  }
  return page.text();
}

}  // namespace remediate
