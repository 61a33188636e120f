// What a custom authorization server would decide about a token request, computed offline from its
// policies and rules. Okta's documents leave three things open, so every question is answered under
// each reading that they allow (Reading). Pure; no network, no clock. Sources: Okta "Authorization
// servers" concept page and "Customize authorization servers" guide (policy and rule order, first
// match wins).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/snapshot.hpp"

namespace remediate {

// One way to read what Okta's documents leave open.
struct Reading {
  bool falls_through = true;  // no rule of a covering policy matches: the next policy is asked
  bool unknown_conditions_hold =
      true;  // a rule's condition that we do not know lets the request pass
};

[[nodiscard]] const std::vector<Reading>& every_reading();

// Who asks. Without a user (client credentials) `user_id` is absent.
struct Person {
  std::string user_id;
  std::vector<std::string> groups;  // ids
};

struct AccessRequest {
  std::string client_id;
  std::string grant_type;  // refresh_token is evaluated as the grant it came from: name that one
  ScopeSet scopes;         // empty: the server's default scopes
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
                      // no_matching_policy, no_matching_scope, ...
  ScopeSet scopes;    // granted; default scopes filled in
  std::optional<DecidedBy> decided_by;
  okta::TokenTerms terms;
  std::string explanation;  // one sentence
};

[[nodiscard]] Decision evaluate(const ServerSnapshot& server, const AccessRequest& request,
                                const Reading& reading);

// A rule that would grant a request to the people that it covers.
struct CoveringRule {
  DecidedBy rule;
  okta::PeopleCondition people;
  okta::TokenTerms terms;
};

// Whether a client gets these scopes with this grant type, whoever the person is.
// `under_every_reading` is the only answer to build on; `under_some_reading` alone means "Okta's
// documents do not say".
struct Coverage {
  bool under_every_reading = false;
  bool under_some_reading = false;
  std::vector<CoveringRule> rules;  // in order of evaluation, of the first reading that covers
  ScopeSet
      missing_scopes;  // not configured on the server: the request fails before any policy is asked
  std::string explanation;  // one sentence: what stands in the way, or what decides
};

[[nodiscard]] Coverage coverage_of(const ServerSnapshot& server, const std::string& client_id,
                                   const std::string& grant_type, const ScopeSet& scopes);

// The active policies that include the client by id or through ALL_CLIENTS, in order of evaluation.
[[nodiscard]] std::vector<const PolicySnapshot*> policies_covering(const ServerSnapshot& server,
                                                                   std::string_view client_id);

}  // namespace remediate
