#include "remediate/cli/verify.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/engine/verification.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/report/escape.hpp"
#include "remediate/report/verify_report.hpp"

namespace remediate::cli {
namespace {

// The run that was named; without one the last that wrote in this org and stands, if there is any.
okta::Result<std::optional<Run>> run_to_verify(const CommandContext& context,
                                               const OpenedOrg& org) {
  const auto journal = Journal::open_to_read(state_folder(context), org.client.clock());
  if (!journal) return okta::failure(journal.error());
  if (context.options.run) {
    auto run = journal->find(*context.options.run);
    if (!run) return okta::failure(run.error());
    return std::optional(std::move(*run));
  }
  const auto runs = journal->runs();
  if (!runs) return okta::failure(runs.error());
  for (const Run& each : std::views::reverse(*runs)) {
    if (each.org == org.client.org_url().origin() && each.verb == "apply" &&
        each.state != RunState::rolled_back && each.may_have_written())
      return std::optional(each);
  }
  return std::optional<Run>();
}

// Also where stderr is no terminal: a watch is long, and a job's log shows when something came.
void tell_news(const CommandContext& context, const std::string& line) {
  if (context.options.quiet) return;
  if (context.options.log_format == LogFormat::json)
    tell_warning(line);
  else
    tell_text(fmt::format("oktafix: {}\n", escape_terminal(line)));
}

}  // namespace

ExitCode run_verify(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());
  const auto run = run_to_verify(context, *org);
  if (!run) return fail(run.error());

  ProgressLine progress = progress_line(context);
  VerifyOptions verifying;
  verifying.probe = context.options.probe;
  verifying.progress = [&progress](const std::string& line) { progress.show(line); };
  verifying.watch = context.options.watch;
  verifying.news = [&](const std::string& line) {
    progress.clear();
    tell_news(context, line);
  };
  const auto verification = verify_org(org->client, org->directives, *run,
                                       audit_options(context.options), verifying, context.stop);
  progress.clear();
  if (!verification) return fail(verification.error());
  const std::string report =
      context.options.format == Format::json
          ? verify_json(*verification)
          : verify_text(*verification, detail_of(context.options), text_style(context));
  return finish(context, report, exit_codes(*verification).front());
}

}  // namespace remediate::cli
