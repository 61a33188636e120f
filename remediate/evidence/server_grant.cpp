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

std::optional<ServerGrant> read_server_grant(const okta::LogEvent& event, const std::string& server,
                                             const std::string& reference) {
  const std::optional<LoggedRequest> request = read_request(event);
  if (!request || is_own_probe(event) || request->server != ServerKind::custom ||
      request->outcome != Outcome::success ||
      is_another_server(request->authorization_server_id, server, reference))
    return std::nullopt;
  ServerGrant grant;
  grant.client_id = request->client_id;
  grant.at = event.published;
  LoggedScopes scopes = granted_scopes(event);
  // Nobody is granted more than he asked for.
  if (!scopes.scopes) scopes = {request->scopes, request->scopes_cut};
  grant.scopes = scopes.scopes.value_or(ScopeSet());
  grant.scopes_known = scopes.scopes && !scopes.is_part;
  return grant;
}

}  // namespace remediate
