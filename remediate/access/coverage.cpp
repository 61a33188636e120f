#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "remediate/access/candidates.hpp"
#include "remediate/access/evaluate.hpp"
#include "remediate/access/requested_scopes.hpp"

namespace remediate {
namespace {

struct Question {
  const ServerSnapshot& server;
  const std::string& client_id;
  const std::string& grant_type;
  const RequestedScopes& scopes;
};

// A rule, and somebody for whom it decides.
struct Reached {
  Ruling ruling;
  std::optional<Person> person;
};

void add_user(std::vector<std::string>& users, const std::string& user) {
  if (std::ranges::find(users, user) == users.end()) users.push_back(user);
}

// Everybody whom a candidate rule names, after somebody whom none names.
std::vector<std::string> users_to_try(const std::vector<Tier>& tiers) {
  std::vector<std::string> users = {""};
  for (const Tier& tier : tiers) {
    for (const CandidatePolicy& policy : tier) {
      for (const okta::AccessPolicyRule* rule : policy.rules) {
        for (const std::string& user : rule->people.users_include) add_user(users, user);
        for (const std::string& user : rule->people.users_exclude) add_user(users, user);
      }
    }
  }
  return users;
}

// The smallest groups with which this user is included by the rule.
std::vector<Person> smallest_members(const okta::PeopleCondition& people, const std::string& user) {
  if (const Person alone{user, {}}; includes(people, alone)) return {alone};
  std::vector<Person> members;
  for (const std::string& group : people.groups_include) {
    const Person member{user, {group}};
    if (includes(people, member)) members.push_back(member);
  }
  return members;
}

// Where another rule decides for this person, only groups that it excludes can lead on to `goal`;
// more groups never undo an exclusion, so the search ends.
std::optional<Person> grow_until_reached(const okta::AccessPolicyRule& goal, const Person& person,
                                         const std::vector<Tier>& tiers, const Reading& reading) {
  if (!includes(goal.people, person)) return std::nullopt;
  const Ruling ruling = rule_on(tiers, person, reading);
  if (ruling.rule == &goal) return person;
  if (ruling.rule == nullptr) return std::nullopt;
  for (const std::string& group : ruling.rule->people.groups_exclude) {
    Person grown = person;
    grown.groups.push_back(group);
    if (auto found = grow_until_reached(goal, grown, tiers, reading)) return found;
  }
  return std::nullopt;
}

std::optional<Person> somebody_for(const okta::AccessPolicyRule& rule,
                                   const std::vector<Tier>& tiers, const Reading& reading) {
  for (const std::string& user : users_to_try(tiers)) {
    for (const Person& member : smallest_members(rule.people, user)) {
      if (auto found = grow_until_reached(rule, member, tiers, reading)) return found;
    }
  }
  return std::nullopt;
}

std::vector<Reached> reached_rules(const Question& question, const Reading& reading) {
  const std::vector<Tier> tiers =
      tiers_for(question.server, question.client_id, question.grant_type, question.scopes, reading);
  std::vector<Reached> reached;
  if (question.grant_type == kClientCredentials) {
    const Ruling ruling = rule_on(tiers, std::nullopt, reading);
    if (ruling.rule != nullptr) reached.push_back({ruling, std::nullopt});
    return reached;
  }
  for (const Tier& tier : tiers) {
    for (const CandidatePolicy& policy : tier) {
      for (const okta::AccessPolicyRule* rule : policy.rules) {
        if (const auto person = somebody_for(*rule, tiers, reading))
          reached.push_back({rule_on(tiers, person, reading), person});
      }
    }
  }
  return reached;
}

CoveringRule covering_rule(const Ruling& ruling) {
  const okta::AccessPolicy& policy = ruling.policy->policy;
  const okta::AccessPolicyRule& rule = *ruling.rule;
  return {{policy.id, policy.name, rule.id, rule.name}, rule.people, rule.terms, false};
}

struct OpenPoint {
  bool Reading::*member;
  std::string_view condition;  // when the request is granted
};

constexpr std::array<OpenPoint, 4> kOpenPoints = {{
    {&Reading::falls_through, "if Okta asks the next policy where no rule of the first matches"},
    {&Reading::unknown_conditions_hold, "if conditions that are not known here let it pass"},
    {&Reading::client_credentials_ignore_people,
     "if a rule that names people also serves requests without a user"},
    {&Reading::equal_priorities_favour_request,
     "if of the policies of equal priority the right one is asked first"},
}};

std::string explain_doubt(const Question& question) {
  std::vector<std::string_view> conditions;
  for (const OpenPoint& point : kOpenPoints) {
    Reading reading;
    reading.*point.member = false;
    if (reached_rules(question, reading).empty()) conditions.push_back(point.condition);
  }
  if (conditions.empty()) return "it is granted only under some readings of Okta's documents";
  return fmt::format("it is granted only {}", fmt::join(conditions, " and "));
}

std::string explain_without_rule(const Question& question) {
  const Reading& reading = every_reading().front();
  return explain_denial(
      tiers_for(question.server, question.client_id, question.grant_type, question.scopes, reading),
      question.server, question.grant_type, question.scopes, reading);
}

bool rules_were_read(const Question& question) {
  const auto covering = policies_covering(question.server, question.client_id);
  return question.server.policies_complete &&
         std::ranges::all_of(covering, &PolicySnapshot::rules_complete);
}

std::string explain(const Coverage& coverage, const Question& question) {
  if (!coverage.under_some_reading) return explain_without_rule(question);
  const DecidedBy& first = coverage.rules.front().rule;
  if (coverage.under_every_reading || !coverage.certain)
    return fmt::format("rule '{}' of policy '{}' grants it", first.rule_name, first.policy_name);
  return explain_doubt(question);
}

std::vector<CoveringRule> covering_rules(const std::vector<std::vector<Reached>>& by_reading) {
  const auto covers = std::ranges::find_if_not(by_reading, &std::vector<Reached>::empty);
  std::vector<CoveringRule> rules;
  if (covers == by_reading.end()) return rules;
  for (const Reached& each : *covers) {
    const auto decides_too = [&](const std::vector<Reached>& others) {
      return std::ranges::any_of(
          others, [&](const Reached& other) { return other.ruling.rule == each.ruling.rule; });
    };
    CoveringRule rule = covering_rule(each.ruling);
    rule.under_every_reading = std::ranges::all_of(by_reading, decides_too);
    rules.push_back(std::move(rule));
  }
  return rules;
}

void ask_policies(Coverage& coverage, const Question& question) {
  std::vector<std::vector<Reached>> by_reading;
  for (const Reading& reading : every_reading())
    by_reading.push_back(reached_rules(question, reading));

  coverage.rules = covering_rules(by_reading);
  coverage.under_some_reading = !coverage.rules.empty();
  coverage.under_every_reading = std::ranges::any_of(by_reading.back(), [&](const Reached& each) {
    return is_granted_under_every_reading(
        question.server,
        {question.client_id, question.grant_type,
         question.scopes.are_defaults ? ScopeSet{} : question.scopes.scopes, each.person});
  });
  coverage.certain =
      coverage.under_every_reading || (question.scopes.certain && rules_were_read(question));
  if (coverage.certain) return;
  for (CoveringRule& rule : coverage.rules) rule.under_every_reading = false;
}

}  // namespace

Coverage coverage_of(const ServerSnapshot& server, const std::string& client_id,
                     const std::string& grant_type, const ScopeSet& scopes) {
  Coverage coverage;
  if (!server.server.is_active()) {
    coverage.explanation =
        fmt::format("authorization server '{}' is not active", server.server.name);
    return coverage;
  }
  const RequestedScopes requested = resolve_scopes(server, grant_type, scopes);
  coverage.missing_scopes = requested.missing;
  if (requested.error.empty()) {
    const Question question{server, client_id, grant_type, requested};
    ask_policies(coverage, question);
    coverage.explanation = explain(coverage, question);
  } else {
    coverage.certain = requested.certain;
    coverage.explanation = requested.explanation;
  }
  if (!coverage.certain) coverage.explanation += kNotAllRead;
  return coverage;
}

}  // namespace remediate
