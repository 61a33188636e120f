// Small audits for the tests of checks: an org that was read whole, with the applications, servers
// and requests that a test names. What a test does not say is harmless. References that the
// builder hands out stay valid: it makes room for as many objects as a test needs.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/checks/check.hpp"

namespace remediate {

inline constexpr std::string_view kOrgUrl = "https://acme.okta.com";

// Hours after an arbitrary, fixed moment.
[[nodiscard]] okta::Timestamp hour(int hours);

class AuditBuilder {
 public:
  AuditBuilder();

  // A web application of the org's own making with the authorization code grant, and no evidence.
  okta::Application& app(const std::string& id, const std::string& label = "Orders");
  [[nodiscard]] Demand& demand(const std::string& app_id);

  // The System Log shows a failing request with these scopes at hour 10; custom ones are approved.
  AuditBuilder& fails(const std::string& app_id, const ScopeSet& scopes,
                      const std::vector<std::string>& grant_types = {"authorization_code"});
  // The owner declared a request with these scopes.
  AuditBuilder& declares(const std::string& app_id, const ScopeSet& scopes);
  // A request of another source, e.g. of the app object.
  AuditBuilder& asks(const std::string& app_id, RequestedSet set);
  AuditBuilder& not_approved(const std::string& app_id, const std::string& scope);
  AuditBuilder& suspicious(const std::string& app_id, const std::string& scope);

  // An active custom server with the built-in scopes and these.
  ServerSnapshot& server(const std::string& id, const std::string& name,
                         const ScopeSet& scopes = {});
  // The default server, called aus1.
  ServerSnapshot& default_server(const ScopeSet& scopes = {});
  // A policy for these clients with one rule for everyone.
  okta::AccessPolicyRule& policy(ServerSnapshot& server, const std::vector<std::string>& clients,
                                 const std::vector<std::string>& grant_types,
                                 const std::vector<std::string>& scopes);

  [[nodiscard]] SourceCoverage& source(std::string_view name);

  [[nodiscard]] Audit judged() const { return judge(snapshot, evidence, directives); }

  Snapshot snapshot;
  Evidence evidence;
  config::Directives directives;
};

[[nodiscard]] std::vector<Finding> findings_of(const Audit& audit, std::string_view rule);
// Fails the test unless there is exactly one.
[[nodiscard]] Finding only_finding(const Audit& audit, std::string_view rule);
[[nodiscard]] bool fires(const Audit& audit, std::string_view rule);
[[nodiscard]] Verdict verdict_of(const Audit& audit, std::string_view app_id);
// All that the finding says to people, in one text.
[[nodiscard]] std::string text_of(const Finding& finding);

}  // namespace remediate
