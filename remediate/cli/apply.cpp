#include "remediate/cli/apply.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "remediate/cli/carry_out.hpp"
#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/questions.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate::cli {
namespace {

// The run that carried out this very plan, and was not undone since.
okta::Result<std::optional<Run>> run_of(const CommandContext& context, const OpenedOrg& org,
                                        const Plan& plan) {
  const auto journal = Journal::open_to_read(state_folder(context), org.client.clock());
  if (!journal) return okta::failure(journal.error());
  auto runs = journal->runs();
  if (!runs) return okta::failure(std::move(runs.error()));
  const auto found = std::ranges::find_if(*runs, [&](const Run& each) {
    return each.plan.digest == plan.digest && each.org == plan.org &&
           each.state == RunState::done && !plan.changes.empty();
  });
  if (found == runs->end()) return std::optional<Run>();
  return std::optional(std::move(*found));
}

// A plan that is applied twice changes nothing.
ExitCode tell_it_is_done(const CommandContext& context, const Run& run, const ExitCodes& codes) {
  const std::string report =
      context.options.format == Format::json
          ? run_json(run)
          : fmt::format(
                "This plan was applied already, by run {}: nothing is left to do, and nothing was "
                "written.\n`oktafix verify {}` tells whether it still stands.\n",
                run.id, run.id);
  return finish(context, report, codes.front());
}

ExitCode apply_file(const CommandContext& context, const OpenedOrg& org) {
  const auto plan = plan_in_file(*context.options.plan_file, org);
  if (!plan) return fail_plan_file(plan.error());
  const ExitCodes codes = exit_codes(*plan, Pending::done);
  const auto earlier = run_of(context, org, *plan);
  if (!earlier) return fail(earlier.error());
  if (*earlier) return tell_it_is_done(context, **earlier, codes);
  return carry_out(context, org, *plan, {"apply", {}, codes});
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
