#include <fmt/format.h>

#include "remediate/report/escape.hpp"
#include "remediate/report/markdown_parts.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/runs_narrative.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate {

namespace {

using namespace markdown_parts;

std::string change_row(const Run& run, const ChangeRecord& record) {
  std::vector<std::string> facts;
  for (const std::string& each : facts_of(record)) facts.push_back(escape_markdown(each));
  return row({std::string(to_string(record.state)), escape_markdown(change_sentence(run, record)),
              joined(facts, "; ")});
}

std::string change_table(const Run& run) {
  if (run.changes.empty()) return {};
  std::string text = "\n### Changes\n\n" + table_head({"State", "Change", "What happened"});
  for (const ChangeRecord& each : run.changes) text += change_row(run, each);
  return text;
}

std::string left_list(const Run& run) {
  std::string text;
  for (const std::string& each : what_is_left(run))
    text += fmt::format("- {}\n", escape_markdown(each));
  return text.empty() ? text : "\n### What is left\n\n" + text;
}

std::string next_step_list(const Run& run) {
  std::string text;
  for (const NextStep& each : next_steps(run)) {
    const std::string command =
        each.command.empty() ? "" : fmt::format(": {}", markdown_code(each.command));
    text += fmt::format("- {}{}\n", escape_markdown(each.text), command);
  }
  return text.empty() ? text : "\n### How to go on\n\n" + text;
}

}  // namespace

std::string run_markdown(const Run& run) {
  std::string text =
      fmt::format("## oktafix run\n\n**{}**\n\n", escape_markdown(run_sentence(run)));
  text += fmt::format("- Org: {}\n", markdown_code(run.org));
  text += fmt::format("- Verb: {}\n", escape_markdown(verb_sentence(run)));
  text +=
      fmt::format("- Plan: {}, {}\n", markdown_code(run.plan.id), markdown_code(run.plan.digest));
  text += fmt::format("- Started: {}\n", okta::format_timestamp(run.started_at));
  text += fmt::format("- Ended: {}\n", escape_markdown(ending_sentence(run)));
  return text + change_table(run) + left_list(run) + next_step_list(run);
}

}  // namespace remediate
