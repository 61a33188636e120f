#include "remediate/cli/apply.hpp"

#include <algorithm>
#include <optional>
#include <ranges>

#include <fmt/format.h>

#include "remediate/cli/carry_out.hpp"
#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/questions.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/engine/bound_paths_of.hpp"
#include "remediate/engine/verification.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate::cli {
namespace {

// The last run of this very plan, if it was not undone since.
okta::Result<std::optional<Run>> run_of(const CommandContext& context, const OpenedOrg& org,
                                        const Plan& plan) {
  const auto journal = Journal::open_to_read(state_folder(context), org.client.clock());
  if (!journal) return okta::failure(journal.error());
  auto runs = journal->runs();
  if (!runs) return okta::failure(std::move(runs.error()));
  for (Run& each : std::views::reverse(*runs)) {
    if (each.plan.digest == plan.digest && each.org == plan.org &&
        each.state != RunState::rolled_back && each.may_have_written())
      return std::optional(std::move(each));
  }
  return std::optional<Run>();
}

bool stands(const ReadBack& each) {
  return each.state == ReadBackState::stands || each.state == ReadBackState::not_in_org;
}

ExitCode tell_it_was_changed(const Run& run, const std::vector<ReadBack>& objects) {
  tell_error(
      fmt::format("run {} applied this plan, and not all of it stands any more: nothing was "
                  "written. Plan again",
                  run.id));
  for (const ReadBack& each : objects) {
    if (stands(each)) continue;
    const std::string id = each.target.id.empty() ? "" : fmt::format(" ({})", each.target.id);
    tell_error(fmt::format("  {} '{}'{}: {}", to_string(each.target.kind), each.target.name, id,
                           each.detail));
  }
  return ExitCode::stale;
}

// Its own writes make the plan stale.
ExitCode tell_it_was_begun(const Run& run) {
  tell_error(
      fmt::format("run {} has begun to apply this plan and has not finished: nothing more "
                  "was written. `oktafix resume {}` finishes it, `oktafix rollback {}` undoes it",
                  run.id, run.id, run.id));
  return ExitCode::partly_applied;
}

// A plan that is applied twice changes nothing.
ExitCode tell_it_is_done(const CommandContext& context, const OpenedOrg& org, const Run& run,
                         const ExitCodes& codes) {
  if (const auto undone =
          std::ranges::find_if_not(run.changes, &std::string::empty, &ChangeRecord::undone_by);
      undone != run.changes.end()) {
    tell_error(
        fmt::format("run {} applied this plan, and run {} took a part of it back: nothing "
                    "was written. Plan again",
                    run.id, undone->undone_by));
    return ExitCode::stale;
  }
  const auto objects = read_back_run(org.client, run, bound_paths(org.directives), context.stop);
  if (!objects) return fail(objects.error());
  if (!std::ranges::all_of(*objects, stands)) return tell_it_was_changed(run, *objects);
  const std::string report =
      context.options.format == Format::json
          ? run_json(run)
          : fmt::format(
                "This plan was applied already, by run {}: what it wrote stands, nothing is left "
                "to do, and nothing was written.\n",
                run.id);
  return finish(context, report, codes.front());
}

ExitCode apply_file(const CommandContext& context, const OpenedOrg& org) {
  const auto plan = plan_in_file(*context.options.plan_file, org);
  if (!plan) return fail_plan_file(plan.error());
  const ExitCodes codes = exit_codes(*plan, Pending::done);
  const auto earlier = run_of(context, org, *plan);
  if (!earlier) return fail(earlier.error());
  if (*earlier && (*earlier)->state == RunState::done)
    return tell_it_is_done(context, org, **earlier, codes);
  if (*earlier) return tell_it_was_begun(**earlier);
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
