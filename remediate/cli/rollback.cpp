#include "remediate/cli/rollback.hpp"

#include <ranges>

#include "remediate/cli/carry_out.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/engine/rollback.hpp"
#include "remediate/journal/journal.hpp"

namespace remediate::cli {
namespace {

// `last` is the last run that there is something to undo of: not one that was refused, and no
// rollback, or saying it twice would be another thing than saying it once.
okta::Result<Run> run_named(const CommandContext& context, okta::Clock& clock) {
  const auto journal = Journal::open_to_read(state_folder(context), clock);
  if (!journal) return okta::failure(journal.error());
  const std::string reference = context.options.run.value_or("last");
  if (reference != "last") return journal->find(reference);
  auto runs = journal->runs();
  if (!runs) return okta::failure(std::move(runs.error()));
  for (Run& each : std::views::reverse(*runs)) {
    if (each.verb != "rollback" && each.may_have_written()) return std::move(each);
  }
  return okta::failure(okta::ErrorKind::invalid_input,
                       "no run in the journal has written anything");
}

}  // namespace

ExitCode run_rollback(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  const auto run = run_named(context, org->client.clock());
  if (!run) return fail(run.error());
  const auto plan = plan_rollback(org->client, *run, context.stop);
  if (!plan) return fail(plan.error());
  return carry_out(context, *org, *plan, {"rollback", run->id, exit_codes(*plan, Pending::done)});
}

}  // namespace remediate::cli
