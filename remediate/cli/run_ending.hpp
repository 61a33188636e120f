// What a run tells people and scripts once it is over, however it ended. Whatever may stand in the
// org is never told as "nothing was written", and never ends as if only the machine had failed.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "remediate/apply/apply.hpp"
#include "remediate/report/exit_code.hpp"

namespace remediate::cli {

// `after`: what holds when all of the plan is done.
[[nodiscard]] ExitCodes exit_codes(const ApplyOutcome& outcome, const ExitCodes& after,
                                   bool stop_requested);

// For stderr; empty when all of the plan is done.
[[nodiscard]] std::vector<std::string> ending_lines(const ApplyOutcome& outcome);

}  // namespace remediate::cli
