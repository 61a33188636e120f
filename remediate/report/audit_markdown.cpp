#include <fmt/format.h>

#include "remediate/report/audit_report.hpp"
#include "remediate/report/escape.hpp"
#include "remediate/report/markdown_parts.hpp"
#include "remediate/report/narrative.hpp"

// For a pull request comment or a CI job summary: the verdict and one table in view, the rest
// folded. Our own marks are written here; everything else goes through escape_markdown or
// markdown_code.
namespace remediate {

namespace {

using namespace markdown_parts;

std::string application_table(const Audit& audit) {
  const ApplicationList list = needing_attention(audit);
  if (list.empty()) return {};
  std::string text =
      "\n### Affected apps\n\n" + table_head({"App", "Client id", "Custom scopes", "State"});
  for (const AuditedApplication* each : list) {
    const Demand& demand = each->demand;
    text += row({markdown_code(each->application.label),
                 each->application.client_id ? markdown_code(*each->application.client_id) : "",
                 demand.custom.empty() ? "not shown by the log" : codes(demand.custom),
                 escape_markdown(state_sentence(audit, *each))});
  }
  return text;
}

std::string finding_item(const Finding& finding) {
  std::string text = fmt::format("- **{}** {} {}", to_string(finding.severity),
                                 markdown_code(finding.rule), escape_markdown(finding.message));
  if (!finding.advice.empty()) text += fmt::format(" *{}*", escape_markdown(finding.advice));
  return text + "\n";
}

std::string details_of(const Audit& audit, const AuditedApplication& application) {
  std::string text = fmt::format("\n#### {}\n\n", markdown_code(application.application.label));
  for (const EvidenceNote& note : application.demand.evidence)
    text += fmt::format("- known from {}\n", escape_markdown(evidence_sentence(note)));
  if (application.target)
    text += fmt::format("- move to {}\n", escape_markdown(target_sentence(*application.target)));
  for (const Finding* each : problems_of(audit, application)) text += finding_item(*each);
  for (const Finding* each : conflicts_of(audit, application)) text += finding_item(*each);
  return text;
}

std::string application_details(const Audit& audit) {
  std::string text;
  for (const AuditedApplication* each : needing_attention(audit)) text += details_of(audit, *each);
  return folded("How that is known, and what is wrong", text);
}

std::string conflict_list(const Audit& audit) {
  const FindingList list = conflicts(audit);
  if (list.empty()) return {};
  std::string text = "\n### For a person to decide\n\n";
  for (const Finding* each : list)
    text += fmt::format("- {} {}: {} *{}*\n", markdown_code(subject_in_words(*each)),
                        markdown_code(each->rule), escape_markdown(each->message),
                        escape_markdown(each->advice));
  return text;
}

std::string proposal_table(const Audit& audit) {
  const std::vector<ScopeProposal> list = proposals(audit);
  if (list.empty()) return {};
  std::string text = fmt::format("\n### Scopes to approve\n\n{}\n\n", kWhyApproval);
  text += table_head({"Scope", "Asked by", "Approve with"});
  for (const ScopeProposal& each : list)
    text += row(
        {fmt::format("{}{}", markdown_code(each.scope), each.suspicious ? " **suspicious**" : ""),
         codes(each.labels), markdown_code(each.approve_by)});
  return text;
}

std::string other_finding_list(const Audit& audit) {
  std::string text;
  for (const Finding* each : other_findings(audit))
    text += fmt::format("- {} ", markdown_code(subject_in_words(*each))) +
            finding_item(*each).substr(2);
  return folded("Other findings", text);
}

std::string gap_table(const Audit& audit) {
  if (audit.gaps.empty()) return {};
  std::string text = "\n### Could not be read\n\n" + table_head({"Source", "Why", "Needs"});
  for (const Gap& each : audit.gaps)
    text += row({markdown_code(each.source), escape_markdown(gap_sentence(each)),
                 escape_markdown(each.needs)});
  return text;
}

std::string orphan_list(const Audit& audit) {
  std::string text;
  for (const Orphan& each : audit.orphans)
    text += fmt::format("- {}: {}\n", markdown_code(each.client_id), orphan_sentence(each));
  return folded("Clients in the log that are no app of this list", text);
}

}  // namespace

std::string audit_markdown(const Audit& audit) {
  std::string text =
      fmt::format("## oktafix audit\n\n**{}**\n\n", escape_markdown(verdict_sentence(audit)));
  text += fmt::format("- Org: {}\n", markdown_code(audit.org.url));
  text += fmt::format("- API Access Management: {}\n",
                      escape_markdown(api_access_sentence(audit.api_access_management)));
  for (const TargetServer& each : audit.targets)
    text += fmt::format("- Target: {}\n", escape_markdown(target_sentence(each)));
  text += fmt::format("- {}\n", escape_markdown(completeness_sentence(audit)));
  text += application_table(audit);
  text += conflict_list(audit);
  text += proposal_table(audit);
  text += gap_table(audit);
  text += application_details(audit);
  text += other_finding_list(audit);
  text += orphan_list(audit);
  text += fmt::format("\n{}\n", escape_markdown(exit_sentence(exit_codes(audit))));
  return text;
}

}  // namespace remediate
