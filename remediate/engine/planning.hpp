// From an org to the plan that would help it, as a caller starts it: collect, find evidence, judge,
// plan. Sends only GETs. Approvals that come later, from a person, need no second reading.
#pragma once

#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "remediate/engine/audit.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

struct Planning {
  Snapshot snapshot;
  Evidence evidence;
  Audit audit;
  Plan plan;
};

[[nodiscard]] okta::Result<Planning> plan_org(const okta::Client& client,
                                              const config::Directives& directives,
                                              const AuditOptions& options, const Progress& progress,
                                              std::stop_token stop);

// A custom scope that is known from the System Log alone: somebody must say that it is wanted.
struct Proposal {
  std::string app_id;
  std::string client_id;
  std::string label;
  std::string scope;
  std::string suspicion;  // why it looks like a slip; empty when it does not
  std::vector<std::string> evidence;
};

// Those whose approval would lead to a change.
[[nodiscard]] std::vector<Proposal> proposals_in(const Planning& planning);

// Judges and plans once more, with other approvals in `options`. Pure.
void plan_again(Planning& planning, const config::Directives& directives,
                const AuditOptions& options, okta::Timestamp now);

// Why a plan from a file must not be applied; each has words of its own.
[[nodiscard]] okta::Status check_plan_fits(const Plan& plan, const std::string& org_origin,
                                           okta::Timestamp now);

}  // namespace remediate
