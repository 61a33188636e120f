// The access policy that belongs to one client alone: what it is called, and how its rules look.
// Names are a function of server and client, so that a later run finds its own. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/models/access_policy.hpp"
#include "remediate/checks/need.hpp"

namespace remediate {

// At most 100 characters, which is what Okta allows.
[[nodiscard]] std::string own_policy_name(std::string_view client_id);

// Covers nobody: the client is named in it last, when its rules stand.
[[nodiscard]] std::string own_policy_body(std::string_view client_id);

// Who may get tokens by a rule, and for how long.
struct RuleModel {
  std::string people;  // JSON text of `conditions.people`; empty: requests without a user
  okta::PeopleCondition who;
  okta::TokenTerms terms;
};

// Everybody of the other is one of these too.
[[nodiscard]] bool is_wider(const RuleModel& model, const RuleModel& other);

// One rule that is to be made.
struct RuleDraft {
  std::vector<std::string> grant_types;  // sorted
  ScopeSet scopes;
  RuleModel model;
};

// As few rules as grant each of the needs and nothing beyond subsets of each. A hybrid request
// needs all of its grant types in one rule, and client credentials a rule of their own.
[[nodiscard]] std::vector<RuleDraft> rules_for(const std::vector<Need>& needs,
                                               const std::vector<RuleModel>& people);

// At most 50 characters: what Okta allows for the names of other rules; of these its documents say
// nothing.
[[nodiscard]] std::string rule_name(const RuleDraft& draft);
[[nodiscard]] std::string rule_body(const RuleDraft& draft);
// A rule of another policy with all that it says, known or not.
[[nodiscard]] std::string copied_rule_body(const okta::AccessPolicyRule& rule);

// Whoever is assigned to the app, with the lifetimes of the org server's tokens.
[[nodiscard]] RuleModel everyone();
// The groups that the owner declared.
[[nodiscard]] RuleModel members_of(const std::vector<std::string>& groups);
// The people of an existing rule, on its terms; unlimited refresh tokens become limited.
[[nodiscard]] RuleModel people_of(const okta::AccessPolicyRule& rule);

}  // namespace remediate
