// A check looks at an audited org and says what it finds; it changes nothing and reads nothing. One
// file per rule, one line per rule in all_checks.cpp. docs/adding-a-check.md is the recipe. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "config/directives.hpp"
#include "remediate/checks/open_case.hpp"
#include "remediate/model/audit.hpp"

namespace remediate {

struct CheckInput {
  const Snapshot& snapshot;
  const Evidence& evidence;  // demands stand in the order of snapshot.applications
  const config::Directives& directives;
  std::vector<OpenCase> open_cases;  // made by judge(): what most checks look at
};

using Findings = std::vector<Finding>;

struct Check {
  std::string_view rule;
  // Leaves `id` and `rule` of its findings to judge(), and `blocked_by` too where not the rule
  // itself but something else that was found stands in the way.
  void (*run)(const CheckInput& input, Findings& findings);
};

[[nodiscard]] const std::vector<Check>& all_checks();

// Runs every check, decides which findings are blocked and by what, orders and numbers them, gives
// each application its verdict (verdict.hpp) and sums up: the whole way from Snapshot and Evidence
// to Audit. Of the summary, `fixable` counts affected applications with something that can be fixed
// now, `blocked` those with something that is blocked or left to a person; one may be both.
[[nodiscard]] Audit judge(const Snapshot& snapshot, const Evidence& evidence,
                          const config::Directives& directives);

}  // namespace remediate
