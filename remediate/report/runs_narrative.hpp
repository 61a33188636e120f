// What the reports for people say about a run, before any format. Texts may contain hostile
// characters; the formats escape them. Internal to this room. Pure.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/run.hpp"

namespace remediate {

struct ChangeCounts {
  int planned = 0;  // all of the plan
  int applied = 0;
  int failed = 0;
  int unknown = 0;  // whether they stand: a request may have left and nobody noted its answer
  int undone = 0;   // of those applied: by later runs
};

[[nodiscard]] ChangeCounts counts_of(const Run& run);

// "Run X ended early: 3 of 7 changes applied, 1 failed."
[[nodiscard]] std::string run_sentence(const Run& run);

// "c2: create policy oktafix 0oa1 in aus1", with what earlier changes made in place of references.
[[nodiscard]] std::string change_sentence(const Run& run, const ChangeRecord& record);
// What happened to it, one fact each: made, read back, request, problem.
[[nodiscard]] std::vector<std::string> facts_of(const ChangeRecord& record);

// Changes that were not applied, and what a rollback left of the run that it undid; one line each.
[[nodiscard]] std::vector<std::string> what_is_left(const Run& run);
[[nodiscard]] bool is_rollback(const Run& run);

struct NextStep {
  std::string text;
  std::string command;  // may be empty
};

[[nodiscard]] std::vector<NextStep> next_steps(const Run& run);

// "2026-11-22T20:15:34.000Z: c2 was refused", "not yet"
[[nodiscard]] std::string ending_sentence(const Run& run);
[[nodiscard]] std::string verb_in_words(const Run& run);  // "rollback of X"
[[nodiscard]] std::string verb_sentence(const Run& run);  // "apply, by oktafix 0.1.0"

}  // namespace remediate
