#include "remediate/checks/find_open_cases.hpp"

#include <algorithm>

#include "remediate/checks/target_choice.hpp"
#include "remediate/checks/verdict.hpp"
#include "remediate/model/clients.hpp"

namespace remediate {
namespace {

OpenCase open_case(const CheckInput& input, const okta::Application& application,
                   const Demand& demand, Verdict verdict) {
  OpenCase open;
  open.application = &application;
  open.demand = &demand;
  open.client_id = client_id_of(application);
  open.target_reference = target_reference(input, demand);
  open.target = find_target(input, open.target_reference);
  const bool mixes = std::ranges::any_of(demand.sets, mixes_with_okta_api);
  open.needs = settleable_needs_of(application, demand);
  const bool has_only_mixed = mixes && open.needs.empty();
  if (has_only_mixed) open.needs = needs_of(application, demand);
  open.granted = grants_all_needs(open.target, application, demand);
  open.is_settled =
      !open.needs.empty() && grants_each(open.target, application, demand, open.needs);
  open.waits_for_split = has_only_mixed || (mixes && open.is_settled);
  open.verdict = verdict;
  return open;
}

}  // namespace

std::vector<OpenCase> find_open_cases(const CheckInput& input) {
  std::vector<OpenCase> cases;
  for (std::size_t place = 0; place < input.snapshot.applications.size(); ++place) {
    const Demand* demand = demand_of(input, place);
    if (demand == nullptr || !demand->shows_custom_scopes()) continue;
    const okta::Application& application = input.snapshot.applications[place];
    const Verdict verdict = verdict_on(input, application, *demand).verdict;
    if (verdict == Verdict::affected || verdict == Verdict::prepared)
      cases.push_back(open_case(input, application, *demand, verdict));
  }
  return cases;
}

const Demand* demand_of(const CheckInput& input, std::size_t place) {
  const std::string& app_id = input.snapshot.applications[place].id;
  const std::vector<Demand>& demands = input.evidence.demands;
  if (place < demands.size() && demands[place].app_id == app_id) return &demands[place];
  const auto found = std::ranges::find(demands, app_id, &Demand::app_id);
  return found == demands.end() ? nullptr : &*found;
}

}  // namespace remediate
