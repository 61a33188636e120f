#include <algorithm>

#include <nlohmann/json.hpp>

#include "remediate/report/audit_report.hpp"
#include "remediate/report/exit_code.hpp"
#include "remediate/report/json_parts.hpp"
#include "remediate/report/narrative.hpp"

// The order of members is part of the promise to readers of diffs: what docs/reports.md calls an
// addition stands after what the schema began with.
namespace remediate {

namespace {

using Json = nlohmann::ordered_json;
using json_parts::text_or_null;
using json_parts::time_or_null;

template <class Range, class Form>
Json list_of(const Range& range, Form&& form) {
  Json list = Json::array();
  for (const auto& each : range) list.push_back(form(each));
  return list;
}

Json strings(const std::vector<std::string>& texts) {
  return list_of(texts, [](const std::string& each) { return Json(each); });
}

Json org_json(const OrgSnapshot& org) {
  return {{"url", org.url},
          {"pipeline", text_or_null(org.pipeline)},
          {"customDomains", strings(org.custom_domains)}};
}

Json target_json(const TargetServer& target) {
  return {{"authorizationServer", text_or_null(target.authorization_server_id)},
          {"name", text_or_null(target.name)},
          {"issuer", text_or_null(target.issuer)},
          {"state", to_string(target.state)},
          {"reference", target.reference}};
}

Json source_json(const SourceCoverage& source) {
  return {{"name", source.name},
          {"pages", source.pages},
          {"items", source.read},
          {"skipped", source.skipped},
          {"complete", source.complete}};
}

Json window_json(const std::optional<LogWindow>& window) {
  if (!window) return nullptr;
  return {{"since", okta::format_timestamp(window->since)},
          {"until", okta::format_timestamp(window->until)},
          {"truncated", window->truncated}};
}

Json gap_json(const Gap& gap) {
  return {{"source", gap.source},
          {"reason", gap.reason},
          {"needs", text_or_null(gap.needs)},
          {"detail", text_or_null(gap.detail)},
          {"subject", text_or_null(gap.subject)}};
}

Json completeness_json(const Audit& audit) {
  return {{"complete", audit.is_complete()},
          {"sources", list_of(audit.sources, source_json)},
          {"window", window_json(audit.log_window)},
          {"gaps", list_of(audit.gaps, gap_json)}};
}

Json server_json(const okta::AuthorizationServer& server) {
  return {{"id", server.id},
          {"name", server.name},
          {"issuer", server.issuer},
          {"issuerMode", text_or_null(server.issuer_mode)},
          {"status", server.status},
          {"default", server.is_default},
          {"audiences", strings(server.audiences)}};
}

Json scopes_json(const Demand& demand) {
  return {
      {"requested", strings(demand.requested)},
      {"custom", strings(demand.custom)},
      {"oktaApi", strings(demand.okta_api)},
      {"approved", strings(demand.approved)},
      {"sets", list_of(demand.sets, [](const RequestedSet& each) { return strings(each.scopes); })},
      {"unapproved", strings(demand.unapproved)},
      {"suspicious", strings(demand.suspicious)},
      {"someHidden", demand.hides_scopes},
      {"tile", strings(demand.tile_scopes)}};
}

Json evidence_json(const EvidenceNote& note) {
  return {{"source", note.source},
          {"count", note.count},
          {"firstSeen", time_or_null(note.first_seen)},
          {"lastSeen", time_or_null(note.last_seen)},
          {"distinctDays", note.distinct_days},
          {"detail", note.detail}};
}

Json target_of_application(const std::optional<TargetServer>& target) {
  if (!target) return nullptr;
  return {{"authorizationServer", text_or_null(target->authorization_server_id)},
          {"issuer", text_or_null(target->issuer)},
          {"state", to_string(target->state)},
          {"reference", target->reference}};
}

Json application_json(const AuditedApplication& audited) {
  const okta::Application& application = audited.application;
  return {{"id", application.id},
          {"label", application.label},
          {"clientId", text_or_null(application.client_id)},
          {"status", application.status},
          {"type", text_or_null(application.application_type)},
          {"grantTypes", strings(application.grant_types)},
          {"scopes", scopes_json(audited.demand)},
          {"evidence", list_of(audited.demand.evidence, evidence_json)},
          {"verdict", to_string(audited.verdict)},
          {"target", target_of_application(audited.target)},
          {"verdictReason", text_or_null(audited.verdict_reason)},
          {"ignoredBecause", text_or_null(audited.demand.ignored_because)},
          {"lastFailure", time_or_null(audited.demand.last_failure)},
          {"lastOrgSuccess", time_or_null(audited.demand.org_successes.any_use_at)},
          {"lastCustomSuccess", time_or_null(audited.demand.custom_successes.any_use_at)}};
}

Json orphan_json(const Orphan& orphan) {
  return {{"clientId", orphan.client_id},
          {"count", orphan.count},
          {"lastSeen", okta::format_timestamp(orphan.last_seen)}};
}

Json location_json(const std::optional<Location>& location) {
  if (!location) return nullptr;
  return {{"file", location->file}, {"line", location->line}};
}

Json url_json(const FileUrl& url) {
  return {{"key", url.key},
          {"value", url.value},
          {"line", url.line},
          {"names", to_string(url.state)},
          {"clientId", url.client_id.empty() ? Json() : Json(url.client_id)}};
}

Json file_json(const BoundFile& file) {
  return {{"path", file.path},
          {"applications", strings(file.app_ids)},
          {"urls", list_of(file.urls, url_json)}};
}

Json finding_json(const Finding& finding) {
  return {{"rule", finding.rule},
          {"severity", to_string(finding.severity)},
          {"subject",
           {{"kind", finding.subject.kind},
            {"id", finding.subject.id},
            {"label", finding.subject.label}}},
          {"message", finding.message},
          {"evidence", strings(finding.evidence)},
          {"fixable", finding.fixable},
          {"blockedBy", text_or_null(finding.blocked_by)},
          {"id", finding.id},
          {"advice", text_or_null(finding.advice)},
          {"conflict", finding.conflict},
          {"location", location_json(finding.location)}};
}

Json summary_json(const AuditSummary& summary) {
  return {{"applications", summary.applications}, {"oidc", summary.oidc},
          {"affected", summary.affected},         {"fixable", summary.fixable},
          {"blocked", summary.blocked},           {"awaitingClient", summary.awaiting_client}};
}

}  // namespace

std::string audit_json(const Audit& audit) {
  const ExitCodes codes = exit_codes(audit);
  const Json document = {
      {"schema", "oktafix.audit/1"},
      {"org", org_json(audit.org)},
      {"apiAccessManagement", json_parts::api_access_management(audit.api_access_management)},
      {"targets", list_of(audit.targets, target_json)},
      {"completeness", completeness_json(audit)},
      {"authorizationServers", list_of(audit.authorization_servers, server_json)},
      {"applications", list_of(audit.applications, application_json)},
      {"orphans", list_of(audit.orphans, orphan_json)},
      {"findings", list_of(audit.findings, finding_json)},
      {"summary", summary_json(audit.summary)},
      {"files", list_of(audit.files, file_json)},
      {"collectedAt", okta::format_timestamp(audit.collected_at)},
      {"calls", audit.calls},
      {"exitCode", static_cast<int>(codes.front())},
      {"exitCodes", json_parts::exit_codes(codes)}};
  return json_parts::printed(document);
}

}  // namespace remediate
