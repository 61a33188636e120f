// What the journal tells: all runs as a list (JSON schema "oktafix.runs/1"), and one run with each
// of its changes (JSON schema "oktafix.run/1"). Pure: they add nothing to the Run and never fail,
// whatever bytes it holds. docs/reports.md describes the JSON.
#pragma once

#include <string>
#include <vector>

#include "remediate/model/run.hpp"
#include "remediate/report/audit_report.hpp"

namespace remediate {

// Both list in the order given.
[[nodiscard]] std::string runs_text(const std::vector<Run>& runs, Detail detail,
                                    const TextStyle& style);
[[nodiscard]] std::string runs_json(const std::vector<Run>& runs);

[[nodiscard]] std::string run_text(const Run& run, Detail detail, const TextStyle& style);
[[nodiscard]] std::string run_json(const Run& run);
[[nodiscard]] std::string run_markdown(const Run& run);
[[nodiscard]] std::string run_html(const Run& run);

}  // namespace remediate
