#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "remediate/checks/blocking.hpp"
#include "remediate/checks/check.hpp"
#include "remediate/checks/find_open_cases.hpp"
#include "remediate/checks/target_choice.hpp"
#include "remediate/checks/verdict.hpp"

namespace remediate {
namespace {

Findings run_checks(const CheckInput& input) {
  Findings all;
  for (const Check& check : all_checks()) {
    Findings findings;
    check.run(input, findings);
    for (Finding& finding : findings) {
      finding.rule = check.rule;
      all.push_back(std::move(finding));
    }
  }
  return all;
}

// Errors first; the org before its servers before its apps before their files; then by label.
// Findings about one subject stay in the order of the checks.
void order_and_number(Findings& findings) {
  const auto place_of = [](const Subject& subject) {
    if (subject.kind == "org") return 0;
    if (subject.kind == "authorizationServer") return 1;
    return subject.kind == "application" ? 2 : 3;
  };
  std::ranges::stable_sort(findings, [&](const Finding& a, const Finding& b) {
    return std::tuple(a.severity, place_of(a.subject), std::tie(a.subject.label, a.subject.id)) <
           std::tuple(b.severity, place_of(b.subject), std::tie(b.subject.label, b.subject.id));
  });
  int number = 0;
  for (Finding& finding : findings) finding.id = fmt::format("f{}", ++number);
}

bool needs_target(Verdict verdict) {
  return verdict == Verdict::affected || verdict == Verdict::prepared;
}

AuditedApplication audited(const CheckInput& input, std::size_t place) {
  AuditedApplication audited;
  audited.application = input.snapshot.applications[place];
  const Demand* demand = demand_of(input, place);
  if (demand == nullptr) {
    audited.demand.app_id = audited.application.id;
    audited.verdict_reason = "no evidence was gathered about it";
    return audited;
  }
  audited.demand = *demand;
  Judgement judgement = verdict_on(input, audited.application, *demand);
  audited.verdict = judgement.verdict;
  audited.verdict_reason = std::move(judgement.reason);
  if (needs_target(audited.verdict))
    audited.target = describe_target(input, target_reference(input, *demand));
  return audited;
}

AuditedApplication undecoded(const std::string& app_id) {
  AuditedApplication audited;
  audited.application.id = app_id;
  audited.demand.app_id = app_id;
  audited.verdict_reason = "its own record could not be decoded";
  return audited;
}

std::vector<AuditedApplication> audited_applications(const CheckInput& input) {
  std::vector<AuditedApplication> applications;
  for (std::size_t place = 0; place < input.snapshot.applications.size(); ++place)
    applications.push_back(audited(input, place));
  for (const std::string& app_id : input.snapshot.undecoded_applications)
    applications.push_back(undecoded(app_id));
  return applications;
}

// The general target first, then those of single apps, by reference.
std::vector<TargetServer> targets(const CheckInput& input) {
  const std::string& general = input.directives.target.authorization_server;
  std::set<std::string> own;
  for (const Demand& demand : input.evidence.demands) {
    if (demand.target && *demand.target != general) own.insert(*demand.target);
  }
  std::vector<TargetServer> targets;
  if (auto described = describe_target(input, general)) targets.push_back(*std::move(described));
  for (const std::string& reference : own) {
    if (auto described = describe_target(input, reference))
      targets.push_back(*std::move(described));
  }
  return targets;
}

AuditSummary summary_of(const CheckInput& input, const Audit& audit) {
  std::set<std::string> fixable;
  std::set<std::string> blocked;
  for (const Finding& each : audit.findings) {
    if (each.subject.kind != "application") continue;
    if (each.fixable && !each.blocked_by) fixable.insert(each.subject.id);
    if (each.blocked_by || each.conflict) blocked.insert(each.subject.id);
  }
  AuditSummary summary;
  summary.applications = input.snapshot.applications_read;
  summary.oidc = static_cast<int>(input.snapshot.applications.size());
  for (const AuditedApplication& each : audit.applications) {
    if (each.verdict == Verdict::prepared) ++summary.awaiting_client;
    if (each.verdict != Verdict::affected) continue;
    ++summary.affected;
    if (fixable.contains(each.application.id)) ++summary.fixable;
    if (blocked.contains(each.application.id)) ++summary.blocked;
  }
  return summary;
}

// Without the log most applications are unknown, and whoever turned it off may have forgotten.
Gap log_is_off() {
  return {std::string(source::kSystemLog),
          "off",
          {},
          "the System Log was turned off by the owner (--lookback off, or evidence.systemLog "
          "of oktafix.yaml): no other source shows what clients ask for",
          {}};
}

std::vector<Gap> all_gaps(const CheckInput& input) {
  std::vector<Gap> gaps = input.snapshot.gaps;
  gaps.insert(gaps.end(), input.evidence.gaps.begin(), input.evidence.gaps.end());
  const auto is_of_log = [](const Gap& gap) { return gap.source == source::kSystemLog; };
  if (!input.snapshot.log_window && std::ranges::none_of(gaps, is_of_log))
    gaps.push_back(log_is_off());
  return gaps;
}

}  // namespace

Audit judge(const Snapshot& snapshot, const Evidence& evidence,
            const config::Directives& directives) {
  CheckInput input{snapshot, evidence, directives, {}};
  input.open_cases = find_open_cases(input);

  Audit audit;
  audit.collected_at = snapshot.collected_at;
  audit.org = snapshot.org;
  audit.api_access_management = snapshot.api_access_management;
  audit.targets = targets(input);
  audit.sources = snapshot.sources;
  audit.log_window = snapshot.log_window;
  audit.gaps = all_gaps(input);
  for (const ServerSnapshot& each : snapshot.servers)
    audit.authorization_servers.push_back(each.server);
  audit.applications = audited_applications(input);
  audit.orphans = evidence.orphans;
  audit.files = snapshot.files;
  audit.findings = run_checks(input);
  mark_blocked(input, audit.findings);
  order_and_number(audit.findings);
  audit.summary = summary_of(input, audit);
  return audit;
}

}  // namespace remediate
