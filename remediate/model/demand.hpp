// What one application asks of authorization servers, how that is known, and what of it the owner
// approved. Made by evidence/, read by checks/, plan/ and report/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remediate/model/coverage.hpp"
#include "remediate/model/logged_request.hpp"

namespace remediate {

// Names of evidence sources, as the JSON report spells them.
namespace evidence_source {
inline constexpr std::string_view kSystemLog = "systemLog";
inline constexpr std::string_view kDeclared = "declared";
inline constexpr std::string_view kApplication = "application";
inline constexpr std::string_view kFile = "file";
}  // namespace evidence_source

struct EvidenceNote {
  std::string source;
  std::string detail;  // internal code, declaration, field, or file:line
  int count = 0;
  std::optional<okta::Timestamp> first_seen;
  std::optional<okta::Timestamp> last_seen;
  int distinct_days = 0;
};

// The scopes of one request, never merged with another's: `okta.*` in one and custom scopes in
// another are no conflict.
struct RequestedSet {
  ScopeSet scopes;
  std::string source;
  std::vector<std::string> grant_types;  // sorted; empty when unknown
  bool on_org_server = true;
};

// When one kind of server granted what fails. People signing in and a service for itself are uses
// of their own.
struct Successes {
  std::optional<okta::Timestamp> all_uses_by;  // every use that fails had succeeded by then
  std::optional<okta::Timestamp> any_use_at;   // the last success of any use that fails
};

struct Demand {
  std::string app_id;
  std::vector<RequestedSet> sets;
  std::vector<EvidenceNote> evidence;

  // Unions over the sets, sorted.
  ScopeSet requested;
  ScopeSet custom;
  ScopeSet okta_api;    // okta.* and ssf.*, without okta.myAccount.*
  ScopeSet approved;    // of custom
  ScopeSet unapproved;  // of custom
  ScopeSet suspicious;  // of custom; approved only by exact name, so some may be in `approved` too

  // Custom scopes that the app's tile asks for. Okta makes that request, not the client: they are
  // no part of `custom` unless the client was seen to ask for them itself.
  ScopeSet tile_scopes;

  // At least one failing request did not show its scopes, not all of them, or none that Okta's own
  // reason ("custom scopes ...") could be about.
  bool hides_scopes = false;
  bool client_credentials = false;       // fails in the client-credentials family
  std::vector<std::string> grant_types;  // evidenced or declared, sorted

  std::optional<okta::Timestamp>
      last_failure;  // of the custom_scope or client_credentials family, on the org server
  // Refreshing a token that was granted long ago proves nothing and does not count.
  Successes org_successes;
  Successes custom_successes;
  bool org_server_only = false;  // a custom server refused it with that reason: it cannot move

  std::optional<std::string>
      target;  // reference of the owner for this app; the general target otherwise
  std::vector<std::string> groups;  // declared: who may get a token
  std::optional<std::string> ignored_because;
  bool ignore_expired = false;  // muted until a day before the snapshot: no longer muted

  // Something shows that the client asks, or asked, the org server for custom scopes.
  [[nodiscard]] bool shows_custom_scopes() const;
};

// A client in the log that is no application of the list (deleted, or hidden from the credentials).
struct Orphan {
  std::string client_id;
  int count = 0;
  okta::Timestamp last_seen{};
};

struct Evidence {
  std::vector<Demand> demands;  // one per OIDC application of the snapshot, in its order
  std::vector<Orphan> orphans;
  std::vector<Gap> gaps;  // e.g. reasons that speak of scopes in unknown words
  std::vector<std::string> unmatched_directives;  // `match` of directives that mean no application
};

}  // namespace remediate
