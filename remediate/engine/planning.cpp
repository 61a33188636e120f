#include "remediate/engine/planning.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "remediate/checks/check.hpp"
#include "remediate/checks/wording.hpp"
#include "remediate/collect/collect.hpp"
#include "remediate/evidence/scope_name.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/plan/plan_for.hpp"

namespace remediate {

okta::Result<Planning> plan_org(const okta::Client& client, const config::Directives& directives,
                                const AuditOptions& options, const Progress& progress,
                                std::stop_token stop) {
  CollectOptions collecting{options.evidence, options.concurrency, true, progress};
  okta::Result<Snapshot> snapshot = collect(client, directives, collecting, std::move(stop));
  if (!snapshot) return okta::failure(std::move(snapshot.error()));
  Planning planning;
  planning.snapshot = std::move(*snapshot);
  plan_again(planning, directives, options, client.clock().now());
  planning.audit.calls = client.calls_made();
  return planning;
}

std::vector<Proposal> proposals_in(const Planning& planning) {
  std::vector<Proposal> proposals;
  if (planning.audit.api_access_management.state != ApiAccessState::present) return proposals;
  for (const AuditedApplication& each : planning.audit.applications) {
    if (each.verdict != Verdict::affected) continue;
    for (const std::string& scope : each.demand.unapproved) {
      if (!is_scope_token(scope)) continue;  // no server could have it
      proposals.push_back({each.application.id, each.application.client_id.value_or(""),
                           each.application.label, scope, suspicion_about(scope).value_or(""),
                           how_known(each.demand)});
    }
  }
  return proposals;
}

void plan_again(Planning& planning, const config::Directives& directives,
                const AuditOptions& options, okta::Timestamp now) {
  const int calls = planning.audit.calls;
  planning.evidence = find_evidence(planning.snapshot, directives, options.evidence);
  planning.audit = judge(planning.snapshot, planning.evidence, directives);
  planning.audit.calls = calls;
  planning.plan = plan_for(planning.snapshot, planning.evidence, directives, planning.audit,
                           options.most_clients, now);
}

okta::Status check_plan_fits(const Plan& plan, const std::string& org_origin, okta::Timestamp now) {
  const auto refused = [](std::string why) {
    return okta::failure(okta::ErrorKind::invalid_input, std::move(why));
  };
  if (!is_sealed(plan))
    return refused(
        "this plan file was edited after it was made: its digest does not fit. Make the plan "
        "again, "
        "with the approvals and options that you want");
  if (plan.org != org_origin)
    return refused(fmt::format("this plan is for {}, the settings name {}", plan.org, org_origin));
  // A plan may say that it is good for less than a day, not that it is for more.
  const okta::Timestamp good_until = std::min(plan.valid_until, plan.created_at + kPlanValidity);
  if (now >= good_until)
    return refused(
        fmt::format("this plan is too old: it was made at {} and was good until {}. Make it again",
                    okta::format_timestamp(plan.created_at), okta::format_timestamp(good_until)));
  return {};
}

}  // namespace remediate
