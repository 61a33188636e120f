#include "remediate/journal/undoing.hpp"

#include <algorithm>

#include "remediate/model/obstacle.hpp"

namespace remediate {
namespace {

bool was_done(const ChangeRecord& record) {
  return record.state != ChangeState::planned && record.state != ChangeState::failed;
}

// Okta may answer with success and do nothing, so an answer alone proves nothing.
bool stands(const ChangeRecord& record) {
  return record.state == ChangeState::applied && record.read_back && record.undone_by.empty();
}

// What a rollback neither planned to undo nor left was undone when it looked. It tells of a policy
// as a whole only, so this holds when it left nothing at all. What was removed is not made again.
bool was_found_undone(const ChangeRecord& record, const Run& rollback) {
  if (record.change.action == Action::remove) return false;
  const auto left = std::ranges::find(rollback.plan.blocked, record.change.id, &Blocked::finding);
  if (left != rollback.plan.blocked.end()) return left->by == obstacle::kGone;
  return !leaves_something(rollback.plan);
}

bool is_undone_by(const ChangeRecord& record, const Run& rollback) {
  bool is_planned = false;
  for (const ChangeRecord& each : rollback.changes) {
    const auto& undone = each.change.because;
    if (std::ranges::find(undone, record.change.id) == undone.end()) continue;
    if (!stands(each)) return false;
    is_planned = true;
  }
  return is_planned || was_found_undone(record, rollback);
}

// Where nobody noted what came of it, the rollback must have found it.
bool stays_by_rule(const ChangeRecord& record, const Run& rollback) {
  if (record.change.action != Action::create) return false;
  if (record.change.target.kind != ObjectKind::authorization_server) return false;
  return record.state == ChangeState::applied ||
         std::ranges::any_of(rollback.plan.blocked, [&](const Blocked& each) {
           return each.finding == record.change.id && each.by == obstacle::kServerStays;
         });
}

bool is_left(const ChangeRecord& record, const Run& rollback) {
  return was_done(record) && record.undone_by.empty() && !stays_by_rule(record, rollback);
}

void mark_undone_by(const Run& rollback, Run& run) {
  for (ChangeRecord& each : run.changes) {
    if (was_done(each) && each.undone_by.empty() && is_undone_by(each, rollback))
      each.undone_by = rollback.id;
  }
  const bool leaves_any = std::ranges::any_of(
      run.changes, [&](const ChangeRecord& each) { return is_left(each, rollback); });
  if (run.may_have_written() && !leaves_any) run.state = RunState::rolled_back;
}

}  // namespace

void mark_undone(std::vector<Run>& runs) {
  // From the newest back: a rollback counts as far as it was not taken back itself.
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
    for (auto later = run.base(); later != runs.end(); ++later) {
      if (later->undoes == run->id) mark_undone_by(*later, *run);
    }
  }
}

}  // namespace remediate
