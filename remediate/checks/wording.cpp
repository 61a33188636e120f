#include "remediate/checks/wording.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "remediate/checks/rule_name.hpp"

namespace remediate {
namespace {

constexpr std::size_t kMostNames = 8;

std::string_view place_of(std::string_view source) {
  if (source == evidence_source::kSystemLog) return "System Log";
  if (source == evidence_source::kDeclared) return "oktafix.yaml";
  if (source == evidence_source::kApplication) return "app object";
  if (source == evidence_source::kFile) return "configuration";
  return source;
}

std::string line_of(const EvidenceNote& note) {
  std::string line = fmt::format("{}: {}", place_of(note.source), note.detail);
  if (note.source != evidence_source::kSystemLog) return line;
  if (note.count > 0) line += fmt::format(", {} time{}", note.count, note.count == 1 ? "" : "s");
  if (note.distinct_days > 0)
    line += fmt::format(" on {} day{}", note.distinct_days, note.distinct_days == 1 ? "" : "s");
  if (note.first_seen) line += ", first " + okta::format_timestamp(*note.first_seen);
  if (note.last_seen) line += ", last " + okta::format_timestamp(*note.last_seen);
  return line;
}

}  // namespace

Finding about(const okta::Application& application, Severity severity) {
  Finding finding;
  finding.severity = severity;
  finding.subject = {"application", application.id, application.label};
  return finding;
}

Finding about_server(std::string id, std::string label, Severity severity) {
  Finding finding;
  finding.severity = severity;
  finding.subject = {"authorizationServer", std::move(id), std::move(label)};
  return finding;
}

Finding about_org(const CheckInput& input, Severity severity) {
  Finding finding;
  finding.severity = severity;
  finding.subject = {"org", input.snapshot.org.url, input.snapshot.org.url};
  return finding;
}

std::string list_of(const std::vector<std::string>& names) {
  const auto shown = static_cast<std::ptrdiff_t>(std::min(names.size(), kMostNames));
  std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + shown, ", "));
  if (names.size() > kMostNames) text += fmt::format(" and {} more", names.size() - kMostNames);
  return text;
}

std::string custom_scopes_in_words(const ScopeSet& scopes) {
  return fmt::format("the custom scope{} {}", scopes.size() == 1 ? "" : "s", list_of(scopes));
}

std::vector<std::string> how_known(const Demand& demand) {
  std::vector<std::string> lines;
  for (const EvidenceNote& note : demand.evidence) lines.push_back(line_of(note));
  return lines;
}

std::string target_of(const OpenCase& open) {
  if (open.target == nullptr)
    return fmt::format("authorization server '{}'", open.target_reference);
  return fmt::format("authorization server '{}' ({})", open.target->server.name,
                     open.target->server.id);
}

std::string change_issuer_advice(const OpenCase& open) {
  if (open.target == nullptr)
    return fmt::format("change the client's issuer to that of {}", target_of(open));
  return fmt::format("change the client's issuer to {}", open.target->server.issuer);
}

std::string text_of(const Need& need) {
  return fmt::format("{}: {}", need.grant_type, fmt::join(need.scopes, ", "));
}

std::string_view blocking_rule(Standing standing) {
  switch (standing) {
    case Standing::approved:
      return "";
    case Standing::unapproved:
      return rule::kScopeNotApproved;
    case Standing::suspicious:
      return rule::kSuspiciousScope;
  }
  return "";
}

}  // namespace remediate
