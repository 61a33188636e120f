// What is left of a run, by the journal and the org as it is now. Whatever the run did is taken
// back in thought, and the rest must be as it was planned on: so nothing is added to a server that
// somebody else has changed meanwhile. Pure.
#pragma once

#include "remediate/model/resumption.hpp"
#include "remediate/plan/inverse.hpp"

namespace remediate {

[[nodiscard]] Resumption rest_of_run(const Run& run, const OrgNow& now, okta::Timestamp at);

}  // namespace remediate
