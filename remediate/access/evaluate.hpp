// What a custom authorization server would decide about a token request, computed offline from its
// scopes, policies and rules. Okta's documents leave some things open, so every question is
// answered under each reading that they allow (Reading). Not judged here: whether the user is
// assigned to the app, whether the app itself may use the grant type, what else a request must
// carry (openid beside profile, a registered redirect URI). Pure; no network, no clock. Sources:
// Okta "Customize authorization servers" guide (order, first match wins, rules are allow lists,
// default scopes), "API Access Management" concept page, OAuth error catalogue, "Create access
// policies" help page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/snapshot.hpp"

namespace remediate {

inline constexpr std::string_view kClientCredentials = "client_credentials";

// One way to read what Okta's documents leave open. `true` is always the way that grants more:
// whoever the all-false reading grants, every reading grants.
struct Reading {
  bool falls_through = true;  // no rule of a covering policy matches: the next policy is asked
  bool unknown_conditions_hold =
      true;  // a rule's or policy's condition that we do not know lets the request pass; otherwise
             // such a rule grants nothing, and such a policy nothing though it covers its clients
  bool client_credentials_ignore_people =
      true;  // a request without a user meets a rule whatever people it names; otherwise only a
             // rule that says "No user"
  bool equal_priorities_favour_request =
      true;  // of equal priorities the one that grants is asked first; otherwise last. Where the
             // order of equals matters in any way, these two readings decide differently
};

// The most generous reading first, the strictest last.
[[nodiscard]] const std::vector<Reading>& every_reading();

// Who asks. Without a user (client credentials) there is no Person.
struct Person {
  std::string user_id;              // empty: a user whom no rule names
  std::vector<std::string> groups;  // ids
};

struct AccessRequest {
  std::string client_id;
  std::string grant_type;  // refresh_token is evaluated as the grant it came from: name that one
  ScopeSet scopes;         // empty: those of the server's default scopes that a rule permits
  std::optional<Person> person;  // absent for client credentials
};

struct DecidedBy {
  std::string policy_id;
  std::string policy_name;
  std::string rule_id;
  std::string rule_name;
};

struct Decision {
  bool granted = false;
  std::string error;  // internal code of Okta's OAuth error catalogue when denied:
                      // no_matching_policy, no_matching_scope, ...; empty for an inactive server,
                      // of which Okta's documents name none
  ScopeSet scopes;    // granted; default scopes filled in
  std::optional<DecidedBy> decided_by;
  okta::TokenTerms terms;
  bool certain = true;      // false: something of the server that was not read could change this
  std::string explanation;  // one sentence
};

[[nodiscard]] Decision evaluate(const ServerSnapshot& server, const AccessRequest& request,
                                const Reading& reading);

// Every reading grants it, and nothing that was not read could change that.
[[nodiscard]] bool is_granted_under_every_reading(const ServerSnapshot& server,
                                                  const AccessRequest& request);

// A rule that decides for somebody: not one that earlier rules hide from everybody.
struct CoveringRule {
  DecidedBy rule;
  okta::PeopleCondition people;
  okta::TokenTerms terms;
  bool under_every_reading = false;  // in each reading it decides for somebody
};

// Whether a client gets these scopes with this grant type.
// `under_every_reading`: there is somebody (a user with any groups; for client credentials the
// client itself) whom every reading grants, and nothing unread could change it. The only answer to
// build on. It may miss such a person where policies of equal priority must all be met.
// `under_some_reading`: at least one reading grants somebody. Alone it means "Okta's documents do
// not say", or, with `certain` false, "not all was read".
struct Coverage {
  bool under_every_reading = false;
  bool under_some_reading = false;
  bool certain = true;              // false: something of the server that matters was not read
  std::vector<CoveringRule> rules;  // in order of evaluation, of the first reading that covers
  ScopeSet
      missing_scopes;  // not configured on the server: the request fails before any policy is asked
  std::string explanation;  // one sentence: what stands in the way, or what decides
};

[[nodiscard]] Coverage coverage_of(const ServerSnapshot& server, const std::string& client_id,
                                   const std::string& grant_type, const ScopeSet& scopes);

// The active policies that include the client by id or through ALL_CLIENTS, in order of evaluation
// (equal priorities by id).
[[nodiscard]] std::vector<const PolicySnapshot*> policies_covering(const ServerSnapshot& server,
                                                                   std::string_view client_id);

}  // namespace remediate
