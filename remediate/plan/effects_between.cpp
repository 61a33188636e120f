#include "remediate/plan/effects_between.hpp"

#include <map>
#include <set>

#include "remediate/plan/outcomes.hpp"

namespace remediate {

std::vector<Effect> effects_between(const ServerSnapshot& before, const ServerSnapshot& after,
                                    const std::vector<Handover>& clients) {
  std::set<std::string> ids;
  std::set<ScopeSet> requests;
  std::map<std::string, std::string> labels;
  for (const Handover& each : clients) {
    ids.insert(each.client_id);
    labels[each.client_id] = each.label;
    for (const HandoverRequest& request : each.requests) requests.insert(request.scopes);
  }
  std::vector<Effect> effects;
  for (const std::string& client : clients_concerned(before, after, ids)) {
    for (Effect& effect : effects_of(outcome_changes(before, after, client, requests))) {
      effect.authorization_server = after.server.id;
      effect.label = labels[client];
      effects.push_back(std::move(effect));
    }
  }
  return effects;
}

}  // namespace remediate
