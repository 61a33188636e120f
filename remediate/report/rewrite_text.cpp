#include <algorithm>

#include <fmt/format.h>

#include "remediate/files/masked_diff.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/rewrite_report.hpp"

namespace remediate {
namespace {

using DecisionList = std::vector<MoveDecision>;

std::string places(std::size_t count) {
  return count_of(static_cast<int>(count), "place", "places");
}

std::string target_of(const Rewrite& rewrite) {
  return rewrite.target.issuer.empty()
             ? fmt::format("the authorization server {}", rewrite.target.server)
             : rewrite.target.issuer;
}

std::string verdict_of(const Rewrite& rewrite) {
  const std::size_t written = count_of(rewrite, FileState::written);
  const std::size_t due = count_of(rewrite, FileState::due);
  const std::size_t failed = count_of(rewrite, FileState::failed);
  const auto files = [](std::size_t count) {
    return count_of(static_cast<int>(count), "file", "files");
  };
  std::string verdict;
  if (written > 0) verdict = fmt::format("{} now name {}", files(written), target_of(rewrite));
  if (due > 0)
    verdict =
        fmt::format("{} in {} would move to {}", places(count_of(rewrite, MoveDecision::moves)),
                    files(due), target_of(rewrite));
  if (failed > 0)
    verdict += fmt::format("{}{} could not be written", verdict.empty() ? "" : "; ", files(failed));
  const std::size_t open =
      count_of(rewrite, MoveDecision::unbound) + count_of(rewrite, MoveDecision::ambiguous);
  if (verdict.empty() && open == 0) verdict = "Nothing to move";
  if (open > 0)
    verdict +=
        fmt::format("{}{} for a person to decide", verdict.empty() ? "" : "; ", places(open));
  return verdict + ".";
}

std::string place_of_occurrence(const RewrittenFile& file, const DecidedOccurrence& occurrence) {
  return fmt::format("{}:{}  {}", file.path.generic_string(), occurrence.found.line,
                     occurrence.found.key);
}

void print_moves(TextPage& page, const RewrittenFile& file) {
  if (file.chosen.empty()) return;
  page.heading(file.path.generic_string(), to_string(file.state));
  for (const DecidedOccurrence& each : file.occurrences) {
    if (each.decision != MoveDecision::moves) continue;
    const Occurrence& found = each.found;
    page.field(fmt::format("line {}", found.line), found.key);
    page.field("from", found.value.empty() ? "(not set)" : found.value, 4);
    page.field("to", each.after, 4);
  }
  if (!file.problem.empty()) page.field("problem", "it " + file.problem, 2, Ink::red);
}

void print_decided(TextPage& page, const Rewrite& rewrite, std::string_view heading,
                   const DecisionList& decisions) {
  bool is_first = true;
  for (const RewrittenFile& file : rewrite.files) {
    for (const DecidedOccurrence& each : file.occurrences) {
      if (std::ranges::find(decisions, each.decision) == decisions.end()) continue;
      if (is_first) page.heading(heading);
      is_first = false;
      page.paragraph(place_of_occurrence(file, each), 2);
      page.field("says", each.found.value.empty() ? "(not set)" : each.found.value, 4);
      if (!each.why.empty()) page.field("why", each.why, 4);
    }
  }
}

void print_notes(TextPage& page, const Rewrite& rewrite) {
  bool is_first = true;
  for (const RewrittenFile& file : rewrite.files) {
    for (const auto* notes : {&file.reading.notes, &file.move.notes}) {
      for (const FileNote& each : *notes) {
        if (is_first) page.heading("What a text edit cannot mend");
        is_first = false;
        page.paragraph(fmt::format("{}:{}  {} [{}]", file.path.generic_string(), each.line,
                                   each.message, each.reason),
                       2);
      }
    }
  }
}

// Folders of other people's code are no news.
bool is_news(const LeftOutPath& path) {
  return path.reason != LeftOut::vendored && path.reason != LeftOut::documentation;
}

void print_left_out(TextPage& page, const Rewrite& rewrite, Detail detail) {
  bool is_first = true;
  for (const LeftOutPath& each : rewrite.left_out) {
    if (detail != Detail::everything && !is_news(each)) continue;
    if (is_first) page.heading("Left out", "name a file to have it read all the same");
    is_first = false;
    page.paragraph(fmt::format("{} {}{}", each.path.generic_string(), sentence(each.reason),
                               each.detail.empty() ? "" : ": " + each.detail),
                   2);
  }
}

Ink ink_of(std::string_view line) {
  if (line.starts_with("---") || line.starts_with("+++")) return Ink::bold;
  if (line.starts_with('-')) return Ink::red;
  if (line.starts_with('+')) return Ink::green;
  return line.starts_with('@') ? Ink::dim : Ink::plain;
}

void print_diff(TextPage& page, const RewrittenFile& file) {
  const std::string diff = masked_diff(file.path.generic_string(), file.text.bytes, file.reading,
                                       file.chosen, file.move);
  for (std::size_t at = 0; at < diff.size();) {
    const std::size_t end = diff.find('\n', at);
    const std::string_view line = std::string_view(diff).substr(at, end - at);
    page.line(line, ink_of(line));
    at = end + 1;
  }
  if (!file.problem.empty()) page.field("problem", "it " + file.problem, 2, Ink::red);
}

}  // namespace

ExitCodes exit_codes(const Rewrite& rewrite) {
  ExitCodes codes;
  const bool wrote = count_of(rewrite, FileState::written) > 0;
  if (rewrite.interrupted) codes.push_back(ExitCode::interrupted);
  if (count_of(rewrite, FileState::failed) > 0 || (rewrite.interrupted && wrote))
    codes.push_back(wrote ? ExitCode::partly_applied : ExitCode::failed);
  const bool is_due = count_of(rewrite, FileState::due) > 0;
  if (is_due || count_of(rewrite, MoveDecision::manual) > 0) codes.push_back(ExitCode::findings);
  if (!is_due &&
      count_of(rewrite, MoveDecision::unbound) + count_of(rewrite, MoveDecision::ambiguous) > 0)
    codes.push_back(ExitCode::needs_decision);
  if (std::ranges::any_of(rewrite.left_out, is_missed, &LeftOutPath::reason))
    codes.push_back(ExitCode::incomplete);
  return in_precedence(std::move(codes));
}

std::string rewrite_text(const Rewrite& rewrite, RewriteMode mode, Detail detail,
                         const TextStyle& style) {
  TextPage page(style);
  const ExitCodes codes = exit_codes(rewrite);
  if (mode == RewriteMode::diff && detail != Detail::verdict_only) {
    for (const RewrittenFile& each : rewrite.files) print_diff(page, each);
    if (count_of(rewrite, FileState::due) > 0) page.blank();
  }
  page.line(verdict_of(rewrite), codes.front() == ExitCode::done ? Ink::green : Ink::bold);
  if (detail == Detail::verdict_only) return page.text();
  if (mode != RewriteMode::diff) {
    for (const RewrittenFile& each : rewrite.files) print_moves(page, each);
  }
  print_decided(page, rewrite, "For a person to decide",
                {MoveDecision::ambiguous, MoveDecision::unbound});
  print_decided(page, rewrite, "Cannot be done by an edit", {MoveDecision::manual});
  print_decided(page, rewrite, "Left alone, as oktafix.yaml or an option says",
                {MoveDecision::ignored, MoveDecision::elsewhere});
  if (detail == Detail::everything) {
    print_decided(page, rewrite, "Name a custom server already", {MoveDecision::custom});
    print_decided(page, rewrite, "Stay", {MoveDecision::stays});
  }
  print_notes(page, rewrite);
  print_left_out(page, rewrite, detail);
  page.blank();
  page.paragraph(exit_sentence(codes), 0, Ink::bold);
  return page.text();
}

}  // namespace remediate
