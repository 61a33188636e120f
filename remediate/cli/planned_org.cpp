#include "remediate/cli/planned_org.hpp"

#include <fmt/format.h>

#include "config/text_file.hpp"
#include "remediate/cli/questions.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/report/plan_report.hpp"

namespace remediate::cli {
namespace {

bool approves(const Proposal& proposal, const std::stop_token& stop) {
  std::string question = fmt::format("'{}' ({}) asks for the scope {}.\n", proposal.label,
                                     proposal.client_id, proposal.scope);
  for (const std::string& line : proposal.evidence) question += "  " + line + "\n";
  if (proposal.suspicion.empty())
    return confirm(question + "May it be created and granted to this client?", stop);
  question += fmt::format("  It looks like a slip: {}.\n", proposal.suspicion);
  return ask(question + "To approve it all the same, type its name:", stop) == proposal.scope;
}

}  // namespace

AuditOptions audit_options(const Options& options) {
  AuditOptions result;
  result.evidence.approve_scopes = options.approve_scopes;
  result.evidence.include = options.include;
  result.evidence.exclude = options.exclude;
  result.concurrency = options.concurrency;
  result.most_clients = options.canary;
  return result;
}

okta::Result<Planning> planned_org(const CommandContext& context, const OpenedOrg& org) {
  ProgressLine progress = progress_line(context);
  auto planning = plan_org(
      org.client, org.directives, audit_options(context.options),
      [&progress](const std::string& line) { progress.show(line); }, context.stop);
  progress.clear();
  return planning;
}

void offer_proposals(const CommandContext& context, const OpenedOrg& org, Planning& planning) {
  AuditOptions options = audit_options(context.options);
  for (const Proposal& each : proposals_in(planning)) {
    if (context.stop.stop_requested()) return;
    if (approves(each, context.stop))
      options.evidence.approved_by_person[each.app_id].push_back(each.scope);
  }
  if (!options.evidence.approved_by_person.empty())
    plan_again(planning, org.directives, options, org.client.clock().now());
}

okta::Result<Plan> plan_in_file(const std::filesystem::path& file, const OpenedOrg& org) {
  constexpr std::size_t kLargestPlan = std::size_t{64} * 1024 * 1024;
  const auto text = config::read_text_file(file, kLargestPlan);
  if (!text) {
    return okta::failure(okta::ErrorKind::io,
                         fmt::format("{}: {}", file.string(), text.error().message));
  }
  auto plan = read_plan(*text);
  if (!plan) {
    return okta::failure(okta::ErrorKind::protocol,
                         fmt::format("{}: {}", file.string(), plan.error().message));
  }
  const okta::Status fits =
      check_plan_fits(*plan, org.client.org_url().origin(), org.client.clock().now());
  if (!fits) return okta::failure(fits.error());
  return plan;
}

ExitCode fail_plan_file(const okta::Error& error) {
  tell_error(error.message);
  return error.kind == okta::ErrorKind::invalid_input ? ExitCode::stale : ExitCode::usage;
}

std::string plan_report(const Plan& plan, const CommandContext& context) {
  switch (context.options.format) {
    case Format::json:
      return plan_json(plan);
    case Format::markdown:
      return plan_markdown(plan);
    case Format::html:
      return plan_html(plan);
    case Format::terraform:
      return plan_terraform(plan);
    case Format::sarif:
    case Format::text:
      break;
  }
  return plan_text(plan, detail_of(context.options), text_style(context));
}

}  // namespace remediate::cli
