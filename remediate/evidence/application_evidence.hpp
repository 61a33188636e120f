// What the application object itself says: the scopes that its tile asks for, and URLs that name
// the org authorization server. Neither shows what the client asks for: they are noted, and judged
// by checks of their own. Source: Okta Apps API. Pure.
#pragma once

#include "client/models/application.hpp"
#include "remediate/model/demand.hpp"
#include "remediate/model/snapshot.hpp"

namespace remediate {

void add_application_evidence(const OrgSnapshot& org, const okta::Application& application,
                              Demand& demand);

}  // namespace remediate
