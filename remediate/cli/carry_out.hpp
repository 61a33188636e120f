// From a plan to its run: limits, consent of the person, journal, apply, report. What apply,
// resume and rollback have in common.
#pragma once

#include <string>

#include "remediate/cli/command_context.hpp"
#include "remediate/model/plan.hpp"
#include "remediate/model/resumption.hpp"
#include "remediate/model/run.hpp"

namespace remediate::cli {

struct Undertaking {
  std::string verb;                        // apply | rollback | resume
  const Run* undoes = nullptr;             // of a rollback, as it was planned on
  ExitCodes after;                         // what holds when all of the plan is done
  const Resumption* resumption = nullptr;  // of a resume; the plan is its rest
};

// Before a run is gone on with or undone: nobody here knows whether its writer is still at it.
void warn_if_it_came_unended(const Run& run);

[[nodiscard]] ExitCode carry_out(const CommandContext& context, const OpenedOrg& org,
                                 const Plan& plan, const Undertaking& undertaking);

}  // namespace remediate::cli
