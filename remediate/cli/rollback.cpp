#include "remediate/cli/rollback.hpp"

#include <ranges>

#include <fmt/format.h>

#include "remediate/cli/carry_out.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/engine/bound_paths_of.hpp"
#include "remediate/engine/rollback.hpp"

namespace remediate::cli {
namespace {

// `last` is the last run that there is something to undo of: not one that was refused, and no
// rollback, or saying it twice would be another thing than saying it once.
okta::Result<Run> run_named(const std::string& reference, const Journal& journal,
                            const std::vector<Run>& runs) {
  if (reference != "last") return journal.find(reference);
  for (const Run& each : std::views::reverse(runs)) {
    if (each.verb != "rollback" && each.may_have_written()) return each;
  }
  return okta::failure(okta::ErrorKind::invalid_input,
                       "no run in the journal has written anything");
}

// Requests say nothing of what there is no request for.
void tell_what_stays(const Plan& plan) {
  for (const Blocked& each : plan.blocked)
    tell_warning(fmt::format("{} stays ({}): {}", each.subject, each.by, each.advice));
}

}  // namespace

ExitCode roll_back(const CommandContext& context, const OpenedOrg& org, const Journal& journal,
                   const std::string& reference) {
  const auto runs = journal.runs();
  if (!runs) return fail(runs.error());
  const auto run = run_named(reference, journal, *runs);
  if (!run) return fail(run.error());
  warn_if_it_came_unended(*run);
  const auto plan = plan_rollback(org.client, *run, *runs, bound_paths(org.directives),
                                  context.options.even_if_used, context.stop);
  if (!plan) return fail(plan.error());
  if (context.options.dry_run && !plan->changes.empty()) tell_what_stays(*plan);
  return carry_out(context, org, *plan, {"rollback", &*run, exit_codes(*plan, Pending::done)});
}

ExitCode run_rollback(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  const auto journal = Journal::open_to_read(state_folder(context), org->client.clock());
  if (!journal) return fail(journal.error());
  return roll_back(context, *org, *journal, context.options.run.value_or("last"));
}

}  // namespace remediate::cli
