#include <fmt/format.h>

#include "remediate/report/audit_report.hpp"
#include "remediate/report/escape.hpp"
#include "remediate/report/narrative.hpp"

// One page that needs nothing else: no script, no font, no image, and a policy that forbids them
// should an escape ever be forgotten.
namespace remediate {

namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>oktafix audit</title>
<style>
:root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --box: #f6f8fa; --code: #eaeef2;
        --bad: #b42318; --warn: #8a5a00; --good: #1a7f37; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa4af; --line: #30363d; --paper: #0d1117; --box: #161b22; --code: #262c36;
          --bad: #ff7b72; --warn: #e3b341; --good: #56d364; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--ink);
       background: var(--paper); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; padding-left: .75rem;
     border-left: .35rem solid var(--line); }
h1.bad { border-color: var(--bad); } h1.warn { border-color: var(--warn); }
h1.good { border-color: var(--good); }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; padding-bottom: .25rem;
     border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem;
          background: var(--box); break-inside: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
         border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
code { font: .9em ui-monospace, monospace; background: var(--code); padding: .05rem .3rem;
       border-radius: .25rem; }
.soft { color: var(--soft); } .error, .bad-text { color: var(--bad); font-weight: 600; }
.warning { color: var(--warn); font-weight: 600; } .note { color: var(--soft); }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } }
</style>
</head>
<body>
)";

std::string code(std::string_view text) {
  return fmt::format("<code>{}</code>", escape_html(text));
}

std::string codes(const std::vector<std::string>& texts) {
  std::vector<std::string> spans;
  for (const std::string& each : texts) spans.push_back(code(each));
  return joined(spans, " ");
}

std::string term(std::string_view name, const std::string& html) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, html);
}

std::string cells(const std::vector<std::string>& html, std::string_view tag) {
  std::string text = "<tr>";
  for (const std::string& each : html) text += fmt::format("<{0}>{1}</{0}>", tag, each);
  return text + "</tr>\n";
}

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

std::string section(std::string_view title, const std::string& body) {
  return body.empty() ? std::string() : fmt::format("<h2>{}</h2>\n{}", title, body);
}

std::string table(const std::vector<std::string>& head, const std::string& rows) {
  if (rows.empty()) return {};
  return fmt::format("<table>\n<thead>{}</thead>\n<tbody>\n{}</tbody>\n</table>\n",
                     cells(head, "th"), rows);
}

std::string applications_section(const Audit& audit) {
  std::string body;
  for (const AuditedApplication* each : needing_attention(audit))
    body += application_html(audit, *each);
  return section("Affected apps", body);
}

std::string proposals_section(const Audit& audit) {
  std::string rows;
  for (const Proposal& each : proposals(audit))
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
                   escape_html(each->subject.label), finding_html(*each)},
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
  std::string html(kHead);
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
  html += fmt::format("<p class=\"soft\">{}</p>\n</body>\n</html>\n",
                      escape_html(exit_sentence(exit_codes(audit))));
  return html;
}

}  // namespace remediate
