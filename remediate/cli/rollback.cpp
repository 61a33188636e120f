#include "remediate/cli/rollback.hpp"

#include "remediate/cli/carry_out.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/engine/rollback.hpp"
#include "remediate/journal/journal.hpp"

namespace remediate::cli {
namespace {

okta::Result<Run> run_named(const CommandContext& context, okta::Clock& clock) {
  const auto journal = Journal::open_to_read(state_folder(context), clock);
  if (!journal) return okta::failure(journal.error());
  return journal->find(context.options.run.value_or("last"));
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
