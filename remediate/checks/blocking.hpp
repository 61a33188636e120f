// What keeps a fixable finding from being fixed now. In order: the org lacks API Access Management,
// or nobody knows whether it has it; the server to move to is not there or not to be activated; a
// conflict about the same application; none of its scopes is approved; something that decides about
// access was not read. A request that mixes scopes of Okta's APIs with custom ones blocks nothing
// but itself. Where `groups` must be settled by the owner, scopes and rules can still be made, but
// the application's request as a whole is blocked. Pure.
//
// `blocked_by` is a rule id, or one of
//   unknown:apiAccessManagement   the credentials may not look
//   unknown:scopes                the log does not show which scopes are asked for
//   incomplete:<source>           that source was not read whole, so nothing may be written
#pragma once

#include "remediate/checks/check.hpp"

namespace remediate {

// Fills in `blocked_by` of fixable findings that carry none yet.
void mark_blocked(const CheckInput& input, Findings& findings);

}  // namespace remediate
