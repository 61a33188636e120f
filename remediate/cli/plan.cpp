#include "remediate/cli/plan.hpp"

#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/model/plan_json.hpp"

namespace remediate::cli {

ExitCode run_plan(const CommandContext& context) {
  if (const okta::Status writable = check_output(context.options.save_plan); !writable)
    return fail(writable.error());
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  const auto planning = planned_org(context, *org);
  if (!planning) return fail(planning.error());

  const Plan& plan = planning->plan;
  if (context.options.save_plan) {
    const okta::Status saved = write_result(plan_json(plan), context.options.save_plan);
    if (!saved) return fail(saved.error());
  }
  ExitCodes codes = exit_codes(plan, Pending::counts);
  if (!planning->audit.is_complete()) codes.push_back(ExitCode::incomplete);
  return finish(context, plan_report(plan, context), in_precedence(std::move(codes)).front());
}

}  // namespace remediate::cli
