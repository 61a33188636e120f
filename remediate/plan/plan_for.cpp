#include "remediate/plan/plan_for.hpp"

#include "remediate/checks/find_open_cases.hpp"
#include "remediate/plan/desire.hpp"
#include "remediate/plan/planner.hpp"

namespace remediate {

Plan plan_for(const Snapshot& snapshot, const Evidence& evidence,
              const config::Directives& directives, const Audit& audit, okta::Timestamp now) {
  CheckInput input{snapshot, evidence, directives, {}};
  input.open_cases = find_open_cases(input);
  return make_plan(desire(input, audit.findings), snapshot, now);
}

}  // namespace remediate
