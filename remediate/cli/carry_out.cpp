#include "remediate/cli/carry_out.hpp"

#include <fmt/format.h>

#include "remediate/apply/apply.hpp"
#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/production_org.hpp"
#include "remediate/cli/questions.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/cli/run_ending.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/cli/version.hpp"
#include "remediate/engine/bound_paths_of.hpp"
#include "remediate/engine/others_at_work.hpp"
#include "remediate/report/plan_report.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate::cli {
namespace {

ExitCode refuse(const std::string& why) {
  tell_error(why);
  return ExitCode::usage;
}

ExitCode give_up() {
  tell_error("interrupted: nothing was written");
  return ExitCode::interrupted;
}

// Over the limit nothing is written; the number to pass is told.
std::optional<std::string> over_the_limit(const CommandContext& context, const OpenedOrg& org,
                                          const Plan& plan) {
  const int limit = context.options.max_changes.value_or(org.directives.limits.max_changes);
  const auto count = static_cast<int>(plan.changes.size());
  if (count <= limit) return std::nullopt;
  return fmt::format(
      "{} changes are planned and {} are allowed: nothing was written. Look at the plan, then pass "
      "--max-changes {}",
      count, limit, count);
}

// Whether the person wants it; absent: nobody can be asked.
std::optional<bool> consents(const CommandContext& context, const Plan& plan,
                             const std::string& verb) {
  if (context.options.yes) return true;
  if (!may_ask(context)) return std::nullopt;
  const bool one = plan.changes.size() == 1;
  return confirm(
      fmt::format("\n{}: make {} {} in {}?", verb, one ? "this" : "these",
                  one ? "change" : fmt::format("{} changes", plan.changes.size()), plan.org),
      context.stop);
}

std::string in_requests(const CommandContext& context, const Plan& plan) {
  const auto requests = planned_requests(plan);
  return context.options.format == Format::json ? requests_json(requests)
                                                : requests_text(requests, text_style(context));
}

ExitCodes with_pending(ExitCodes codes) {
  codes.push_back(ExitCode::findings);
  return in_precedence(std::move(codes));
}

// A rollback that finds everything undone is noted, so that the run counts as rolled back.
okta::Status note_nothing_left(const CommandContext& context, const OpenedOrg& org,
                               const Plan& plan, const Undertaking& undertaking) {
  if (undertaking.undoes == nullptr || context.options.dry_run || leaves_something(plan)) return {};
  auto journal = Journal::open(state_folder(context), org.client.clock());
  if (!journal) return okta::failure(journal.error());
  const Run& undone = *undertaking.undoes;
  const auto run = journal->begin(
      {plan.org, undertaking.verb, std::string(version()), undone.id, plan, undone.entries});
  if (!run) return okta::failure(run.error());
  return journal->end(*run, RunState::done, "");
}

// A journal that cannot be read stops the first write, in its own words.
std::vector<Run> runs_so_far(const CommandContext& context, const OpenedOrg& org) {
  const auto journal = Journal::open_to_read(state_folder(context), org.client.clock());
  if (!journal) return {};
  return journal->runs().value_or(std::vector<Run>());
}

ExitCode write_plan(const CommandContext& context, const OpenedOrg& org, const Plan& plan,
                    const Undertaking& undertaking, const std::string& shown) {
  auto journal = Journal::open(state_folder(context), org.client.clock());
  if (!journal) return fail(journal.error());
  ProgressLine progress = progress_line(context);
  ApplyOptions options;
  options.verb = undertaking.verb;
  if (undertaking.undoes != nullptr) {
    options.undoes = undertaking.undoes->id;
    options.undone_entries = undertaking.undoes->entries;
  }
  options.tool_version = version();
  options.files = bound_paths(org.directives);
  options.progress = [&progress](const std::string& line) { progress.show(line); };
  const auto outcome =
      undertaking.resumption == nullptr
          ? apply(org.client, plan, *journal, options, context.stop)
          : resume(org.client, *undertaking.resumption, *journal, options, context.stop);
  progress.clear();
  if (!outcome) return fail(outcome.error());

  for (const std::string& line : ending_lines(*outcome)) tell_error(line);
  const std::string report =
      context.options.format == Format::json
          ? run_json(outcome->run)
          : shown + run_text(outcome->run, detail_of(context.options), text_style(context));
  return finish(context, report,
                exit_codes(*outcome, undertaking.after, context.stop.stop_requested()).front());
}

}  // namespace

void warn_if_it_came_unended(const Run& run) {
  if (run.came_unended)
    tell_warning(fmt::format(
        "run {} was taken over from another journal, which knew no end of it: make sure that "
        "nobody goes on with it there",
        run.id));
}

ExitCode carry_out(const CommandContext& context, const OpenedOrg& org, const Plan& plan,
                   const Undertaking& undertaking) {
  if (context.stop.stop_requested()) return give_up();
  // All of the run stands: only its end is not noted.
  if (plan.changes.empty() && undertaking.resumption != nullptr && !context.options.dry_run)
    return write_plan(context, org, plan, undertaking, {});
  if (plan.changes.empty()) {
    if (const auto noted = note_nothing_left(context, org, plan, undertaking); !noted)
      return fail(noted.error());
    return finish(context, plan_report(plan, context), in_precedence(undertaking.after).front());
  }
  if (context.options.dry_run)
    return finish(context, in_requests(context, plan), with_pending(undertaking.after).front());
  if (const auto problem = over_the_limit(context, org, plan)) return refuse(*problem);

  // Whoever is asked must have seen what he is asked about; otherwise it goes with the result.
  std::string shown = plan_report(plan, context);
  if (may_ask(context)) {
    tell_text(shown);
    shown.clear();
  }
  for (const std::string& line :
       others_at_work(org.client, plan, runs_so_far(context, org), context.stop))
    tell_warning(line);
  const auto objection = objection_to_org(context, org.client.org_url());
  if (context.stop.stop_requested()) return give_up();
  if (objection) return refuse(*objection);
  const std::optional<bool> consent = consents(context, plan, undertaking.verb);
  if (!consent)
    return refuse(
        "nobody can be asked whether to make these changes: nothing was written. Pass --yes, or "
        "look at them with --dry-run first");
  if (context.stop.stop_requested()) return give_up();
  if (!*consent) return refuse("nothing was written");
  return write_plan(context, org, plan, undertaking, shown.empty() ? shown : shown + "\n");
}

}  // namespace remediate::cli
