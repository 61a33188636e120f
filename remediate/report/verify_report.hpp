// A Verification as text for a terminal and as JSON (schema "oktafix.verify/1"). Pure: they add
// nothing to it and never fail, whatever bytes it holds.
#pragma once

#include <string>

#include "remediate/model/verification.hpp"
#include "remediate/report/audit_report.hpp"

namespace remediate {

[[nodiscard]] std::string verify_text(const Verification& verification, Detail detail,
                                      const TextStyle& style);
[[nodiscard]] std::string verify_json(const Verification& verification);

}  // namespace remediate
