#include "remediate/collect/read_suspect.hpp"

#include "remediate/collect/read_log.hpp"
#include "remediate/kinds/content.hpp"

namespace remediate {

SuspectReading read_suspect(const okta::Client& client, const okta::Application& application,
                            const Demand& demand, const std::optional<LogWindow>& window,
                            std::stop_token stop) {
  SuspectReading suspect;
  suspect.app_id = application.id;

  std::vector<okta::ScopeGrant> grants;
  SourceReading reading =
      read_list(client.grants(application.id).list(), source::kGrants, application.id, stop,
                [&](okta::ScopeGrant grant) { grants.push_back(std::move(grant)); });
  if (reading.coverage.complete) suspect.grants = std::move(grants);
  suspect.readings.push_back(std::move(reading));

  // A client that the owner declared may have moved before its first failure in this window.
  if (window) {
    const LogWindow later{demand.last_failure.value_or(window->since), window->until, false};
    LogReading successes = read_successes(client, application, later, stop);
    suspect.successes = std::move(successes.requests);
    suspect.readings.push_back(std::move(successes.reading));
  }
  return suspect;
}

void read_digest(const okta::Client& client, SuspectReading& suspect, std::stop_token stop) {
  const auto application = client.applications().get(suspect.app_id, std::move(stop));
  if (application) {
    suspect.digest = application_digest(application->text);
    return;
  }
  SourceReading reading = reading_of(source::kApps);
  reading.error = application.error();
  reading.add(gap_of(application.error(), source::kApps, {}, suspect.app_id));
  suspect.readings.push_back(std::move(reading));
}

std::vector<SourceReading> read_target(const okta::Client& client, ServerSnapshot& server,
                                       bool with_claims, std::stop_token stop) {
  std::vector<SourceReading> readings;
  SourceReading discovery = reading_of(source::kDiscovery);
  auto document = client.public_endpoints().discovery(server.server.issuer, stop);
  if (document) {
    discovery.coverage.pages = discovery.coverage.read = 1;
    server.discovery = std::move(*document);
  } else {
    discovery.error = document.error();
    discovery.add(gap_of(document.error(), source::kDiscovery, {}, server.server.id));
  }
  readings.push_back(std::move(discovery));

  if (with_claims) {
    std::vector<okta::Claim> claims;
    SourceReading reading =
        read_list(client.claims(server.server.id).list(), source::kClaims, server.server.id, stop,
                  [&](okta::Claim claim) { claims.push_back(std::move(claim)); });
    if (reading.coverage.complete) server.claims = std::move(claims);
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace remediate
