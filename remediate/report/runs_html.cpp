#include <fmt/format.h>

#include "remediate/report/escape.hpp"
#include "remediate/report/html_parts.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/runs_narrative.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate {

namespace {

using namespace html_parts;

std::string_view mood_of(RunState state) {
  switch (state) {
    case RunState::done:
      return "good";
    case RunState::interrupted:
    case RunState::partial:
      return "warn";
    case RunState::running:
    case RunState::rolled_back:
      return "note";
  }
  return "note";
}

std::string_view class_of(ChangeState state) {
  switch (state) {
    case ChangeState::failed:
      return "error";
    case ChangeState::intended:
    case ChangeState::unknown:
      return "warning";
    case ChangeState::applied:
    case ChangeState::planned:
      return "note";
  }
  return "note";
}

std::string change_row(const Run& run, const ChangeRecord& record) {
  std::vector<std::string> facts;
  for (const std::string& each : facts_of(record)) facts.push_back(escape_html(each));
  return cells(
      {fmt::format("<span class=\"{}\">{}</span>", class_of(record.state), to_string(record.state)),
       escape_html(change_sentence(run, record)), joined(facts, "<br>")},
      "td");
}

std::string changes_section(const Run& run) {
  std::string rows;
  for (const ChangeRecord& each : run.changes) rows += change_row(run, each);
  return section("Changes", table({"State", "Change", "What happened"}, rows));
}

std::string list_of(const std::string& html) {
  return html.empty() ? html : fmt::format("<ul>\n{}</ul>\n", html);
}

std::string left_section(const Run& run) {
  std::string lines;
  for (const std::string& each : what_is_left(run))
    lines += fmt::format("<li>{}</li>\n", escape_html(each));
  return section("What is left", list_of(lines));
}

std::string next_section(const Run& run) {
  std::string lines;
  for (const NextStep& each : next_steps(run)) {
    const std::string command = each.command.empty() ? "" : ": " + code(each.command);
    lines += fmt::format("<li>{}{}</li>\n", escape_html(each.text), command);
  }
  return section("How to go on", list_of(lines));
}

}  // namespace

std::string run_html(const Run& run) {
  std::string html = page_head("oktafix run");
  html += fmt::format("<h1 class=\"{}\">{}</h1>\n<dl>\n", mood_of(run.state),
                      escape_html(run_sentence(run)));
  html += term("Org", escape_html(run.org));
  html += term("Verb", escape_html(verb_sentence(run)));
  html += term("Plan", code(run.plan.id) + " " + code(run.plan.digest));
  html += term("Started", okta::format_timestamp(run.started_at));
  html += term("Ended", escape_html(ending_sentence(run)));
  html += "</dl>\n";
  html += changes_section(run) + left_section(run) + next_section(run);
  return html + std::string(kPageEnd);
}

}  // namespace remediate
