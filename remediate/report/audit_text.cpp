#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "remediate/report/audit_report.hpp"
#include "remediate/report/narrative.hpp"

// The order is the order of a reader's questions: is something wrong, which apps, how is that
// known, what do I do, what could not be seen.
namespace remediate {

namespace {

constexpr std::size_t kNamesShown = 12;

// An attacker can plant hundreds of scopes; the JSON report has them all.
std::string listed(const std::vector<std::string>& names) {
  if (names.size() <= kNamesShown) return joined(names, ", ");
  const std::vector<std::string> first(names.begin(), names.begin() + kNamesShown);
  return fmt::format("{} and {} more (see --format json)", joined(first, ", "),
                     names.size() - kNamesShown);
}

Ink ink_of(const Audit& audit) {
  if (audit.summary.affected > 0) return Ink::red;
  if (!audit.is_complete() || audit.summary.awaiting_client > 0) return Ink::yellow;
  return Ink::green;
}

Ink ink_of(Severity severity) {
  if (severity == Severity::error) return Ink::red;
  return severity == Severity::warning ? Ink::yellow : Ink::dim;
}

std::string tagged(const Finding& finding) {
  return fmt::format("{} [{}]", finding.message, finding.rule);
}

void print_evidence(TextPage& page, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) page.field("", line);
}

void print_finding(TextPage& page, const Finding& finding, Detail detail) {
  page.field(to_string(finding.severity), tagged(finding), 2, ink_of(finding.severity));
  if (detail != Detail::everything) return;
  print_evidence(page, finding.evidence);
  if (finding.blocked_by) page.field("", fmt::format("Blocked by {}.", *finding.blocked_by));
}

// Several findings of one application often end in the same advice: told once, after them.
void print_advice(TextPage& page, const FindingList& findings) {
  std::vector<std::string> steps;
  for (const Finding* each : findings) {
    if (!each->advice.empty() && std::ranges::find(steps, each->advice) == steps.end())
      steps.push_back(each->advice);
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string number = steps.size() > 1 ? fmt::format("{}. ", i + 1) : "";
    page.field(i == 0 ? "next" : "", number + steps[i], 2, Ink::bold);
  }
}

void print_scopes(TextPage& page, const Demand& demand) {
  if (!demand.custom.empty())
    page.field("asks for", listed(custom_scopes_with_state(demand)));
  else if (demand.hides_scopes)
    page.field("asks for", "scopes that the log does not show (pushed or signed requests)");
  const std::vector<std::string> others = other_scopes(demand);
  if (!others.empty()) page.field(demand.custom.empty() ? "asks for" : "and for", listed(others));
  if (!demand.tile_scopes.empty()) page.field("its tile", listed(demand.tile_scopes));
  if (demand.hides_scopes && !demand.custom.empty())
    page.field("", "Some failing requests do not show their scopes (pushed or signed requests).");
}

void print_application(TextPage& page, const Audit& audit, const AuditedApplication& application,
                       Detail detail) {
  const Demand& demand = application.demand;
  page.heading(application.application.label);
  page.field("state", state_sentence(audit, application));
  page.field("client", client_sentence(application.application));
  print_scopes(page, demand);
  bool is_first = true;
  for (const EvidenceNote& note : demand.evidence) {
    page.field(is_first ? "known from" : "", evidence_sentence(note));
    is_first = false;
  }
  if (application.target) page.field("move to", target_sentence(*application.target));
  if (detail == Detail::everything && !application.verdict_reason.empty())
    page.field("because", application.verdict_reason);
  const FindingList problems = problems_of(audit, application);
  for (const Finding* each : problems) print_finding(page, *each, detail);
  for (const Finding* each : conflicts_of(audit, application))
    page.field("decide", fmt::format("{} {}, see below", each->id, each->rule), 2, Ink::yellow);
  print_advice(page, problems);
}

void print_conflicts(TextPage& page, const Audit& audit, Detail detail) {
  const FindingList list = conflicts(audit);
  if (list.empty()) return;
  page.heading(fmt::format("For a person to decide ({})", list.size()),
               "oktafix changes nothing here by itself.");
  for (const Finding* each : list) {
    page.field(each->id,
               fmt::format("{}: {} [{}]", subject_in_words(*each), each->message, each->rule), 2,
               Ink::yellow);
    if (detail == Detail::everything) print_evidence(page, each->evidence);
    if (!each->advice.empty()) page.field("", fmt::format("Next: {}", each->advice));
  }
}

void print_proposals(TextPage& page, const Audit& audit) {
  const std::vector<ScopeProposal> list = proposals(audit);
  if (list.empty()) return;
  page.heading(fmt::format("Scopes to approve ({})", list.size()), kWhyApproval);
  for (const ScopeProposal& each : list) {
    page.paragraph(fmt::format("{}{}", each.scope, each.suspicious ? " (suspicious)" : ""), 2,
                   each.suspicious ? Ink::red : Ink::bold);
    if (each.suspicious)
      page.paragraph("Looks like a slip or somebody else's scope: only its exact name approves it.",
                     4);
    page.paragraph(
        fmt::format("approve with {} (asked by {})", each.approve_by, listed(each.labels)), 4);
  }
  const std::string standing = standing_approval(list);
  if (!standing.empty())
    page.paragraph(fmt::format("Or for good, in oktafix.yaml: {}", standing), 2);
}

void print_other_findings(TextPage& page, const Audit& audit, Detail detail) {
  const FindingList list = other_findings(audit);
  if (list.empty()) return;
  page.heading(fmt::format("Other findings ({})", list.size()));
  for (const Finding* each : list) {
    page.field(to_string(each->severity),
               fmt::format("{}: {}", subject_in_words(*each), tagged(*each)), 2,
               ink_of(each->severity));
    if (detail == Detail::everything) print_evidence(page, each->evidence);
    if (!each->advice.empty()) page.field("", fmt::format("Next: {}", each->advice));
  }
}

void print_gaps(TextPage& page, const Audit& audit) {
  if (audit.gaps.empty()) return;
  page.heading(fmt::format("Could not be read ({})", audit.gaps.size()));
  for (const Gap& each : audit.gaps) {
    page.field(each.source, gap_sentence(each), 2, Ink::yellow);
    if (!each.needs.empty()) page.field("", fmt::format("Needs {}", each.needs));
  }
}

void print_orphans(TextPage& page, const Audit& audit) {
  if (audit.orphans.empty()) return;
  page.heading(
      fmt::format("Clients in the log that are no app of this list ({})", audit.orphans.size()),
      "Deleted since, or hidden from these credentials.");
  for (const Orphan& each : audit.orphans)
    page.paragraph(fmt::format("{}: {}", each.client_id, orphan_sentence(each)), 2);
}

void print_applications_with(TextPage& page, const Audit& audit, Verdict verdict) {
  const ApplicationList list = with_verdict(audit, verdict);
  if (list.empty()) return;
  page.heading(fmt::format("Apps that are {} ({})", to_string(verdict), list.size()));
  for (const AuditedApplication* each : list) {
    page.paragraph(
        fmt::format("{} ({})", each->application.label, client_sentence(each->application)), 2);
    if (!each->verdict_reason.empty()) page.paragraph(each->verdict_reason, 4, Ink::dim);
  }
}

void print_others(TextPage& page, const Audit& audit, Detail detail) {
  std::vector<std::string> counts;
  for (const Verdict verdict :
       {Verdict::unknown, Verdict::recovered, Verdict::moved, Verdict::ignored, Verdict::clean}) {
    const std::size_t count = with_verdict(audit, verdict).size();
    if (count > 0) counts.push_back(fmt::format("{} {}", count, to_string(verdict)));
    // A few that nobody could judge are told at once: they are no pass.
    if (detail == Detail::everything || (verdict == Verdict::unknown && count <= kNamesShown))
      print_applications_with(page, audit, verdict);
  }
  if (counts.empty()) return;
  page.blank();
  page.paragraph(fmt::format("The other apps: {}{}", joined(counts, ", "),
                             detail == Detail::everything ? "." : " (-v lists them)."));
}

}  // namespace

std::string audit_text(const Audit& audit, Detail detail, const TextStyle& style) {
  TextPage page(style);
  if (detail == Detail::verdict_only) {
    page.line(verdict_sentence(audit), ink_of(audit));
    return page.text();
  }
  page.paragraph(verdict_sentence(audit), 0, ink_of(audit));

  page.blank();
  page.field("org", fmt::format("{}{}", audit.org.url,
                                audit.org.pipeline.empty() ? "" : ", " + audit.org.pipeline));
  page.field("API AM", api_access_sentence(audit.api_access_management));
  for (const TargetServer& each : audit.targets) page.field("target", target_sentence(each));
  page.field("read", completeness_sentence(audit), 2, audit.is_complete() ? Ink::dim : Ink::yellow);

  for (const AuditedApplication* each : needing_attention(audit))
    print_application(page, audit, *each, detail);
  print_conflicts(page, audit, detail);
  print_proposals(page, audit);
  print_other_findings(page, audit, detail);
  print_gaps(page, audit);
  print_orphans(page, audit);
  print_others(page, audit, detail);
  page.blank();
  page.paragraph(exit_sentence(exit_codes(audit)), 0, Ink::bold);
  return page.text();
}

}  // namespace remediate
