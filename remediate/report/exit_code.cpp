#include "remediate/report/exit_code.hpp"

#include <algorithm>
#include <array>

#include "remediate/model/obstacle.hpp"

namespace remediate {

namespace {

constexpr std::array kPrecedence = {ExitCode::usage,
                                    ExitCode::interrupted,
                                    ExitCode::partly_applied,
                                    ExitCode::credentials,
                                    ExitCode::failed,
                                    ExitCode::stale,
                                    ExitCode::incomplete,
                                    ExitCode::api_access_missing,
                                    ExitCode::needs_decision,
                                    ExitCode::findings,
                                    ExitCode::done};

bool has_rule(const Audit& audit, std::string_view rule) {
  return std::ranges::any_of(audit.findings,
                             [rule](const Finding& each) { return each.rule == rule; });
}

// Notes inform; only errors and warnings ask for something to be done.
bool asks_for_work(const Finding& finding) { return finding.severity != Severity::note; }

// Empty when the probe is no reason to fail.
ExitCodes codes_of(const Probe& probe) {
  if (probe.name == "apiAccessManagement") return {};  // judged by its verdict
  if (probe.state == ProbeState::unknown) return {ExitCode::incomplete};
  if (probe.state != ProbeState::failed) return {};
  if (probe.name == "credentials") return {ExitCode::credentials};
  if (!probe.error) return {ExitCode::failed};
  const okta::ErrorKind kind = probe.error->kind;
  if (kind == okta::ErrorKind::forbidden || kind == okta::ErrorKind::feature_missing)
    return {ExitCode::incomplete};
  return {exit_code(*probe.error)};
}

ExitCode code_of(const ReadBack& read) {
  switch (read.state) {
    case ReadBackState::differs:
    case ReadBackState::missing:
    case ReadBackState::still_there:
      return ExitCode::findings;
    case ReadBackState::unsettled:
    case ReadBackState::unreadable:
      return ExitCode::incomplete;
    case ReadBackState::stands:
    case ReadBackState::not_in_org:
      break;
  }
  return ExitCode::done;
}

ExitCode code_of(const DiscoveryCheck& check) {
  if (check.state == DiscoveryState::wrong) return ExitCode::findings;
  return check.state == DiscoveryState::unreadable ? ExitCode::incomplete : ExitCode::done;
}

ExitCode code_of(const VerifiedClient& client) {
  if (client.state == ClientState::not_yet) return ExitCode::findings;
  return client.state == ClientState::not_probed ? ExitCode::incomplete : ExitCode::done;
}

// Whether somebody else's failures come from the run, only a person can tell.
ExitCode code_of(const FailureCount& failures) {
  if (!is_news(failures)) return ExitCode::done;
  return failures.is_of_run ? ExitCode::findings : ExitCode::needs_decision;
}

ExitCode code_of(const Blocked& blocked) {
  if (blocked.by == "api-access-management-missing") return ExitCode::api_access_missing;
  const bool is_unread = blocked.by == "unknown:apiAccessManagement" ||
                         blocked.by == obstacle::kUsageUnknown ||
                         blocked.by.starts_with("incomplete:");
  return is_unread ? ExitCode::incomplete : ExitCode::needs_decision;
}

bool misses_api_access(const VerifiedClient& client) {
  return std::ranges::any_of(client.probes, [](const ProbeResult& each) {
    return each.place == ProbePlace::target && each.verdict == ProbeVerdict::api_access_missing;
  });
}

}  // namespace

ExitCodes in_precedence(ExitCodes codes) {
  ExitCodes ordered;
  for (const ExitCode each : kPrecedence) {
    if (each != ExitCode::done && std::ranges::find(codes, each) != codes.end())
      ordered.push_back(each);
  }
  if (ordered.empty()) ordered.push_back(ExitCode::done);
  return ordered;
}

ExitCodes exit_codes(const Audit& audit) {
  ExitCodes codes;
  const AuditSummary& summary = audit.summary;
  if (!audit.is_complete()) codes.push_back(ExitCode::incomplete);
  if (audit.api_access_management.state == ApiAccessState::absent &&
      (summary.affected > 0 || has_rule(audit, "api-access-management-missing")))
    codes.push_back(ExitCode::api_access_missing);
  if (std::ranges::any_of(audit.findings, &Finding::conflict))
    codes.push_back(ExitCode::needs_decision);
  if (summary.affected > 0 || summary.awaiting_client > 0 ||
      std::ranges::any_of(audit.findings, asks_for_work))
    codes.push_back(ExitCode::findings);
  return in_precedence(std::move(codes));
}

ExitCodes exit_codes(const OrgCheck& check) {
  ExitCodes codes;
  for (const Probe& each : check.probes) {
    for (const ExitCode code : codes_of(each)) codes.push_back(code);
  }
  const ApiAccessState api_access = check.api_access_management.state;
  if (api_access == ApiAccessState::unknown) codes.push_back(ExitCode::incomplete);
  // A check cannot know whether an app needs it; but every remedy does.
  if (api_access == ApiAccessState::absent) codes.push_back(ExitCode::api_access_missing);
  return in_precedence(std::move(codes));
}

ExitCodes exit_codes(const Plan& plan, Pending pending) {
  ExitCodes codes;
  if (pending == Pending::counts && !plan.changes.empty()) codes.push_back(ExitCode::findings);
  for (const Blocked& each : plan.blocked) codes.push_back(code_of(each));
  return in_precedence(std::move(codes));
}

ExitCodes exit_codes(const Verification& verification) {
  ExitCodes codes;
  for (const ReadBack& each : verification.read_back) codes.push_back(code_of(each));
  for (const DiscoveryCheck& each : verification.discovery) codes.push_back(code_of(each));
  for (const VerifiedClient& each : verification.clients) codes.push_back(code_of(each));
  if (std::ranges::any_of(verification.clients, misses_api_access))
    codes.push_back(ExitCode::api_access_missing);
  if (!verification.log_gaps.empty()) codes.push_back(ExitCode::incomplete);
  if (!verification.watch) return in_precedence(std::move(codes));
  if (verification.watch->interrupted) codes.push_back(ExitCode::interrupted);
  for (const FailureCount& each : verification.watch->failures) codes.push_back(code_of(each));
  return in_precedence(std::move(codes));
}

ExitCode exit_code(const okta::Error& error) {
  switch (error.kind) {
    case okta::ErrorKind::unauthorized:
      return ExitCode::credentials;
    case okta::ErrorKind::invalid_input:
      return ExitCode::usage;
    case okta::ErrorKind::interrupted:
      return ExitCode::interrupted;
    default:
      return ExitCode::failed;
  }
}

std::string_view meaning(ExitCode code) {
  switch (code) {
    case ExitCode::done:
      return "nothing left to do";
    case ExitCode::failed:
      return "failed";
    case ExitCode::usage:
      return "usage or settings";
    case ExitCode::findings:
      return "findings, or clients that have not moved yet";
    case ExitCode::api_access_missing:
      return "API Access Management is missing and something needs it";
    case ExitCode::credentials:
      return "the credentials were rejected";
    case ExitCode::partly_applied:
      return "partly applied";
    case ExitCode::stale:
      return "stale plan or drift: nothing was written";
    case ExitCode::incomplete:
      return "something could not be read, so \"nothing found\" would prove nothing";
    case ExitCode::needs_decision:
      return "something that no tool may decide alone: a person decides";
    case ExitCode::interrupted:
      return "interrupted";
  }
  return "failed";
}

}  // namespace remediate
