// What one authorization server would answer to one token request of a client, and why: the answer
// of the verb `access`. A plain value; report/ prints it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/models/access_policy.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

struct NamedRule {
  std::string policy_id;
  std::string policy_name;
  std::string rule_id;
  std::string rule_name;
};

// A rule that decides for somebody, and for whom.
struct AnsweringRule {
  NamedRule rule;
  std::vector<std::string> people;    // as in Effect; empty: a service
  std::vector<std::string> excluded;  // of these
  okta::TokenTerms terms;
  bool under_every_reading = true;
};

struct AccessAnswer {
  std::string client_id;
  std::string label;  // of its app; empty when not known
  std::string grant_type;
  ScopeSet scopes;                   // empty: the request names none
  std::string authorization_server;  // id or reference
  std::string server_name;
  std::string issuer;  // may be a reference
  Answer answer = Answer::denied;
  bool certain = true;  // false: something of the server that matters was not read
  std::optional<NamedRule> decided_by;
  std::vector<AnsweringRule> rules;  // in order of evaluation
  okta::TokenTerms terms;            // of decided_by
  ScopeSet missing_scopes;           // not configured on the server
  std::string explanation;           // one sentence
  std::string after_plan;            // id of the plan after which this holds; empty: today
};

}  // namespace remediate
