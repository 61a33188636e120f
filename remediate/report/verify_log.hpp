// What the System Log shows of a run, for the text of a Verification: which effects were seen, and
// whose failures are new. Internal to this room. Pure.
#pragma once

#include <string>

#include "remediate/model/verification.hpp"
#include "remediate/report/audit_report.hpp"
#include "remediate/report/text_page.hpp"

namespace remediate {

// " 1 of 2 effects observed; new failures of 1 client." Empty when the log was not asked.
[[nodiscard]] std::string log_verdict(const Verification& verification);
void print_log(TextPage& page, const Verification& verification, Detail detail);

}  // namespace remediate
