#include "remediate/model/run.hpp"

#include <algorithm>

#include "remediate/model/obstacle.hpp"

namespace remediate {

std::string_view to_string(RunState state) {
  switch (state) {
    case RunState::running:
      return "running";
    case RunState::interrupted:
      return "interrupted";
    case RunState::done:
      return "done";
    case RunState::partial:
      return "partial";
    case RunState::rolled_back:
      return "rolledBack";
  }
  return "";
}

std::string_view to_string(ChangeState state) {
  switch (state) {
    case ChangeState::planned:
      return "planned";
    case ChangeState::intended:
      return "intended";
    case ChangeState::applied:
      return "applied";
    case ChangeState::failed:
      return "failed";
    case ChangeState::unknown:
      return "unknown";
  }
  return "";
}

bool ChangeRecord::is_open() const {
  return state == ChangeState::intended || state == ChangeState::unknown;
}

int Run::count(ChangeState state_wanted) const {
  return static_cast<int>(std::ranges::count(changes, state_wanted, &ChangeRecord::state));
}

bool Run::may_have_written() const {
  return std::ranges::any_of(changes, [](const ChangeRecord& each) {
    return each.is_open() || each.state == ChangeState::applied;
  });
}

std::vector<Made> Run::made() const {
  std::vector<Made> list;
  for (const ChangeRecord& each : changes) {
    if (!each.made.id.empty()) list.push_back(each.made);
  }
  return list;
}

bool leaves_something(const Plan& rollback) {
  return std::ranges::any_of(rollback.blocked, [](const Blocked& each) {
    return each.by != obstacle::kGone && each.by != obstacle::kServerStays;
  });
}

}  // namespace remediate
