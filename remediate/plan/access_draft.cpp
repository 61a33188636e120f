#include "remediate/plan/access_draft.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "remediate/kinds/content.hpp"
#include "remediate/plan/own_policy.hpp"

namespace remediate {
namespace {

template <class T>
using OrObstacle = tl::expected<T, Obstacle>;

tl::unexpected<Obstacle> obstacle(std::string by, std::string advice) {
  return tl::unexpected(Obstacle{std::move(by), std::move(advice)});
}

bool has_equal_priorities(const std::vector<std::int64_t>& priorities) {
  return std::set<std::int64_t>(priorities.begin(), priorities.end()).size() < priorities.size();
}

std::vector<const okta::AccessPolicyRule*> active_rules(const PolicySnapshot& policy) {
  std::vector<const okta::AccessPolicyRule*> rules;
  for (const okta::AccessPolicyRule& each : policy.rules) {
    if (each.is_active()) rules.push_back(&each);
  }
  std::ranges::stable_sort(rules, {}, &okta::AccessPolicyRule::priority);
  return rules;
}

// A group or user that a rule includes and excludes is not served.
bool serves_users(const okta::AccessPolicyRule& rule) {
  const auto any_left = [](const std::vector<std::string>& in,
                           const std::vector<std::string>& out) {
    return std::ranges::any_of(in, [&](const std::string& each) { return !contains(out, each); });
  };
  const okta::PeopleCondition& people = rule.people;
  return any_left(people.groups_include, people.groups_exclude) ||
         any_left(people.users_include, people.users_exclude);
}

// Without those whose people another one serves anyway.
void add_model(std::vector<RuleModel>& models, RuleModel model) {
  const auto covers_it = [&](const RuleModel& each) { return is_wider(each, model); };
  if (std::ranges::any_of(models, covers_it)) return;
  std::erase_if(models, [&](const RuleModel& each) { return is_wider(model, each); });
  models.push_back(std::move(model));
}

// Whom a policy with rules for users serves today: by those for one of these grant types, else by
// any.
OrObstacle<std::vector<RuleModel>> people_served(const PolicySnapshot& policy,
                                                 const std::set<std::string>& grant_types) {
  std::vector<const okta::AccessPolicyRule*> rules = active_rules(policy);
  std::erase_if(rules, [](const auto* rule) { return !serves_users(*rule); });
  const auto lists_one = [&](const okta::AccessPolicyRule* rule) {
    return std::ranges::any_of(
        grant_types, [&](const std::string& each) { return contains(rule->grant_types, each); });
  };
  if (std::ranges::any_of(rules, lists_one)) std::erase_if(rules, std::not_fn(lists_one));
  std::erase_if(rules, [](const auto* rule) { return !rule->unknown_conditions.empty(); });
  if (rules.empty())
    return obstacle("unknown-conditions",
                    fmt::format("the rules of policy '{}' that serve this client have conditions "
                                "that oktafix does not know: write the rule by hand, or declare "
                                "applications[].groups in oktafix.yaml",
                                policy.policy.name));
  std::vector<RuleModel> models;
  for (const okta::AccessPolicyRule* rule : rules) add_model(models, people_of(*rule));
  return models;
}

std::set<std::string> grant_types_of(const std::vector<Need>& needs) {
  std::set<std::string> grant_types;
  for (const Need& need : needs) grant_types.insert(need.grant_type);
  return grant_types;
}

OrObstacle<std::vector<RuleModel>> people_for(const std::vector<const PolicySnapshot*>& covering,
                                              const DesiredAccess& access,
                                              const std::vector<Need>& needs) {
  if (!access.groups.empty()) return std::vector<RuleModel>{members_of(access.groups)};
  const auto serving = std::ranges::find_if(covering, [](const PolicySnapshot* policy) {
    return std::ranges::any_of(policy->rules, [](const okta::AccessPolicyRule& rule) {
      return rule.is_active() && serves_users(rule);
    });
  });
  if (serving == covering.end()) return std::vector<RuleModel>{everyone()};
  return people_served(**serving, grant_types_of(needs));
}

const PolicySnapshot* policy_named(const ServerSnapshot& server, const std::string& name) {
  const auto found = std::ranges::find_if(
      server.policies, [&](const PolicySnapshot& each) { return each.policy.name == name; });
  return found == server.policies.end() ? nullptr : &*found;
}

OrObstacle<void> check_order(const ServerSnapshot& server, const PolicySnapshot& first) {
  std::vector<std::int64_t> priorities;
  for (const PolicySnapshot& each : server.policies) priorities.push_back(each.policy.priority);
  if (has_equal_priorities(priorities))
    return obstacle("equal-priorities",
                    fmt::format("policies of authorization server '{}' have equal priorities, so "
                                "nobody can say which one is asked first: give them an order",
                                server.server.name));
  priorities.clear();
  for (const okta::AccessPolicyRule* each : active_rules(first))
    priorities.push_back(each->priority);
  if (has_equal_priorities(priorities))
    return obstacle("equal-priorities",
                    fmt::format("rules of policy '{}' have equal priorities, so nobody can say "
                                "which one is asked first: give them an order",
                                first.policy.name));
  if (!first.policy.unknown_conditions.empty())
    return obstacle("unknown-conditions",
                    fmt::format("policy '{}', which covers this client, has conditions that "
                                "oktafix does not know: extend it by hand",
                                first.policy.name));
  return {};
}

std::vector<RuleToMake> copies_of(const PolicySnapshot& policy) {
  std::vector<RuleToMake> rules;
  for (const okta::AccessPolicyRule* each : active_rules(policy))
    rules.push_back({each->name, copied_rule_body(*each), true});
  return rules;
}

void add_rules(std::vector<RuleToMake>& rules, const std::vector<RuleDraft>& drafts) {
  for (const RuleDraft& draft : drafts)
    rules.push_back({rule_name(draft), rule_body(draft), false});
}

AccessDraft new_policy(const PolicySnapshot* first) {
  AccessDraft draft;
  draft.name_client = true;
  if (first == nullptr) return draft;
  draft.above = DecidedBy{first->policy.id, first->policy.name, {}, {}};
  draft.rules = copies_of(*first);
  return draft;
}

tl::unexpected<Obstacle> own_policy_is_changed(const PolicySnapshot& own, std::string_view how) {
  return obstacle("own-policy-changed",
                  fmt::format("policy '{}' ({}), which an earlier run made for this client, {}: "
                              "remove it or put it right by hand, then plan again",
                              own.policy.name, own.policy.id, how));
}

// An earlier run did not finish it: it covers nobody yet.
OrObstacle<AccessDraft> finish(const PolicySnapshot& own, const PolicySnapshot* first,
                               AccessDraft planned) {
  const auto there = active_rules(own);
  if (there.size() < own.rules.size() || there.size() > planned.rules.size())
    return own_policy_is_changed(own, "has other rules than it should");
  for (std::size_t at = 0; at < there.size(); ++at) {
    if (!holds(there[at]->content, planned.rules[at].body))
      return own_policy_is_changed(own, "has other rules than it should");
  }
  if (first != nullptr && first->policy.priority <= own.policy.priority)
    return own_policy_is_changed(
        own, fmt::format("stands below policy '{}', which decides first", first->policy.name));
  planned.policy_id = own.policy.id;
  planned.rules.erase(planned.rules.begin(),
                      planned.rules.begin() + static_cast<std::ptrdiff_t>(there.size()));
  return planned;
}

// It serves this client alone and decides first: more rules at its end change nothing else.
OrObstacle<AccessDraft> extend(const PolicySnapshot& own, const std::vector<RuleDraft>& drafts) {
  for (const RuleDraft& each : drafts) {
    const std::string name = rule_name(each);
    if (std::ranges::find(own.rules, name, &okta::AccessPolicyRule::name) != own.rules.end())
      return own_policy_is_changed(own, fmt::format("has a rule '{}' that was edited", name));
  }
  AccessDraft draft;
  draft.policy_id = own.policy.id;
  add_rules(draft.rules, drafts);
  return draft;
}

OrObstacle<AccessDraft> with_own_policy(const PolicySnapshot& own,
                                        const std::vector<const PolicySnapshot*>& covering,
                                        const std::string& client_id,
                                        const std::vector<RuleDraft>& drafts) {
  if (!own.policy.is_active()) return own_policy_is_changed(own, "is not active");
  if (!own.policy.unknown_conditions.empty())
    return own_policy_is_changed(own, "has conditions that oktafix does not know");
  const PolicySnapshot* first = covering.empty() ? nullptr : covering.front();
  if (own.policy.clients.empty()) {
    AccessDraft planned = new_policy(first);
    add_rules(planned.rules, drafts);
    return finish(own, first, std::move(planned));
  }
  if (own.policy.clients != std::vector<std::string>{client_id})
    return own_policy_is_changed(own, "covers other clients too");
  if (first != &own)
    return own_policy_is_changed(
        own, fmt::format("stands below policy '{}', which decides first", first->policy.name));
  return extend(own, drafts);
}

}  // namespace

std::vector<Need> ungranted_needs(const ServerSnapshot& server, const DesiredAccess& access) {
  std::vector<Need> ungranted;
  std::ranges::copy_if(access.needs, std::back_inserter(ungranted), [&](const Need& need) {
    return !coverage_by_policies(server, access.client_id, need, access.groups).under_every_reading;
  });
  return ungranted;
}

tl::expected<AccessDraft, Obstacle> draft_access(const ServerSnapshot& server,
                                                 const DesiredAccess& access) {
  const std::vector<Need> needs = ungranted_needs(server, access);
  if (needs.empty()) return AccessDraft{};
  const std::vector<const PolicySnapshot*> covering = policies_covering(server, access.client_id);
  const PolicySnapshot* first = covering.empty() ? nullptr : covering.front();
  if (first != nullptr) {
    if (auto ordered = check_order(server, *first); !ordered)
      return tl::unexpected(std::move(ordered.error()));
  }
  const auto people = people_for(covering, access, needs);
  if (!people) return tl::unexpected(people.error());
  const std::vector<RuleDraft> drafts = rules_for(needs, *people);

  const PolicySnapshot* own = policy_named(server, own_policy_name(access.client_id));
  if (own != nullptr) return with_own_policy(*own, covering, access.client_id, drafts);
  AccessDraft draft = new_policy(first);
  add_rules(draft.rules, drafts);
  return draft;
}

}  // namespace remediate
