// Custom scopes that nobody approved and that the target does not grant already: what may not be
// created or granted until a person says so. Pure.
#pragma once

#include "remediate/checks/open_case.hpp"

namespace remediate {

// Those with exactly this standing (unapproved or suspicious).
[[nodiscard]] ScopeSet waiting_scopes(const OpenCase& open, Standing standing);

}  // namespace remediate
