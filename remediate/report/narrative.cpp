#include "remediate/report/narrative.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/report/escape.hpp"

namespace remediate {

namespace {

constexpr std::array<std::string_view, 2> kApprovalRules = {"scope-not-approved",
                                                            "suspicious-scope"};

bool is_about_approval(std::string_view rule) {
  return std::ranges::find(kApprovalRules, rule) != kApprovalRules.end();
}

bool is_about(const Finding& finding, const AuditedApplication& application) {
  return finding.subject.kind == "application" && finding.subject.id == application.application.id;
}

bool contains(const ScopeSet& scopes, const std::string& scope) {
  return std::ranges::find(scopes, scope) != scopes.end();
}

template <class Predicate>
FindingList select(const Audit& audit, Predicate&& is_wanted) {
  FindingList chosen;
  for (const Finding& each : audit.findings) {
    if (is_wanted(each)) chosen.push_back(&each);
  }
  return chosen;
}

// Letters that neither a shell nor a glob nor YAML reads as anything else.
bool is_plain(std::string_view scope) {
  return !scope.empty() && std::ranges::all_of(scope, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._:/-").find(c) != std::string_view::npos;
  }) && scope.front() != '-';
}

// Directives of one application name scopes exactly, globs do not.
std::string approval_of(const std::string& scope, const Demand& demand) {
  if (is_plain(scope)) return fmt::format("--approve-scopes {}", scope);
  const std::string quoted = escape_printed_json(
      nlohmann::json(scope).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  return fmt::format("oktafix.yaml: applications: [{{match: {}, scopes: [{}]}}]", demand.app_id,
                     quoted);
}

// Whoever stopped asking needs no approval any more.
bool waits_for_approval(const Audit& audit, const AuditedApplication& application) {
  return application.verdict == Verdict::affected ||
         std::ranges::any_of(audit.findings, [&](const Finding& each) {
           return is_about_approval(each.rule) && is_about(each, application);
         });
}

std::string span_of(const EvidenceNote& note) {
  if (!note.last_seen) return {};
  const std::string last = okta::format_timestamp(*note.last_seen).substr(0, 10);
  const std::string first =
      note.first_seen ? okta::format_timestamp(*note.first_seen).substr(0, 10) : last;
  if (first == last) return fmt::format(", on {}", last);
  const std::string days =
      note.distinct_days > 1 ? fmt::format(" on {} days", note.distinct_days) : "";
  return fmt::format("{}, {} to {}", days, first, last);
}

std::string verdict_about_affected(const AuditSummary& summary) {
  std::string text = fmt::format("{} of {} {} the org authorization server for custom scopes",
                                 summary.affected, count_of(summary.oidc, "OIDC app", "OIDC apps"),
                                 summary.affected == 1 ? "asks" : "ask");
  std::vector<std::string> parts;
  if (summary.fixable > 0) parts.push_back(fmt::format("{} can be fixed", summary.fixable));
  if (summary.blocked > 0)
    parts.push_back(fmt::format("{} blocked or to be decided", summary.blocked));
  if (!parts.empty()) text += fmt::format(": {}", joined(parts, ", "));
  return text + ".";
}

}  // namespace

std::string subject_in_words(const Finding& finding) {
  if (!finding.location) return finding.subject.label;
  return fmt::format("{}:{}", finding.location->file, finding.location->line);
}

std::string count_of(int count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count, count == 1 ? singular : plural);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string minute_of(okta::Timestamp time) {
  const std::string text = okta::format_timestamp(time);
  if (text.size() < 16) return text;
  return fmt::format("{} {} UTC", text.substr(0, 10), text.substr(11, 5));
}

std::string_view to_string(ApiAccessState state) {
  switch (state) {
    case ApiAccessState::present:
      return "present";
    case ApiAccessState::absent:
      return "absent";
    case ApiAccessState::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string verdict_sentence(const Audit& audit) {
  const AuditSummary& summary = audit.summary;
  if (summary.affected > 0) return verdict_about_affected(summary);
  if (summary.awaiting_client > 0)
    return fmt::format("No app is failing; {} ready and {} for the client to move.",
                       count_of(summary.awaiting_client, "app is", "apps are"),
                       summary.awaiting_client == 1 ? "waits" : "wait");
  if (!audit.is_complete())
    return "No affected app was found, but not everything could be read: that proves nothing.";
  return fmt::format("No affected app among {}.", count_of(summary.oidc, "OIDC app", "OIDC apps"));
}

std::string api_access_sentence(const ApiAccessManagement& verdict) {
  std::string text(to_string(verdict.state));
  if (!verdict.detail.empty()) text += fmt::format(": {}", verdict.detail);
  if (verdict.state != ApiAccessState::present && !verdict.request_id.empty())
    text += fmt::format(" (request {})", verdict.request_id);
  return text;
}

std::string completeness_sentence(const Audit& audit) {
  std::vector<std::string> read;
  for (const SourceCoverage& each : audit.sources) {
    std::vector<std::string> flaws;
    if (each.skipped > 0) flaws.push_back(fmt::format("{} skipped", each.skipped));
    if (!each.complete) flaws.emplace_back("not whole");
    std::string text = fmt::format("{} {}", each.name, each.read);
    if (!flaws.empty()) text += fmt::format(" ({})", joined(flaws, ", "));
    read.push_back(std::move(text));
  }
  std::string text =
      audit.is_complete()
          ? "Everything was read"
          : fmt::format("Not everything was read ({})",
                        count_of(static_cast<int>(audit.gaps.size()), "gap", "gaps"));
  if (!read.empty()) text += fmt::format(": {}", joined(read, ", "));
  if (audit.log_window)
    text += fmt::format(". System Log from {} to {}{}", minute_of(audit.log_window->since),
                        minute_of(audit.log_window->until),
                        audit.log_window->truncated ? ", cut short" : "");
  return text + ".";
}

std::string evidence_sentence(const EvidenceNote& note) {
  if (note.source == evidence_source::kSystemLog)
    return fmt::format("System Log: {} ({}){}", count_of(note.count, "failure", "failures"),
                       note.detail, span_of(note));
  if (note.source == evidence_source::kDeclared) return fmt::format("declared: {}", note.detail);
  if (note.source == evidence_source::kApplication)
    return fmt::format("app object: {}", note.detail);
  return fmt::format("{}: {}", note.source, note.detail);
}

std::string target_sentence(const TargetServer& target) {
  if (target.state == TargetState::missing)
    return fmt::format("{} (not in this org)", target.reference);
  const std::string_view state = target.state == TargetState::ready      ? "ready"
                                 : target.state == TargetState::inactive ? "inactive"
                                                                         : "without active policy";
  return fmt::format("{}, {} ({})", target.name, target.issuer, state);
}

std::string gap_sentence(const Gap& gap) {
  std::string text = gap.reason;
  if (!gap.subject.empty()) text += fmt::format(" ({})", gap.subject);
  if (!gap.detail.empty()) text += fmt::format(": {}", gap.detail);
  return text;
}

std::string orphan_sentence(const Orphan& orphan) {
  return fmt::format("{}, last {}", count_of(orphan.count, "request", "requests"),
                     minute_of(orphan.last_seen));
}

std::string exit_sentence(const ExitCodes& codes) {
  std::string text =
      fmt::format("Exit code {}: {}.", static_cast<int>(codes.front()), meaning(codes.front()));
  if (codes.size() == 1) return text;
  std::vector<std::string> others;
  std::ranges::transform(
      codes.begin() + 1, codes.end(), std::back_inserter(others),
      [](ExitCode each) { return fmt::format("{} ({})", static_cast<int>(each), meaning(each)); });
  return text + fmt::format(" Also true: {}.", joined(others, "; "));
}

std::string client_sentence(const okta::Application& application) {
  std::vector<std::string> facts;
  facts.push_back(application.client_id.value_or("no client id"));
  if (application.client_id != application.id)
    facts.push_back(fmt::format("app {}", application.id));
  if (application.application_type) facts.push_back(*application.application_type);
  if (application.status != "ACTIVE") facts.push_back(application.status);
  return joined(facts, ", ");
}

std::vector<std::string> custom_scopes_with_state(const Demand& demand) {
  std::vector<std::string> texts;
  for (const std::string& scope : demand.custom) {
    const std::string_view state = contains(demand.approved, scope)     ? "approved"
                                   : contains(demand.suspicious, scope) ? "suspicious"
                                                                        : "not approved";
    texts.push_back(fmt::format("{} ({})", scope, state));
  }
  return texts;
}

std::vector<std::string> other_scopes(const Demand& demand) {
  std::vector<std::string> others;
  std::ranges::copy_if(demand.requested, std::back_inserter(others),
                       [&](const std::string& scope) { return !contains(demand.custom, scope); });
  return others;
}

std::string state_sentence(const Audit& audit, const AuditedApplication& application) {
  if (application.verdict == Verdict::prepared) return "prepared, waits for its client to move";
  bool waits_for_approval = false;
  std::set<std::string> blockers;
  const auto add = [&](const std::string& rule) {
    if (is_about_approval(rule))
      waits_for_approval = true;
    else
      blockers.insert(rule);
  };
  for (const Finding& each : audit.findings) {
    if (!is_about(each, application)) continue;
    if (each.blocked_by) add(*each.blocked_by);
    if (each.conflict) add(each.rule);
  }
  std::string text = "affected";
  if (waits_for_approval) text += ", waits for approval";
  if (!blockers.empty()) text += fmt::format(", blocked by {}", fmt::join(blockers, ", "));
  return waits_for_approval || !blockers.empty() ? text : text + ", can be fixed";
}

ApplicationList with_verdict(const Audit& audit, Verdict verdict) {
  ApplicationList chosen;
  for (const AuditedApplication& each : audit.applications) {
    if (each.verdict == verdict) chosen.push_back(&each);
  }
  return chosen;
}

ApplicationList needing_attention(const Audit& audit) {
  ApplicationList chosen = with_verdict(audit, Verdict::affected);
  const ApplicationList waiting = with_verdict(audit, Verdict::prepared);
  chosen.insert(chosen.end(), waiting.begin(), waiting.end());
  return chosen;
}

FindingList problems_of(const Audit& audit, const AuditedApplication& application) {
  return select(audit,
                [&](const Finding& each) { return !each.conflict && is_about(each, application); });
}

FindingList other_findings(const Audit& audit) {
  const ApplicationList shown = needing_attention(audit);
  return select(audit, [&](const Finding& each) {
    return !each.conflict && std::ranges::none_of(shown, [&](const AuditedApplication* app) {
      return is_about(each, *app);
    });
  });
}

FindingList conflicts(const Audit& audit) {
  return select(audit,
                [](const Finding& each) { return each.conflict && !is_about_approval(each.rule); });
}

FindingList conflicts_of(const Audit& audit, const AuditedApplication& application) {
  return select(audit, [&](const Finding& each) {
    return each.conflict && !is_about_approval(each.rule) && is_about(each, application);
  });
}

std::vector<ScopeProposal> proposals(const Audit& audit) {
  std::map<std::string, ScopeProposal> by_scope;
  for (const AuditedApplication& each : audit.applications) {
    if (!waits_for_approval(audit, each)) continue;
    for (const std::string& scope : each.demand.unapproved) {
      ScopeProposal& proposal = by_scope[scope];
      proposal.scope = scope;
      proposal.labels.push_back(each.application.label);
      proposal.suspicious = proposal.suspicious || contains(each.demand.suspicious, scope);
      if (proposal.approve_by.empty()) proposal.approve_by = approval_of(scope, each.demand);
    }
  }
  std::vector<ScopeProposal> list;
  for (auto& [scope, proposal] : by_scope) list.push_back(std::move(proposal));
  std::ranges::stable_sort(list, {}, &ScopeProposal::suspicious);
  return list;
}

std::string standing_approval(const std::vector<ScopeProposal>& proposals) {
  std::vector<std::string> quoted;
  for (const ScopeProposal& each : proposals) {
    if (!each.suspicious && is_plain(each.scope))
      quoted.push_back(fmt::format("\"{}\"", each.scope));
  }
  return quoted.empty() ? "" : fmt::format("scopes: {{approve: [{}]}}", joined(quoted, ", "));
}

}  // namespace remediate
