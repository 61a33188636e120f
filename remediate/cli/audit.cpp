#include "remediate/cli/audit.hpp"

#include <algorithm>

#include "remediate/cli/diagnostics.hpp"
#include "remediate/cli/planned_org.hpp"
#include "remediate/cli/version.hpp"
#include "remediate/engine/audit.hpp"
#include "remediate/report/sarif.hpp"

namespace remediate::cli {

namespace {

std::string report_of(const Audit& audit, const CommandContext& context) {
  switch (context.options.format) {
    case Format::json:
      return audit_json(audit);
    case Format::markdown:
      return audit_markdown(audit);
    case Format::html:
      return audit_html(audit);
    case Format::sarif:
      return audit_sarif(audit, {std::string(version())});
    case Format::terraform:
    case Format::text:
      break;
  }
  return audit_text(audit, detail_of(context.options), text_style(context));
}

// A slip in --include must not read as "nothing found".
void warn_of_empty_selection(const Options& options, const Audit& audit) {
  const bool all_left_out = std::ranges::all_of(
      audit.applications,
      [](const AuditedApplication& each) { return each.demand.ignored_because.has_value(); });
  if (!options.include.empty() && all_left_out)
    tell_warning("no application was looked at: none matches --include, or all are ignored");
}

}  // namespace

ExitCode run_audit(const CommandContext& context) {
  const auto org = open_org(context);
  if (!org) return fail(org.error());

  ProgressLine progress = progress_line(context);
  const auto audit = remediate::run_audit(
      org->client, org->directives, audit_options(context.options),
      [&progress](const std::string& line) { progress.show(line); }, context.stop);
  progress.clear();
  if (!audit) return fail(audit.error());
  warn_of_empty_selection(context.options, *audit);
  return finish(context, report_of(*audit, context), exit_codes(*audit).front());
}

}  // namespace remediate::cli
