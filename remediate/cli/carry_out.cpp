#include "remediate/cli/carry_out.hpp"

#include <fmt/format.h>

#include "remediate/apply/apply.hpp"
#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/production_org.hpp"
#include "remediate/cli/questions.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/cli/version.hpp"
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

// A run that was cut off is closed: what it made stands in the org, and this plan takes it up.
okta::Status close_unended(Journal& journal, const std::string& org) {
  const auto runs = journal.runs();
  if (!runs) return okta::failure(runs.error());
  for (const Run& each : *runs) {
    if (each.org != org) continue;
    if (each.state == RunState::running)
      return okta::failure(okta::ErrorKind::io,
                           fmt::format("another oktafix writes to this org (run {}, since {})",
                                       each.id, okta::format_timestamp(each.started_at)));
    if (each.state != RunState::interrupted) continue;
    const okta::Status closed =
        journal.end(each.id, RunState::partial, "closed by a later run, which planned afresh");
    if (!closed) return closed;
  }
  return {};
}

ExitCodes codes_of(const ApplyOutcome& outcome, const ExitCodes& after, bool stop_requested) {
  const bool something_stands = outcome.run.count(ChangeState::applied) > 0;
  const bool something_open = outcome.run.count(ChangeState::unknown) > 0;
  ExitCodes codes;
  if (outcome.ending != Ending::done && (something_stands || something_open))
    codes.push_back(ExitCode::partly_applied);
  // The change in hand is finished first, and may fail then.
  if (outcome.ending != Ending::done && stop_requested) codes.push_back(ExitCode::interrupted);
  switch (outcome.ending) {
    case Ending::done:
      codes = after;
      break;
    case Ending::stale:
    case Ending::drifted:
      codes.push_back(ExitCode::stale);
      break;
    case Ending::interrupted:
      codes.push_back(ExitCode::interrupted);
      break;
    case Ending::failed:
      codes.push_back(outcome.error && outcome.error->kind == okta::ErrorKind::forbidden
                          ? ExitCode::credentials
                      : outcome.error ? exit_code(*outcome.error)
                                      : ExitCode::failed);
      break;
  }
  return in_precedence(std::move(codes));
}

void tell_ending(const ApplyOutcome& outcome) {
  if (outcome.ending == Ending::done) return;
  tell_error(outcome.why);
  for (const std::string& each : outcome.moved) tell_error("  " + each);
  if (outcome.run.count(ChangeState::applied) == 0) tell_error("nothing was written");
}

ExitCodes with_pending(ExitCodes codes) {
  codes.push_back(ExitCode::findings);
  return in_precedence(std::move(codes));
}

ExitCode write_plan(const CommandContext& context, const OpenedOrg& org, const Plan& plan,
                    const Undertaking& undertaking, const std::string& shown) {
  auto journal = Journal::open(state_folder(context), org.client.clock());
  if (!journal) return fail(journal.error());
  if (const okta::Status closed = close_unended(*journal, plan.org); !closed)
    return fail(closed.error());
  ProgressLine progress = progress_line(context);
  ApplyOptions options;
  options.verb = undertaking.verb;
  options.undoes = undertaking.undoes;
  options.tool_version = version();
  options.progress = [&progress](const std::string& line) { progress.show(line); };
  const auto outcome = apply(org.client, plan, *journal, options, context.stop);
  progress.clear();
  if (!outcome) return fail(outcome.error());

  tell_ending(*outcome);
  const std::string report =
      context.options.format == Format::json
          ? run_json(outcome->run)
          : shown + run_text(outcome->run, detail_of(context.options), text_style(context));
  return finish(context, report,
                codes_of(*outcome, undertaking.after, context.stop.stop_requested()).front());
}

}  // namespace

ExitCode carry_out(const CommandContext& context, const OpenedOrg& org, const Plan& plan,
                   const Undertaking& undertaking) {
  if (context.stop.stop_requested()) return give_up();
  if (plan.changes.empty())
    return finish(context, plan_report(plan, context), in_precedence(undertaking.after).front());
  if (context.options.dry_run)
    return finish(context, in_requests(context, plan), with_pending(undertaking.after).front());
  if (const auto problem = over_the_limit(context, org, plan)) return refuse(*problem);

  // Whoever is asked must have seen what he is asked about; otherwise it goes with the result.
  std::string shown = plan_report(plan, context);
  if (may_ask(context)) {
    tell_text(shown);
    shown.clear();
  }
  const auto objection = objection_to_org(context, org.client.org_url());
  if (context.stop.stop_requested()) return give_up();
  if (objection) return refuse(*objection);
  const std::optional<bool> consent = consents(context, plan, undertaking.verb);
  if (!consent)
    return refuse(
        "nobody can be asked whether to make these changes: nothing was written. Pass --yes, or "
        "look at them with `oktafix plan` first");
  if (context.stop.stop_requested()) return give_up();
  if (!*consent) return refuse("nothing was written");
  return write_plan(context, org, plan, undertaking, shown.empty() ? shown : shown + "\n");
}

}  // namespace remediate::cli
