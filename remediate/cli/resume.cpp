#include "remediate/cli/resume.hpp"

#include <fmt/format.h>

#include "remediate/cli/carry_out.hpp"
#include "remediate/cli/rollback.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/engine/bound_paths_of.hpp"
#include "remediate/engine/resume.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate::cli {
namespace {

ExitCode tell_nothing_is_left(const CommandContext& context, const Run& run) {
  const std::string report =
      context.options.format == Format::json
          ? run_json(run)
          : fmt::format(
                "Run {} is done: nothing is left to do, and nothing was written.\n"
                "`oktafix verify {}` tells whether it still stands.\n",
                run.id, run.id);
  return finish(context, report, exit_codes(run.plan, Pending::done).front());
}

ExitCode tell_moved(const Run& run, const Resumption& resumption) {
  tell_error(fmt::format(
      "run {} cannot be finished: the org is not as it left it. Nothing more was written. `oktafix "
      "apply` plans anew from the org as it is, `oktafix rollback {}` undoes what stands",
      resumption.run, resumption.run));
  for (const std::string& each : resumption.moved) tell_error("  " + each);
  return run.may_have_written() ? ExitCode::partly_applied : ExitCode::stale;
}

ExitCode finish_run(const CommandContext& context, const OpenedOrg& org, const Run& run) {
  const auto resumption = plan_resume(org.client, run, bound_paths(org.directives), context.stop);
  if (!resumption) return fail(resumption.error());
  if (!resumption->moved.empty()) return tell_moved(run, *resumption);
  tell_info(fmt::format("run {}: {} of {} changes are done, this is the rest", run.id,
                        run.changes.size() - resumption->rest.changes.size(), run.changes.size()));
  return carry_out(context, org, resumption->rest,
                   {"resume", {}, exit_codes(run.plan, Pending::done), &*resumption});
}

okta::Result<Run> noted_as_done(const CommandContext& context, const OpenedOrg& org,
                                const Run& run) {
  auto journal = Journal::open(state_folder(context), org.client.clock());
  if (!journal) return okta::failure(journal.error());
  okta::Status noted = journal->resume(run.id, run.entries);
  if (noted) noted = journal->end(run.id, RunState::done, "");
  if (!noted) return okta::failure(std::move(noted.error()));
  return journal->find(run.id);
}

// It is planned anew: what is undone already needs nothing.
ExitCode finish_rollback(const CommandContext& context, const OpenedOrg& org,
                         const Journal& journal, const Run& run) {
  const auto undone = journal.find(run.undoes);
  if (!undone) return fail(undone.error());
  if (undone->state != RunState::rolled_back) return roll_back(context, org, journal, run.undoes);
  if (context.options.dry_run) return tell_nothing_is_left(context, run);
  const auto ended = noted_as_done(context, org, run);  // only its end was missing
  return ended ? tell_nothing_is_left(context, *ended) : fail(ended.error());
}

}  // namespace

ExitCode run_resume(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  const auto journal = Journal::open_to_read(state_folder(context), org->client.clock());
  if (!journal) return fail(journal.error());
  const auto run = journal->find(context.options.run.value_or("last"));
  if (!run) return fail(run.error());
  if (run->state == RunState::done) return tell_nothing_is_left(context, *run);
  warn_if_it_came_unended(*run);
  if (!run->undoes.empty()) return finish_rollback(context, *org, *journal, *run);
  if (const auto may = journal->may_be_resumed(run->id); !may) return fail(may.error());
  return finish_run(context, *org, *run);
}

}  // namespace remediate::cli
