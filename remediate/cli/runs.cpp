#include "remediate/cli/runs.hpp"

#include "client/base/clock.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/report/runs_report.hpp"

namespace remediate::cli {
namespace {

std::string report_of(const Run& run, const CommandContext& context) {
  switch (context.options.format) {
    case Format::json:
      return run_json(run);
    case Format::markdown:
      return run_markdown(run);
    case Format::html:
      return run_html(run);
    default:
      return run_text(run, detail_of(context.options), text_style(context));
  }
}

ExitCode show(const CommandContext& context, const Journal& journal) {
  const auto run = journal.find(context.options.run.value_or("last"));
  if (!run) return fail(run.error());
  return finish(context, report_of(*run, context), ExitCode::done);
}

}  // namespace

ExitCode run_runs(const CommandContext& context) {
  okta::SystemClock clock;
  if (const okta::Status writable = check_output(context.options.output_file); !writable)
    return fail(writable.error());
  const auto journal = Journal::open_to_read(state_folder(context), clock);
  if (!journal) return fail(journal.error());
  if (context.options.show_run) return show(context, *journal);
  const auto runs = journal->runs();
  if (!runs) return fail(runs.error());
  const std::string report =
      context.options.format == Format::json
          ? runs_json(*runs)
          : runs_text(*runs, detail_of(context.options), text_style(context));
  return finish(context, report, ExitCode::done);
}

}  // namespace remediate::cli
