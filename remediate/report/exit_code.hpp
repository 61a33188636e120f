// What a run of oktafix tells a script. Several codes may hold at once: the program exits with the
// first in a fixed order, the JSON reports name all of them. Pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "remediate/engine/check_org.hpp"
#include "remediate/model/audit.hpp"
#include "remediate/model/plan.hpp"
#include "remediate/model/verification.hpp"

namespace remediate {

enum class ExitCode {
  done = 0,
  failed = 1,              // network, server, disk, bug
  usage = 2,               // or settings
  findings = 3,            // or changes pending, or clients that have not moved yet
  api_access_missing = 4,  // and something needs it
  credentials = 5,         // rejected, or a write forbidden
  partly_applied = 6,
  stale = 7,
  incomplete = 8,  // "nothing found" would prove nothing
  needs_decision = 9,
  interrupted = 130,
};

// In the order in which they win; never empty ({done} when nothing else holds), no repetitions.
using ExitCodes = std::vector<ExitCode>;

[[nodiscard]] ExitCodes in_precedence(ExitCodes codes);
[[nodiscard]] ExitCodes exit_codes(const Audit& audit);
[[nodiscard]] ExitCodes exit_codes(const OrgCheck& check);

// Whether the changes of a plan are still to be made.
enum class Pending { counts, done };
[[nodiscard]] ExitCodes exit_codes(const Plan& plan, Pending pending);
[[nodiscard]] ExitCodes exit_codes(const Verification& verification);
[[nodiscard]] ExitCode exit_code(const okta::Error& error);

// For people: "findings, or clients that have not moved yet".
[[nodiscard]] std::string_view meaning(ExitCode code);

}  // namespace remediate
