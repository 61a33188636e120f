// From a plan to its run: limits, consent of the person, journal, apply, report. What apply and
// rollback have in common.
#pragma once

#include <string>

#include "remediate/cli/command_context.hpp"
#include "remediate/model/plan.hpp"

namespace remediate::cli {

struct Undertaking {
  std::string verb;    // apply | rollback
  std::string undoes;  // of a rollback
  ExitCodes after;     // what holds when all of the plan is done
};

[[nodiscard]] ExitCode carry_out(const CommandContext& context, const OpenedOrg& org,
                                 const Plan& plan, const Undertaking& undertaking);

}  // namespace remediate::cli
