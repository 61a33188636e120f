#include "remediate/cli/audit.hpp"

#include "remediate/engine/audit.hpp"

namespace remediate::cli {

namespace {

AuditOptions audit_options(const Options& options) {
  AuditOptions result;
  result.evidence.approve_scopes = options.approve_scopes;
  result.evidence.include = options.include;
  result.evidence.exclude = options.exclude;
  result.concurrency = options.concurrency;
  return result;
}

std::string report_of(const Audit& audit, const CommandContext& context) {
  switch (context.options.format) {
    case Format::json:
      return audit_json(audit);
    case Format::markdown:
      return audit_markdown(audit);
    case Format::html:
      return audit_html(audit);
    case Format::text:
      break;
  }
  return audit_text(audit, detail_of(context.options), text_style(context));
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
  return finish(context, report_of(*audit, context), exit_codes(*audit).front());
}

}  // namespace remediate::cli
