#include "remediate/cli/apply.hpp"

#include "remediate/cli/carry_out.hpp"
#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/questions.hpp"

namespace remediate::cli {
namespace {

ExitCode apply_file(const CommandContext& context, const OpenedOrg& org) {
  const auto plan = plan_in_file(*context.options.plan_file, org);
  if (plan) return carry_out(context, org, *plan, {"apply", {}, exit_codes(*plan, Pending::done)});
  return fail_plan_file(plan.error());
}

}  // namespace

ExitCode run_apply(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  if (context.options.plan_file) return apply_file(context, *org);

  auto planning = planned_org(context, *org);
  if (!planning) return fail(planning.error());
  if (may_ask(context) && !context.options.dry_run) offer_proposals(context, *org, *planning);
  Undertaking undertaking{"apply", {}, exit_codes(planning->plan, Pending::done)};
  if (!planning->audit.is_complete()) undertaking.after.push_back(ExitCode::incomplete);
  return carry_out(context, *org, planning->plan, undertaking);
}

}  // namespace remediate::cli
