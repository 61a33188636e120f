#include "remediate/plan/plan_for.hpp"

#include "remediate/checks/find_open_cases.hpp"
#include "remediate/plan/desire.hpp"
#include "remediate/plan/planner.hpp"

namespace remediate {

Plan plan_for(const Snapshot& snapshot, const Evidence& evidence,
              const config::Directives& directives, const Audit& audit,
              std::optional<int> most_clients, okta::Timestamp now) {
  CheckInput input{snapshot, evidence, directives, {}};
  input.open_cases = find_open_cases(input);
  Desired desired = desire(input, audit.findings);
  desired.most_clients = most_clients;
  return make_plan(desired, snapshot, now);
}

}  // namespace remediate
