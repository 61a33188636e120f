#include <fmt/format.h>

#include "remediate/report/audit_report.hpp"
#include "remediate/report/escape.hpp"
#include "remediate/report/html_parts.hpp"
#include "remediate/report/narrative.hpp"

namespace remediate {

namespace {

using namespace html_parts;

std::string finding_html(const Finding& finding) {
  std::string html = escape_html(finding.message) + " " + code(finding.rule);
  if (finding.blocked_by) html += fmt::format("<br>Blocked by {}", code(*finding.blocked_by));
  if (!finding.advice.empty()) html += fmt::format("<br>Next: {}", escape_html(finding.advice));
  return html;
}

std::string severity_term(const Finding& finding, const std::string& html) {
  const std::string_view severity = to_string(finding.severity);
  return fmt::format("<dt class=\"{0}\">{0}</dt><dd>{1}</dd>\n", severity, html);
}

std::string application_html(const Audit& audit, const AuditedApplication& application) {
  const Demand& demand = application.demand;
  std::string html =
      fmt::format("<article>\n<h3>{}</h3>\n<dl>\n", escape_html(application.application.label));
  html += term("State", escape_html(state_sentence(audit, application)));
  html += term("Client", escape_html(client_sentence(application.application)));
  html += term("Asks for", demand.custom.empty() ? "scopes that the log does not show"
                                                 : codes(custom_scopes_with_state(demand)));
  if (const auto others = other_scopes(demand); !others.empty())
    html += term("And for", codes(others));
  for (const EvidenceNote& note : demand.evidence)
    html += term("Known from", escape_html(evidence_sentence(note)));
  if (application.target)
    html += term("Move to", escape_html(target_sentence(*application.target)));
  for (const Finding* each : problems_of(audit, application))
    html += severity_term(*each, finding_html(*each));
  for (const Finding* each : conflicts_of(audit, application))
    html += term("Decide", finding_html(*each));
  return html + "</dl>\n</article>\n";
}

std::string applications_section(const Audit& audit) {
  std::string body;
  for (const AuditedApplication* each : needing_attention(audit))
    body += application_html(audit, *each);
  return section("Affected apps", body);
}

std::string proposals_section(const Audit& audit) {
  std::string rows;
  for (const ScopeProposal& each : proposals(audit))
    rows += cells(
        {code(each.scope) + (each.suspicious ? " <span class=\"bad-text\">suspicious</span>" : ""),
         escape_html(joined(each.labels, ", ")), code(each.approve_by)},
        "td");
  const std::string body = table({"Scope", "Asked by", "Approve with"}, rows);
  if (body.empty()) return {};
  return section("Scopes to approve",
                 fmt::format("<p class=\"soft\">{}</p>\n{}", kWhyApproval, body));
}

std::string findings_section(std::string_view title, const FindingList& findings) {
  std::string rows;
  for (const Finding* each : findings)
    rows += cells({fmt::format("<span class=\"{0}\">{0}</span>", to_string(each->severity)),
                   escape_html(subject_in_words(*each)), finding_html(*each)},
                  "td");
  return section(title, table({"Severity", "Subject", "Finding"}, rows));
}

std::string gaps_section(const Audit& audit) {
  std::string rows;
  for (const Gap& each : audit.gaps)
    rows += cells(
        {escape_html(each.source), escape_html(gap_sentence(each)), escape_html(each.needs)}, "td");
  return section("Could not be read", table({"Source", "Why", "Needs"}, rows));
}

std::string orphans_section(const Audit& audit) {
  std::string rows;
  for (const Orphan& each : audit.orphans)
    rows += cells({code(each.client_id), orphan_sentence(each)}, "td");
  return section("Clients in the log that are no app of this list",
                 table({"Client id", "Seen"}, rows));
}

std::string all_applications_section(const Audit& audit) {
  std::string rows;
  for (const AuditedApplication& each : audit.applications)
    rows += cells(
        {escape_html(each.application.label), code(each.application.client_id.value_or("none")),
         std::string(to_string(each.verdict)), escape_html(each.verdict_reason)},
        "td");
  return section("All OIDC apps", table({"App", "Client id", "Verdict", "Because"}, rows));
}

std::string_view mood_of(const Audit& audit) {
  if (audit.summary.affected > 0) return "bad";
  return audit.is_complete() && audit.summary.awaiting_client == 0 ? "good" : "warn";
}

}  // namespace

std::string audit_html(const Audit& audit) {
  std::string html = page_head("oktafix audit");
  html += fmt::format("<h1 class=\"{}\">{}</h1>\n<dl>\n", mood_of(audit),
                      escape_html(verdict_sentence(audit)));
  html += term("Org", escape_html(audit.org.url));
  html +=
      term("API Access Management", escape_html(api_access_sentence(audit.api_access_management)));
  for (const TargetServer& each : audit.targets)
    html += term("Target", escape_html(target_sentence(each)));
  html += term("Read", escape_html(completeness_sentence(audit)));
  html += term("At", minute_of(audit.collected_at));
  html += "</dl>\n";
  html += applications_section(audit);
  html += findings_section("For a person to decide", conflicts(audit));
  html += proposals_section(audit);
  html += findings_section("Other findings", other_findings(audit));
  html += gaps_section(audit);
  html += orphans_section(audit);
  html += all_applications_section(audit);
  html += fmt::format("<p class=\"soft\">{}</p>\n", escape_html(exit_sentence(exit_codes(audit))));
  return html + std::string(kPageEnd);
}

}  // namespace remediate
