#include "tests/remediate/checks/audit_builder.hpp"

#include <algorithm>
#include <iterator>

#include <gtest/gtest.h>

#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

constexpr std::size_t kRoom = 32;

void add_to(ScopeSet& set, const ScopeSet& scopes) {
  std::ranges::copy(scopes, std::back_inserter(set));
  set = as_scope_set(std::move(set));
}

okta::Scope scope_named(const std::string& name) {
  okta::Scope scope;
  scope.id = "scp-" + name;
  scope.name = name;
  scope.consent = "IMPLICIT";
  return scope;
}

}  // namespace

okta::Timestamp hour(int hours) { return okta::Timestamp(std::chrono::hours(24 * 20'000 + hours)); }

AuditBuilder::AuditBuilder() {
  snapshot.collected_at = hour(48);
  snapshot.org.url = kOrgUrl;
  snapshot.api_access_management.state = ApiAccessState::present;
  snapshot.log_window = LogWindow{hour(0), hour(48), false};
  for (const std::string_view name :
       {source::kApps, source::kSystemLog, source::kAuthorizationServers, source::kScopes,
        source::kPolicies, source::kRules, source::kDomains}) {
    SourceCoverage coverage;
    coverage.name = name;
    snapshot.sources.push_back(coverage);
  }
  snapshot.applications.reserve(kRoom);
  evidence.demands.reserve(kRoom);
  snapshot.servers.reserve(kRoom);
}

okta::Application& AuditBuilder::app(const std::string& id, const std::string& label) {
  okta::Application app;
  app.id = id;
  app.client_id = id;
  app.name = "oidc_client";
  app.label = label;
  app.status = "ACTIVE";
  app.sign_on_mode = okta::sign_on_mode::kOpenIdConnect;
  app.application_type = okta::application_type::kWeb;
  app.grant_types = {"authorization_code"};
  snapshot.applications.push_back(app);
  ++snapshot.applications_read;
  Demand demand;
  demand.app_id = id;
  evidence.demands.push_back(demand);
  return snapshot.applications.back();
}

Demand& AuditBuilder::demand(const std::string& app_id) {
  return *std::ranges::find(evidence.demands, app_id, &Demand::app_id);
}

AuditBuilder& AuditBuilder::fails(const std::string& app_id, const ScopeSet& scopes,
                                  const std::vector<std::string>& grant_types) {
  Demand& asked = demand(app_id);
  asked.last_failure = hour(10);
  asked.evidence.push_back(
      {std::string(evidence_source::kSystemLog), "illegal_custom_scope", 12, hour(1), hour(10), 3});
  return asks(app_id,
              {as_scope_set(scopes), std::string(evidence_source::kSystemLog), grant_types, true});
}

AuditBuilder& AuditBuilder::declares(const std::string& app_id, const ScopeSet& scopes) {
  demand(app_id).evidence.push_back(
      {std::string(evidence_source::kDeclared), "line 3", 0, std::nullopt, std::nullopt, 0});
  return asks(app_id, {as_scope_set(scopes), std::string(evidence_source::kDeclared), {}, true});
}

AuditBuilder& AuditBuilder::asks(const std::string& app_id, RequestedSet set) {
  Demand& asked = demand(app_id);
  add_to(asked.requested, set.scopes);
  add_to(asked.custom, custom_scopes_of(set.scopes));
  add_to(asked.approved, custom_scopes_of(set.scopes));
  for (const std::string& scope : set.scopes) {
    if (kind_of_scope(scope) == ScopeKind::okta_api) add_to(asked.okta_api, {scope});
  }
  for (const std::string& grant_type : set.grant_types) add_to(asked.grant_types, {grant_type});
  asked.sets.push_back(std::move(set));
  return *this;
}

AuditBuilder& AuditBuilder::not_approved(const std::string& app_id, const std::string& scope) {
  Demand& asked = demand(app_id);
  std::erase(asked.approved, scope);
  add_to(asked.unapproved, {scope});
  return *this;
}

AuditBuilder& AuditBuilder::suspicious(const std::string& app_id, const std::string& scope) {
  add_to(demand(app_id).suspicious, {scope});
  return not_approved(app_id, scope);
}

ServerSnapshot& AuditBuilder::server(const std::string& id, const std::string& name,
                                     const ScopeSet& scopes) {
  ServerSnapshot added;
  added.server.id = id;
  added.server.name = name;
  added.server.status = "ACTIVE";
  added.server.issuer = std::string(kOrgUrl) + "/oauth2/" + id;
  added.server.issuer_mode = "DYNAMIC";
  added.server.audiences = {"api://" + name};
  for (const char* name_of_scope : {"openid", "profile", "email", "offline_access"})
    added.scopes.push_back(scope_named(name_of_scope));
  for (const std::string& scope : scopes) added.scopes.push_back(scope_named(scope));
  added.policies.reserve(kRoom);
  snapshot.servers.push_back(std::move(added));
  return snapshot.servers.back();
}

ServerSnapshot& AuditBuilder::default_server(const ScopeSet& scopes) {
  ServerSnapshot& added = server("aus1", "default", scopes);
  added.server.is_default = true;
  added.server.issuer = std::string(kOrgUrl) + "/oauth2/default";
  return added;
}

okta::AccessPolicyRule& AuditBuilder::policy(ServerSnapshot& server,
                                             const std::vector<std::string>& clients,
                                             const std::vector<std::string>& grant_types,
                                             const std::vector<std::string>& scopes) {
  const auto number = static_cast<std::int64_t>(server.policies.size()) + 1;
  PolicySnapshot added;
  added.policy.id = server.server.id + "-p" + std::to_string(number);
  added.policy.name = "policy " + std::to_string(number);
  added.policy.status = "ACTIVE";
  added.policy.priority = number;
  added.policy.clients = clients;
  okta::AccessPolicyRule rule;
  rule.id = added.policy.id + "-r1";
  rule.name = "rule 1";
  rule.status = "ACTIVE";
  rule.priority = 1;
  rule.grant_types = grant_types;
  rule.scopes = scopes;
  if (!contains(grant_types, "client_credentials")) rule.people.groups_include = {"EVERYONE"};
  added.rules.push_back(std::move(rule));
  server.policies.push_back(std::move(added));
  return server.policies.back().rules.front();
}

SourceCoverage& AuditBuilder::source(std::string_view name) {
  return *std::ranges::find(snapshot.sources, name, &SourceCoverage::name);
}

std::vector<Finding> findings_of(const Audit& audit, std::string_view rule) {
  std::vector<Finding> found;
  std::ranges::copy_if(audit.findings, std::back_inserter(found),
                       [&](const Finding& each) { return each.rule == rule; });
  return found;
}

Finding only_finding(const Audit& audit, std::string_view rule) {
  const std::vector<Finding> found = findings_of(audit, rule);
  EXPECT_EQ(found.size(), 1U) << rule;
  return found.empty() ? Finding() : found.front();
}

bool fires(const Audit& audit, std::string_view rule) { return !findings_of(audit, rule).empty(); }

Verdict verdict_of(const Audit& audit, std::string_view app_id) {
  const auto found = std::ranges::find_if(audit.applications, [&](const AuditedApplication& each) {
    return each.application.id == app_id;
  });
  EXPECT_NE(found, audit.applications.end()) << app_id;
  return found == audit.applications.end() ? Verdict::unknown : found->verdict;
}

std::string text_of(const Finding& finding) {
  std::string text = finding.message;
  for (const std::string& line : finding.evidence) text += "\n" + line;
  return text + "\n" + finding.advice;
}

}  // namespace remediate
