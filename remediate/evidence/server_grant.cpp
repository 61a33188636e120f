#include "remediate/evidence/server_grant.hpp"

#include <utility>

#include "remediate/evidence/log_reader.hpp"
#include "remediate/evidence/logged_scopes.hpp"

namespace remediate {
namespace {

// A name or an issuer that debugData holds cannot be told from that of this server.
bool is_another_server(const std::string& named, const std::string& server,
                       const std::string& reference) {
  if (named == server || named == reference) return false;
  return named == "default" || named.starts_with("aus");
}

LoggedScopes granted_scopes(okta::LogEvent event) {
  event.debug_data = {{"requestedScopes", event.debug("grantedScopes")}};
  return read_scopes(event, false);
}

}  // namespace

std::optional<ServerRequest> read_server_request(const okta::LogEvent& event,
                                                 const std::string& server,
                                                 const std::string& reference) {
  const std::optional<LoggedRequest> logged = read_request(event);
  if (!logged || is_own_probe(event) || logged->server != ServerKind::custom ||
      is_another_server(logged->authorization_server_id, server, reference))
    return std::nullopt;
  ServerRequest request;
  request.client_id = logged->client_id;
  request.named = logged->authorization_server_id;
  request.grant_type = logged->grant_type;
  request.outcome = logged->outcome;
  request.reason = logged->reason;
  request.at = event.published;
  if (logged->outcome == Outcome::failure) return request;
  LoggedScopes scopes = granted_scopes(event);
  // Nobody is granted more than he asked for.
  if (!scopes.scopes) scopes = {logged->scopes, logged->scopes_cut};
  request.scopes = scopes.scopes.value_or(ScopeSet());
  request.scopes_known = scopes.scopes && !scopes.is_part;
  return request;
}

std::optional<ServerGrant> read_server_grant(const okta::LogEvent& event, const std::string& server,
                                             const std::string& reference) {
  std::optional<ServerRequest> request = read_server_request(event, server, reference);
  if (!request || request->outcome != Outcome::success) return std::nullopt;
  return ServerGrant{std::move(request->client_id), std::move(request->scopes),
                     request->scopes_known, request->at};
}

}  // namespace remediate
