#include "remediate/apply/apply.hpp"

#include <utility>

#include <fmt/format.h>

#include "remediate/apply/change_runner.hpp"
#include "remediate/apply/never_sent.hpp"
#include "remediate/model/plan_check.hpp"

namespace remediate {
namespace {

RunState state_after(Ending ending) {
  if (ending == Ending::done) return RunState::done;
  return ending == Ending::interrupted ? RunState::interrupted : RunState::partial;
}

// Known before anything is sent.
std::optional<Halt> never_possible(const Plan& plan, const std::string& org) {
  if (!plan.org.empty() && plan.org != org)
    return halt_refused(fmt::format("the plan is for {}, not for {}", plan.org, org));
  if (const auto misfit = misfit_of(plan)) return halt_refused(*misfit);
  for (const Change& change : plan.changes) {
    if (const std::string why = why_never_sent(change); !why.empty())
      return halt_refused(title(change) + ": " + why);
  }
  return std::nullopt;
}

Progress carry_out_all(ChangeRunner& runner, const Plan& plan, const std::stop_token& stop) {
  if (Progress fits = runner.look_first(plan); !fits || *fits) return fits;
  for (const Change& planned : plan.changes) {
    if (stop.stop_requested())
      return Halt{Ending::interrupted, "a stop was requested", {}, std::nullopt};
    Progress progress = runner.carry_out(planned);
    if (!progress || *progress) return progress;
  }
  return runner.look_once_more();
}

Halt without_journal(okta::Error error) {
  std::string why = "the journal cannot be written, so nothing more is sent: " + error.describe();
  return {Ending::failed, std::move(why), {}, std::move(error)};
}

ApplyOutcome ended(RunRecord& record, Progress progress, bool wrote) {
  std::optional<Halt> halt =
      progress ? std::move(*progress) : without_journal(std::move(progress.error()));
  if (halt && halt->ending == Ending::drifted && !wrote) halt->ending = Ending::stale;
  const auto noted =
      record.end(state_after(halt ? halt->ending : Ending::done), halt ? halt->why : std::string());
  if (!noted && !halt) halt = without_journal(noted.error());
  if (!noted && !halt->error) halt->error = noted.error();
  ApplyOutcome outcome;
  outcome.run = record.told();
  if (!halt) return outcome;
  outcome.ending = halt->ending;
  outcome.why = std::move(halt->why);
  outcome.moved = std::move(halt->moved);
  outcome.error = std::move(halt->error);
  return outcome;
}

ApplyOutcome carried_out(const okta::Client& client, const Plan& plan, RunRecord record,
                         const ApplyOptions& options, const std::stop_token& stop) {
  ChangeRunner runner(client, plan, record, options, stop);
  auto obstacle = never_possible(plan, client.org_url().origin());
  Progress progress = obstacle ? std::move(obstacle) : carry_out_all(runner, plan, stop);
  return ended(record, std::move(progress), runner.wrote());
}

okta::Status note_found(RunRecord& record, const std::vector<FoundOutcome>& found) {
  for (const FoundOutcome& each : found) {
    const bool stands = each.state == ChangeState::applied;
    if (auto noted = record.note({each.change,
                                  each.state,
                                  each.made,
                                  {},
                                  stands ? "" : "the org shows that it was not carried out"});
        !noted)
      return noted;
  }
  return {};
}

}  // namespace

okta::Result<ApplyOutcome> apply(const okta::Client& client, const Plan& plan, Journal& journal,
                                 const ApplyOptions& options, std::stop_token stop) {
  auto record =
      RunRecord::begin(journal, {client.org_url().origin(), options.verb, options.tool_version,
                                 options.undoes, plan, options.undone_entries});
  if (!record) return okta::failure(std::move(record.error()));
  return carried_out(client, plan, std::move(*record), options, stop);
}

okta::Result<ApplyOutcome> resume(const okta::Client& client, const Resumption& resumption,
                                  Journal& journal, const ApplyOptions& options,
                                  std::stop_token stop) {
  auto record = RunRecord::resume(journal, resumption.run, resumption.entries);
  if (!record) return okta::failure(std::move(record.error()));
  if (auto noted = note_found(*record, resumption.found); !noted)
    return okta::failure(std::move(noted.error()));
  return carried_out(client, resumption.rest, std::move(*record), options, stop);
}

}  // namespace remediate
