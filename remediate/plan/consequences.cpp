#include "remediate/plan/consequences.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "remediate/access/candidates.hpp"
#include "remediate/model/clients.hpp"
#include "remediate/plan/handover.hpp"
#include "remediate/plan/outcomes.hpp"

namespace remediate {
namespace {

std::map<std::string, std::set<ScopeSet>> requests_at(const Site& site,
                                                      const std::vector<PlannedAccess>& planned) {
  std::map<std::string, std::set<ScopeSet>> requests;
  for (const PlannedAccess& each : planned) {
    if (each.site != &site) continue;
    for (const Need& need : each.access->needs)
      requests[each.access->client_id].insert(need.scopes);
  }
  return requests;
}

void add_effects(const Site& site, const std::vector<PlannedAccess>& planned, const Labels& labels,
                 Plan& plan) {
  const auto requests = requests_at(site, planned);
  std::set<std::string> clients;
  for (const auto& [client, sets] : requests) clients.insert(client);
  for (const std::string& client : clients_concerned(site.before(), site.after(), clients)) {
    const auto sets = requests.find(client);
    const auto changes =
        outcome_changes(site.before(), site.after(), client,
                        sets == requests.end() ? std::set<ScopeSet>{} : sets->second);
    for (Effect& effect : effects_of(changes)) {
      if (const auto label = labels.find(client); label != labels.end())
        effect.label = label->second;
      effect.authorization_server = site.after().server.id;
      plan.effects.push_back(std::move(effect));
    }
  }
}

std::string clients_in_words(const okta::AccessPolicy& policy, const Labels& labels) {
  std::vector<std::string> names;
  for (const std::string& client : policy.clients) {
    if (client == okta::kAllClients) return "every client of the org";
    const auto label = labels.find(client);
    names.push_back(label == labels.end() ? client : label->second + " (" + client + ")");
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// Rules that were there before and grant a scope that is made now.
void add_exposures(const Site& site, const Labels& labels, Plan& plan) {
  for (const Change& change : site.changes()) {
    if (change.target.kind != ObjectKind::scope || change.action != Action::create) continue;
    for (const PolicySnapshot& each : site.before().policies) {
      if (!each.policy.is_active() || each.policy.clients.empty()) continue;
      for (const okta::AccessPolicyRule& rule : each.rules) {
        if (!rule.is_active() || !permits(rule, change.target.name)) continue;
        plan.exposes.push_back(
            {change.target.name, clients_in_words(each.policy, labels),
             fmt::format("rule '{}' of policy '{}' grants {}", rule.name, each.policy.name,
                         permits(rule, std::string(okta::kAnyScope)) ? "every scope"
                                                                     : "this name already")});
      }
    }
  }
}

bool has_rule_of_ours(const Plan& plan, std::string_view member) {
  return std::ranges::any_of(plan.changes, [&](const Change& each) {
    return each.target.kind == ObjectKind::rule && each.body.find(member) != std::string::npos;
  });
}

template <class Test>
bool any_change(const Plan& plan, Test test) {
  return std::ranges::any_of(plan.changes, test);
}

bool grants_to_services(const Plan& plan) {
  return std::ranges::any_of(plan.effects, [](const Effect& each) {
    return each.grant_type == okta::grant_type::kClientCredentials;
  });
}

void add_assumptions(const Snapshot& snapshot, Plan& plan) {
  const auto add = [&](std::string_view id, std::string detail) {
    plan.assumes.push_back({std::string(id), std::move(detail)});
  };
  if (!plan.handover.empty())
    add(assumption::kClientConfiguration,
        "nothing in Okta selects the server of a client: its own configuration must name the new "
        "issuer");
  if (plan.changes.empty()) return;
  if (snapshot.log_window)
    add(assumption::kLogWindow,
        fmt::format("what clients asked between {} and {} is all that they ask for",
                    okta::format_timestamp(snapshot.log_window->since),
                    okta::format_timestamp(snapshot.log_window->until)));
  if (has_rule_of_ours(plan, okta::kEveryone))
    add(assumption::kAssignment,
        "EVERYONE in a rule means everybody who is assigned to the app: Okta checks that apart");
  if (any_change(plan, [](const Change& each) { return each.risk == Risk::reorders; }))
    add(assumption::kFirstPolicyOrNext,
        "whether Okta asks the next policy when no rule of the first covering one matches is not "
        "said in one voice; the plan holds either way");
  if (any_change(plan, [](const Change& each) { return !each.target.above.empty(); }))
    add(assumption::kCopiedRules,
        "copies of rules stay as they are: whoever changes the policy that they come from later "
        "must change them too");
  if (grants_to_services(plan))
    add(assumption::kServiceRuleWithoutPeople,
        "client credentials have no user: their rule names no people");
  if (has_rule_of_ours(plan, "refreshTokenLifetimeMinutes"))
    add(assumption::kRefreshTokenLifetime,
        "refresh tokens of the rules that are made end, although Okta's default is unlimited");
  if (any_change(plan, [](const Change& each) {
        return each.action == Action::create &&
               each.target.kind == ObjectKind::authorization_server;
      }))
    add(assumption::kNewServer,
        "a new server has the scopes of OpenID Connect, and an issuer at the org's own address");
  add(assumption::kReadThenWrite,
      "Okta has no If-Match: what others change between a re-read and a write is found by the "
      "read-back");
  add(assumption::kTokensNotMoved,
      "tokens, consents and grants of the org server are not valid at the custom one");
}

}  // namespace

void add_consequences(const Snapshot& snapshot, const std::deque<Site>& sites,
                      const std::vector<PlannedAccess>& planned, Plan& plan) {
  const Labels labels = labels_of(snapshot);
  for (const Site& site : sites) {
    add_effects(site, planned, labels, plan);
    add_exposures(site, labels, plan);
  }
  for (const PlannedAccess& each : planned) plan.handover.push_back(handover_for(snapshot, each));
  add_assumptions(snapshot, plan);
}

}  // namespace remediate
