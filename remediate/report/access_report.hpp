// The answer of `oktafix access`, as text for a terminal and as JSON (schema "oktafix.access/1").
// Pure: they never fail, whatever bytes the answer holds. docs/reports.md describes the JSON.
#pragma once

#include <string>

#include "remediate/model/access_answer.hpp"
#include "remediate/report/audit_report.hpp"

namespace remediate {

[[nodiscard]] std::string access_text(const AccessAnswer& answer, Detail detail,
                                      const TextStyle& style);
[[nodiscard]] std::string access_json(const AccessAnswer& answer);

}  // namespace remediate
