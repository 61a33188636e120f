#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "remediate/report/escape.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/runs_narrative.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate {

namespace {

Ink ink_of(RunState state) {
  switch (state) {
    case RunState::done:
      return Ink::green;
    case RunState::interrupted:
    case RunState::partial:
      return Ink::yellow;
    case RunState::running:
    case RunState::rolled_back:
      return Ink::plain;
  }
  return Ink::plain;
}

Ink ink_of(ChangeState state) {
  switch (state) {
    case ChangeState::applied:
      return Ink::green;
    case ChangeState::failed:
      return Ink::red;
    case ChangeState::intended:
    case ChangeState::unknown:
      return Ink::yellow;
    case ChangeState::planned:
      return Ink::dim;
  }
  return Ink::plain;
}

constexpr std::size_t kColumns = 7;
using Row = std::array<std::string, kColumns>;

Row row_of(const Run& run) {
  const ChangeCounts counts = counts_of(run);
  Row row = {run.id,
             verb_in_words(run),
             std::string(to_string(run.state)),
             minute_of(run.started_at),
             fmt::format("{}/{}", counts.applied, counts.planned),
             is_rollback(run) ? std::to_string(what_is_left(run).size()) : "",
             run.org};
  for (std::string& cell : row) cell = escape_terminal(cell);
  return row;
}

std::string aligned(const Row& row, const std::array<std::size_t, kColumns>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool is_last = i + 1 == row.size();
    const std::size_t padding = is_last ? 0 : widths.at(i) - display_width(row.at(i)) + 2;
    line += fmt::format("{}{:{}}", row.at(i), "", padding);
  }
  return line;
}

void print_list(TextPage& page, const std::vector<Run>& runs) {
  const Row head = {"run", "verb", "state", "started", "applied", "left", "org"};
  std::vector<Row> rows;
  std::ranges::transform(runs, std::back_inserter(rows), row_of);
  std::array<std::size_t, kColumns> widths{};
  const auto widen = [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths.at(i) = std::max(widths.at(i), display_width(row.at(i)));
  };
  widen(head);
  std::ranges::for_each(rows, widen);
  page.line("  " + aligned(head, widths), Ink::dim);
  for (std::size_t i = 0; i < rows.size(); ++i)
    page.line("  " + aligned(rows[i], widths), ink_of(runs[i].state));
}

void print_change(TextPage& page, const Run& run, const ChangeRecord& record, Detail detail) {
  page.field(to_string(record.state), change_sentence(run, record), 2, ink_of(record.state));
  for (const std::string& fact : facts_of(record)) page.field("", fact);
  if (detail != Detail::everything) return;
  if (record.at) page.field("", fmt::format("at {}", okta::format_timestamp(*record.at)));
  if (!record.sent.empty()) page.field("", fmt::format("sent {}", record.sent));
}

void print_left(TextPage& page, const Run& run) {
  const std::vector<std::string> left = what_is_left(run);
  if (left.empty()) return;
  page.heading(fmt::format("What is left ({})", left.size()));
  for (const std::string& each : left) page.paragraph(each, 2);
}

void print_next_steps(TextPage& page, const Run& run) {
  const std::vector<NextStep> steps = next_steps(run);
  if (steps.empty()) return;
  page.heading("How to go on");
  for (const NextStep& each : steps) {
    page.paragraph(each.command.empty() ? each.text : each.text + ":", 2);
    if (!each.command.empty()) page.paragraph(each.command, 4, Ink::bold);
  }
}

}  // namespace

std::string runs_text(const std::vector<Run>& runs, Detail detail, const TextStyle& style) {
  TextPage page(style);
  if (runs.empty()) {
    page.line("There is no run in the journal yet.", Ink::plain);
    return page.text();
  }
  page.line(fmt::format("{} in the journal, newest last.",
                        count_of(static_cast<int>(runs.size()), "run", "runs")),
            Ink::bold);
  if (detail == Detail::verdict_only) return page.text();
  page.blank();
  print_list(page, runs);
  page.blank();
  page.paragraph(
      "`oktafix runs show RUN` tells of one: RUN is its id, the beginning of it, or "
      "`last`.");
  return page.text();
}

std::string run_text(const Run& run, Detail detail, const TextStyle& style) {
  TextPage page(style);
  if (detail == Detail::verdict_only) {
    page.line(run_sentence(run), ink_of(run.state));
    return page.text();
  }
  page.paragraph(run_sentence(run), 0, ink_of(run.state));
  page.blank();
  page.field("org", run.org);
  page.field("verb", verb_sentence(run));
  page.field("plan", fmt::format("{} ({})", run.plan.id, run.plan.digest));
  page.field("started", okta::format_timestamp(run.started_at));
  page.field("ended", ending_sentence(run));
  if (!run.changes.empty()) page.heading(fmt::format("Changes ({})", run.changes.size()));
  for (const ChangeRecord& each : run.changes) print_change(page, run, each, detail);
  print_left(page, run);
  print_next_steps(page, run);
  return page.text();
}

}  // namespace remediate
