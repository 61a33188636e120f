#include "remediate/report/runs_narrative.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "remediate/model/obstacle.hpp"
#include "remediate/report/narrative.hpp"

namespace remediate {

namespace {

std::string_view kind_in_words(ObjectKind kind) {
  return kind == ObjectKind::authorization_server ? "authorization server" : to_string(kind);
}

std::string progress_sentence(const ChangeCounts& counts) {
  if (counts.planned == 0) return "it had nothing to change";
  std::vector<std::string> parts = {fmt::format("{} of {} applied", counts.applied,
                                                count_of(counts.planned, "change", "changes"))};
  if (counts.undone > 0) parts.push_back(fmt::format("{} undone since", counts.undone));
  if (counts.failed > 0) parts.push_back(fmt::format("{} failed", counts.failed));
  if (counts.unknown > 0) parts.push_back(fmt::format("{} unknown", counts.unknown));
  return joined(parts, ", ");
}

std::string_view state_in_words(RunState state) {
  switch (state) {
    case RunState::running:
      return "is running";
    case RunState::interrupted:
      return "was interrupted";
    case RunState::done:
      return "is done";
    case RunState::partial:
      return "ended early";
    case RunState::rolled_back:
      return "was rolled back later";
  }
  return "";
}

bool may_have_changed_something(const ChangeCounts& counts) {
  return counts.applied + counts.unknown > 0;
}

bool is_left(const Blocked& blocked) { return blocked.by != obstacle::kGone; }

// Applied, or maybe so, and nothing takes it back.
std::vector<std::string> not_undone(const Run& run) {
  std::vector<std::string> ids;
  for (const ChangeRecord& each : run.changes) {
    const bool never_left = each.state == ChangeState::planned || each.state == ChangeState::failed;
    if (!each.change.reversible && !never_left && each.undone_by.empty())
      ids.push_back(each.change.id);
  }
  return ids;
}

void append_undo(std::vector<NextStep>& steps, const Run& run, std::string_view how) {
  steps.push_back({std::string(how), fmt::format("oktafix rollback {}", run.id)});
  const std::vector<std::string> lasting = not_undone(run);
  if (!lasting.empty())
    steps.push_back({fmt::format("A rollback cannot undo {}.", joined(lasting, ", ")), ""});
}

std::vector<NextStep> steps_to_finish(const Run& run) {
  const ChangeCounts counts = counts_of(run);
  std::vector<NextStep> steps;
  if (is_rollback(run)) {
    steps.push_back({"To undo what still stands, looking at the org first",
                     fmt::format("oktafix rollback {}", run.undoes)});
  } else {
    steps.push_back({"To finish it as it was planned", fmt::format("oktafix resume {}", run.id)});
    steps.push_back(
        {"Or, where somebody has changed the org since, to plan afresh and adopt what was made",
         "oktafix apply"});
    if (may_have_changed_something(counts)) append_undo(steps, run, "Or to undo what was made");
  }
  if (counts.unknown > 0)
    steps.push_back(
        {"What is intended or unknown may stand in Okta or not: either way looks first.", ""});
  return steps;
}

}  // namespace

ChangeCounts counts_of(const Run& run) {
  return {static_cast<int>(run.changes.size()), run.count(ChangeState::applied),
          run.count(ChangeState::failed),
          run.count(ChangeState::unknown) + run.count(ChangeState::intended),
          static_cast<int>(std::ranges::count_if(
              run.changes, [](const ChangeRecord& each) { return !each.undone_by.empty(); }))};
}

std::string run_sentence(const Run& run) {
  return fmt::format("Run {} {}: {}.", run.id, state_in_words(run.state),
                     progress_sentence(counts_of(run)));
}

std::string change_sentence(const Run& run, const ChangeRecord& record) {
  const Change change = resolved(record.change, run.made());
  const ChangeTarget& target = change.target;
  std::string text = fmt::format("{}: {} {} {}", change.id, to_string(change.action),
                                 kind_in_words(target.kind), target.name);
  if (!target.server.empty()) text += fmt::format(" in {}", target.server);
  return text;
}

std::vector<std::string> facts_of(const ChangeRecord& record) {
  std::vector<std::string> facts;
  if (record.state == ChangeState::intended)
    facts.emplace_back("the request may have left, and nobody noted what came of it");
  if (!record.problem.empty()) facts.push_back(record.problem);
  if (!record.made.id.empty()) facts.push_back(fmt::format("id {}", record.made.id));
  if (!record.made.issuer.empty()) facts.push_back(fmt::format("issuer {}", record.made.issuer));
  if (!record.undone_by.empty())
    facts.push_back(fmt::format("undone by run {}", record.undone_by));
  else if (record.state == ChangeState::applied)
    facts.emplace_back(record.read_back ? "read back: it stands as planned" : "not read back yet");
  if (!record.request.empty()) facts.push_back(record.request);
  if (!record.request_id.empty()) facts.push_back(fmt::format("request id {}", record.request_id));
  return facts;
}

bool is_rollback(const Run& run) { return !run.undoes.empty(); }

std::vector<std::string> what_is_left(const Run& run) {
  std::vector<std::string> lines;
  if (run.state == RunState::rolled_back) return lines;
  for (const ChangeRecord& each : run.changes) {
    if (each.state != ChangeState::applied) lines.push_back(change_sentence(run, each));
  }
  if (!is_rollback(run)) return lines;
  for (const Blocked& each : run.plan.blocked) {
    if (is_left(each))
      lines.push_back(
          fmt::format("{} of {}, {}: {}", each.finding, run.undoes, each.subject, each.advice));
  }
  return lines;
}

std::vector<NextStep> next_steps(const Run& run) {
  switch (run.state) {
    case RunState::running:
      return {
          {"Another process is at it; to look again", fmt::format("oktafix runs show {}", run.id)}};
    case RunState::rolled_back:
      return {{"Nothing is left to do: a later run undid this one.", ""}};
    case RunState::interrupted:
    case RunState::partial:
      return steps_to_finish(run);
    case RunState::done:
      break;
  }
  std::vector<NextStep> steps;
  if (is_rollback(run)) {
    if (leaves_something(run.plan))
      steps.push_back({"To undo what it left, once somebody has decided about that",
                       fmt::format("oktafix rollback {}", run.undoes)});
  } else if (may_have_changed_something(counts_of(run))) {
    append_undo(steps, run, counts_of(run).undone > 0 ? "To undo the rest of it" : "To undo it");
  }
  return steps;
}

std::string ending_sentence(const Run& run) {
  if (!run.ended_at)
    return run.state == RunState::running ? "not yet"
           : run.came_unended
               ? "not known here: it was taken over from another journal without an end, and may "
                 "have gone on there"
               : "nobody noted it: the program was killed";
  const std::string at = okta::format_timestamp(*run.ended_at);
  return run.ending.empty() ? at : fmt::format("{}: {}", at, run.ending);
}

std::string verb_in_words(const Run& run) {
  return is_rollback(run) ? fmt::format("{} of {}", run.verb, run.undoes) : run.verb;
}

std::string verb_sentence(const Run& run) {
  std::string text = verb_in_words(run);
  if (!run.tool_version.empty()) text += fmt::format(", by oktafix {}", run.tool_version);
  return text;
}

}  // namespace remediate
