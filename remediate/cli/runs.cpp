#include "remediate/cli/runs.hpp"

#include <fmt/format.h>

#include "client/base/clock.hpp"
#include "config/text_file.hpp"
#include "remediate/cli/results.hpp"
#include "remediate/cli/state_folder.hpp"
#include "remediate/journal/journal.hpp"
#include "remediate/report/import_report.hpp"
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

ExitCode list(const CommandContext& context, const Journal& journal) {
  const auto runs = journal.runs();
  if (!runs) return fail(runs.error());
  const std::string report =
      context.options.format == Format::json
          ? runs_json(*runs)
          : runs_text(*runs, detail_of(context.options), text_style(context));
  return finish(context, report, ExitCode::done);
}

ExitCode show(const CommandContext& context, const Journal& journal) {
  const auto run = journal.find(context.options.run.value_or("last"));
  if (!run) return fail(run.error());
  return finish(context, report_of(*run, context), ExitCode::done);
}

ExitCode export_runs(const CommandContext& context, const Journal& journal) {
  const auto exported = journal.export_runs(context.options.run);
  if (!exported) return fail(exported.error());
  for (const std::string& each : exported->left_out)
    tell_warning(fmt::format("run {} is still going on and was left out: export it later", each));
  return finish(context, exported->document, ExitCode::done);
}

// A file that is not there, or is no journal, is a matter of usage.
ExitCode fail_document(const std::filesystem::path& file, const okta::Error& error) {
  tell_error(fmt::format("{}: {}: nothing was taken over", file.string(), error.message));
  return ExitCode::usage;
}

ExitCode import_runs(const CommandContext& context, okta::Clock& clock) {
  constexpr std::size_t kLargestJournal = std::size_t{256} * 1024 * 1024;
  const std::filesystem::path& file = *context.options.journal_document;
  const auto text = config::read_text_file(file, kLargestJournal);
  if (!text) return fail_document(file, text.error());
  auto journal = Journal::open(state_folder(context), clock);
  if (!journal) return fail(journal.error());
  const auto imported = journal->import_runs(*text);
  if (!imported && imported.error().kind == okta::ErrorKind::invalid_input)
    return fail_document(file, imported.error());
  if (!imported) return fail(imported.error());
  const bool as_json = context.options.format == Format::json;
  return finish(context, as_json ? import_json(*imported) : import_text(*imported), ExitCode::done);
}

}  // namespace

ExitCode run_runs(const CommandContext& context) {
  okta::SystemClock clock;
  if (const okta::Status writable = check_output(context.options.output_file); !writable)
    return fail(writable.error());
  if (context.options.runs_task == RunsTask::import_runs) return import_runs(context, clock);
  const auto journal = Journal::open_to_read(state_folder(context), clock);
  if (!journal) return fail(journal.error());
  switch (context.options.runs_task) {
    case RunsTask::show:
      return show(context, *journal);
    case RunsTask::export_runs:
      return export_runs(context, *journal);
    default:
      return list(context, *journal);
  }
}

}  // namespace remediate::cli
