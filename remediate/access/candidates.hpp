// The rules that could answer a request, in the order in which they are asked, and what they say to
// one person: what evaluate() and coverage_of() have in common. Everything points into the
// ServerSnapshot, which must outlive it. Pure.
#pragma once

#include <optional>
#include <vector>

#include "remediate/access/evaluate.hpp"
#include "remediate/access/requested_scopes.hpp"

namespace remediate {

// Ends the explanation of an uncertain answer.
inline constexpr std::string_view kNotAllRead =
    "; not everything of this authorization server that matters could be read";

struct CandidatePolicy {
  const PolicySnapshot* policy = nullptr;
  // Those that list the grant type and permit the scopes; people are judged later.
  std::vector<const okta::AccessPolicyRule*> rules;
};

using Tier = std::vector<CandidatePolicy>;  // covering policies of one priority, by id

[[nodiscard]] std::vector<Tier> tiers_for(const ServerSnapshot& server,
                                          const std::string& client_id,
                                          const std::string& grant_type,
                                          const RequestedScopes& scopes, const Reading& reading);

// "*" permits all; an empty list permits nothing.
[[nodiscard]] bool permits(const okta::AccessPolicyRule& rule, const std::string& scope);
[[nodiscard]] bool permits(const okta::AccessPolicyRule& rule, const RequestedScopes& scopes);

[[nodiscard]] bool includes(const okta::PeopleCondition& people, const Person& person);

struct Ruling {
  const PolicySnapshot* policy = nullptr;        // nullptr: nothing grants
  const okta::AccessPolicyRule* rule = nullptr;  // nullptr: nothing grants
  bool certain = true;  // false: a policy that was asked has rules that were not read
};

// Without a person every candidate rule matches.
[[nodiscard]] Ruling rule_on(const std::vector<Tier>& tiers, const std::optional<Person>& person,
                             const Reading& reading);

// One sentence for a request that `tiers` deny under `reading`.
[[nodiscard]] std::string explain_denial(const std::vector<Tier>& tiers,
                                         const ServerSnapshot& server,
                                         const std::string& grant_type,
                                         const RequestedScopes& scopes, const Reading& reading);

}  // namespace remediate
