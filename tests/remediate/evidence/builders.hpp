// Small log events, requests and snapshots: each test says only what it is about.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "client/models/log_event.hpp"
#include "remediate/evidence/find_evidence.hpp"
#include "remediate/evidence/log_reader.hpp"
#include "remediate/model/snapshot.hpp"

namespace tests {

// Midnight of the given day of March 2026.
inline okta::Timestamp march(int day) {
  using namespace std::chrono;
  return sys_days(year(2026) / month(3) / std::chrono::day(static_cast<unsigned>(day)));
}

inline okta::LogEvent event(std::string type, std::string result = "FAILURE") {
  okta::LogEvent made;
  made.uuid = "e-1";
  made.event_type = std::move(type);
  made.outcome_result = std::move(result);
  made.published = march(1) + std::chrono::hours(9);
  made.client_id = "0oaOrders";
  return made;
}

inline okta::LogEvent failed_authorize(std::string reason,
                                       std::string scopes = "openid, orders.read") {
  okta::LogEvent made = event("app.oauth2.authorize");
  made.outcome_reason = std::move(reason);
  if (!scopes.empty()) made.debug_data["requestedScopes"] = std::move(scopes);
  return made;
}

inline okta::LogEvent failed_token(std::string reason, std::string scopes = "orders.read") {
  okta::LogEvent made = failed_authorize(std::move(reason), std::move(scopes));
  made.event_type = "app.oauth2.token.grant";
  made.debug_data["grantType"] = "client_credentials";
  return made;
}

// What a request that must be one was read as.
inline remediate::LoggedRequest read(const okta::LogEvent& event) {
  return remediate::read_request(event).value();
}

inline remediate::LoggedRequest at(okta::Timestamp time, remediate::LoggedRequest request) {
  request.first_seen = request.last_seen = time;
  request.days = {std::chrono::floor<std::chrono::days>(time)};
  return request;
}

// A sign-in that asked the org server for these scopes and was refused.
inline remediate::LoggedRequest failure_with(const std::string& scopes, int day = 1) {
  return at(march(day), read(failed_authorize("illegal_custom_scope", scopes)));
}

inline okta::Application orders_app() {
  okta::Application app;
  app.id = "0oaOrders";
  app.name = "oidc_client";
  app.label = "Orders";
  app.status = "ACTIVE";
  app.sign_on_mode = "OPENID_CONNECT";
  app.client_id = "0oaOrders";
  app.application_type = "web";
  app.grant_types = {"authorization_code", "refresh_token"};
  return app;
}

inline remediate::Snapshot snapshot_of(std::vector<remediate::LoggedRequest> requests) {
  remediate::Snapshot snapshot;
  snapshot.collected_at = march(20);
  snapshot.org.url = "https://acme.okta.com";
  snapshot.applications = {orders_app()};
  snapshot.requests = std::move(requests);
  return snapshot;
}

inline remediate::Evidence evidence_of(const remediate::Snapshot& snapshot,
                                       const config::Directives& directives = {},
                                       const remediate::EvidenceOptions& options = {}) {
  return remediate::find_evidence(snapshot, directives, options);
}

// Of the only application.
inline remediate::Demand demand_of(std::vector<remediate::LoggedRequest> requests,
                                   const config::Directives& directives = {},
                                   const remediate::EvidenceOptions& options = {}) {
  return evidence_of(snapshot_of(std::move(requests)), directives, options).demands.at(0);
}

inline config::Directives declaring(config::ApplicationDirective directive) {
  config::Directives directives;
  if (directive.match.empty()) directive.match = "Orders";
  directives.applications = {std::move(directive)};
  return directives;
}

}  // namespace tests
