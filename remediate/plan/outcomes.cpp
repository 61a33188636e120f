#include "remediate/plan/outcomes.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "remediate/access/candidates.hpp"
#include "remediate/access/requested_scopes.hpp"
#include "remediate/checks/need.hpp"
#include "remediate/evidence/scope_name.hpp"

namespace remediate {
namespace {

// What a client's answers depend on, of the server before and after.
struct Surroundings {
  std::vector<const okta::AccessPolicyRule*> rules;
  std::set<std::string> grant_types;
  std::set<ScopeSet> scope_sets;
  std::vector<Person> people;
};

std::set<std::string> scope_names(const ServerSnapshot& server) {
  std::set<std::string> names;
  for (const okta::Scope& each : server.scopes) names.insert(each.name);
  return names;
}

// Those that only one of them has.
std::vector<std::string> changed_scopes(const ServerSnapshot& before, const ServerSnapshot& after) {
  std::vector<std::string> changed;
  std::ranges::set_symmetric_difference(scope_names(before), scope_names(after),
                                        std::back_inserter(changed));
  return changed;
}

// Of the scopes that exist: a rule with "*", or with the name of a scope that is still missing,
// answers no request for another.
ScopeSet largest_request(const ServerSnapshot& server, const okta::AccessPolicyRule& rule) {
  ScopeSet largest;
  for (const std::string& name : scope_names(server)) {
    if (permits(rule, name)) largest.push_back(name);
  }
  return largest;
}

void add_rules(const ServerSnapshot& server, const std::string& client_id, Surroundings& around) {
  for (const PolicySnapshot* policy : policies_covering(server, client_id)) {
    for (const okta::AccessPolicyRule& rule : policy->rules) {
      if (!rule.is_active()) continue;
      around.rules.push_back(&rule);
      around.grant_types.insert(rule.grant_types.begin(), rule.grant_types.end());
      around.scope_sets.insert(largest_request(server, rule));
    }
  }
}

// Somebody without any group first, then members of each group and of each two, and each user that
// a rule names, alone and as a member: an old rule may have served him as one thing, and a new one
// does as the other.
std::vector<Person> people_named(const std::vector<const okta::AccessPolicyRule*>& rules) {
  std::set<std::string> groups;
  std::set<std::string> users;
  for (const okta::AccessPolicyRule* rule : rules) {
    for (const auto* named : {&rule->people.groups_include, &rule->people.groups_exclude})
      groups.insert(named->begin(), named->end());
    for (const auto* named : {&rule->people.users_include, &rule->people.users_exclude})
      users.insert(named->begin(), named->end());
  }
  groups.erase(std::string(okta::kEveryone));
  std::vector<Person> people = {{}};
  for (auto group = groups.begin(); group != groups.end(); ++group) {
    people.push_back({"", {*group}});
    for (auto other = std::next(group); other != groups.end(); ++other)
      people.push_back({"", {*group, *other}});
  }
  for (const std::string& user : users) {
    people.push_back({user, {}});
    for (const std::string& group : groups) people.push_back({user, {group}});
  }
  return people;
}

// A request that another rule answers from now on lies in the scopes of both: their intersection is
// the largest of these requests.
void add_intersections(std::set<ScopeSet>& sets) {
  const std::vector<ScopeSet> known(sets.begin(), sets.end());
  for (const ScopeSet& one : known) {
    for (const ScopeSet& other : known) {
      ScopeSet both;
      std::ranges::set_intersection(one, other, std::back_inserter(both));
      sets.insert(std::move(both));
    }
  }
}

// What is left of each request for a service, which can ask for nothing that speaks of a user or
// wants his consent.
std::set<ScopeSet> without_user(const std::set<ScopeSet>& requests, const ServerSnapshot& before,
                                const ServerSnapshot& after) {
  const std::string service(kClientCredentials);
  std::set<ScopeSet> left;
  for (const ScopeSet& request : requests) {
    ScopeSet of_service;
    std::ranges::copy_if(request, std::back_inserter(of_service), [&](const std::string& scope) {
      return resolve_scopes(before, service, {scope}).error.empty() ||
             resolve_scopes(after, service, {scope}).error.empty();
    });
    left.insert(std::move(of_service));
  }
  return left;
}

Surroundings surroundings_of(const ServerSnapshot& before, const ServerSnapshot& after,
                             const std::string& client_id, const std::set<ScopeSet>& requests) {
  Surroundings around;
  add_rules(before, client_id, around);
  add_rules(after, client_id, around);
  around.scope_sets.insert(requests.begin(), requests.end());
  for (const std::string& each : changed_scopes(before, after)) around.scope_sets.insert({each});
  add_intersections(around.scope_sets);
  around.scope_sets.insert(ScopeSet{});
  around.people = people_named(around.rules);
  return around;
}

bool same_terms(const okta::TokenTerms& a, const okta::TokenTerms& b) {
  const auto all = [](const okta::TokenTerms& terms) {
    return std::tie(terms.access_token_lifetime_minutes, terms.refresh_token_lifetime_minutes,
                    terms.refresh_token_window_minutes, terms.inline_hook_id);
  };
  return all(a) == all(b);
}

bool differs(const Decision& was, const Decision& is) {
  if (was.granted != is.granted) return true;
  return was.granted && (was.scopes != is.scopes || !same_terms(was.terms, is.terms));
}

bool is_lost(const Decision& was, const Decision& is) {
  return was.granted && (!is.granted || !std::ranges::includes(is.scopes, was.scopes));
}

Answer answer_of(const std::vector<Decision>& decisions) {
  const auto granted = std::ranges::count_if(decisions, &Decision::granted);
  if (granted == 0) return Answer::denied;
  return granted == std::ssize(decisions) ? Answer::granted : Answer::unclear;
}

std::vector<Decision> decisions_on(const ServerSnapshot& server, const OutcomeQuestion& question) {
  std::vector<Decision> decisions;
  for (const Reading& reading : every_reading()) {
    decisions.push_back(evaluate(
        server, {question.client_id, question.grant_type, question.scopes, question.person},
        reading));
  }
  return decisions;
}

std::vector<std::string> excluded_by(const ServerSnapshot& server, const Decision& decision) {
  std::vector<std::string> excluded;
  if (!decision.decided_by) return excluded;
  for (const PolicySnapshot& policy : server.policies) {
    for (const okta::AccessPolicyRule& rule : policy.rules) {
      if (rule.id != decision.decided_by->rule_id) continue;
      excluded = rule.people.groups_exclude;
      for (const std::string& user : rule.people.users_exclude) excluded.push_back("user:" + user);
    }
  }
  return excluded;
}

std::optional<OutcomeChange> change_of(const ServerSnapshot& before, const ServerSnapshot& after,
                                       const OutcomeQuestion& question) {
  const std::vector<Decision> was = decisions_on(before, question);
  const std::vector<Decision> is = decisions_on(after, question);
  OutcomeChange change{question, answer_of(was), answer_of(is), {}, {}, {}, false};
  bool is_changed = false;
  for (std::size_t at = 0; at < was.size(); ++at) {
    change.loses = change.loses || is_lost(was[at], is[at]);
    if (is_changed || !differs(was[at], is[at])) continue;
    is_changed = true;
    change.was = was[at];
    change.is = is[at];
    if (question.person) change.except = excluded_by(after, is[at]);
  }
  return is_changed ? std::optional(std::move(change)) : std::nullopt;
}

std::string name_of(const Person& person) {
  std::vector<std::string> parts = person.groups;
  if (!person.user_id.empty()) parts.insert(parts.begin(), "user:" + person.user_id);
  if (parts.empty()) return std::string(okta::kEveryone);
  return fmt::format("{}", fmt::join(parts, " and "));
}

// Who is one of them in any case: a member of a group that is named alone.
bool is_said(const std::vector<std::string>& people, const Person& person) {
  if (contains(people, okta::kEveryone)) return true;
  if (!person.user_id.empty() && contains(people, "user:" + person.user_id)) return true;
  return std::ranges::any_of(person.groups,
                             [&](const std::string& group) { return contains(people, group); });
}

std::string decided_by(const Decision& decision) {
  if (!decision.decided_by) return {};
  return "policy " + decision.decided_by->policy_name + " / rule " + decision.decided_by->rule_name;
}

Effect effect_of(const OutcomeChange& change) {
  Effect effect;
  effect.client_id = change.question.client_id;
  effect.grant_type = change.question.grant_type;
  effect.scopes = change.question.scopes;
  effect.except = change.except;
  effect.before = change.before;
  effect.after = change.after;
  effect.decided_by = decided_by(change.is);
  effect.terms_before = change.was.terms;
  effect.terms = change.is.terms;
  return effect;
}

bool means_the_same(const Effect& a, const Effect& b) {
  return a.client_id == b.client_id && a.grant_type == b.grant_type && a.before == b.before &&
         a.after == b.after && a.decided_by == b.decided_by &&
         same_terms(a.terms_before, b.terms_before) && same_terms(a.terms, b.terms);
}

void add(std::vector<Effect>& effects, const OutcomeChange& change) {
  Effect effect = effect_of(change);
  const auto known = std::ranges::find_if(effects, [&](const Effect& each) {
    return each.scopes == effect.scopes && means_the_same(each, effect);
  });
  Effect& place = known == effects.end() ? effects.emplace_back(std::move(effect)) : *known;
  const std::optional<Person>& person = change.question.person;
  if (person && !is_said(place.people, *person)) place.people.push_back(name_of(*person));
}

bool is_part_of_another(const Effect& effect, const std::vector<Effect>& effects) {
  return std::ranges::any_of(effects, [&](const Effect& other) {
    return &other != &effect && !effect.scopes.empty() &&
           other.scopes.size() > effect.scopes.size() && means_the_same(effect, other) &&
           effect.people == other.people && std::ranges::includes(other.scopes, effect.scopes);
  });
}

}  // namespace

std::set<std::string> clients_concerned(const ServerSnapshot& before, const ServerSnapshot& after,
                                        const std::set<std::string>& always) {
  std::set<std::string> clients = always;
  const bool concerns_all =
      before.server.status != after.server.status || !changed_scopes(before, after).empty();
  if (!concerns_all) return clients;
  for (const ServerSnapshot* server : {&before, &after}) {
    for (const PolicySnapshot& each : server->policies) {
      if (!each.policy.is_active()) continue;
      for (const std::string& client : each.policy.clients)
        clients.insert(client == okta::kAllClients ? std::string(kAnyOtherClient) : client);
    }
  }
  return clients;
}

std::vector<OutcomeChange> outcome_changes(const ServerSnapshot& before,
                                           const ServerSnapshot& after,
                                           const std::string& client_id,
                                           const std::set<ScopeSet>& requests) {
  const Surroundings around = surroundings_of(before, after, client_id, requests);
  std::vector<OutcomeChange> changes;
  const auto ask = [&](OutcomeQuestion question) {
    if (auto change = change_of(before, after, question)) changes.push_back(std::move(*change));
  };
  for (const std::string& grant_type : around.grant_types) {
    if (grant_type == kClientCredentials) {
      for (const ScopeSet& scopes : without_user(around.scope_sets, before, after))
        ask({client_id, grant_type, scopes, std::nullopt});
      continue;
    }
    for (const ScopeSet& scopes : around.scope_sets) {
      for (const Person& person : around.people) ask({client_id, grant_type, scopes, person});
    }
  }
  return changes;
}

std::vector<Effect> effects_of(const std::vector<OutcomeChange>& changes) {
  std::vector<Effect> all;
  for (const OutcomeChange& each : changes) add(all, each);
  std::vector<Effect> effects;
  std::ranges::copy_if(all, std::back_inserter(effects),
                       [&](const Effect& each) { return !is_part_of_another(each, all); });
  return effects;
}

}  // namespace remediate
