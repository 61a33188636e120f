// A Plan so that a person can decide by it: first what it does for whom, then how. As text for a
// terminal, as Markdown, as one HTML page, and as configuration for Okta's Terraform provider where
// that can express it. As JSON it is the plan file itself (remediate/model/plan_json.hpp). And the
// requests that a plan leads to, for `--dry-run` (schema "oktafix.requests/1"). Pure: they add
// nothing to the Plan and never fail, whatever bytes it holds.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/plan.hpp"
#include "remediate/model/planned_request.hpp"
#include "remediate/report/audit_report.hpp"

namespace remediate {

[[nodiscard]] std::string plan_text(const Plan& plan, Detail detail, const TextStyle& style);
[[nodiscard]] std::string plan_markdown(const Plan& plan);
[[nodiscard]] std::string plan_html(const Plan& plan);

// Says in comments what the provider has no argument for.
[[nodiscard]] std::string plan_terraform(const Plan& plan);

[[nodiscard]] std::string requests_text(const std::vector<PlannedRequest>& requests,
                                        const TextStyle& style);
[[nodiscard]] std::string requests_json(const std::vector<PlannedRequest>& requests);

}  // namespace remediate
