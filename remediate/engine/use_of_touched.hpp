// Who lives on the servers that a run touched, since it began. Sends only GETs.
#pragma once

#include <map>
#include <stop_token>
#include <string>

#include "client/client.hpp"
#include "remediate/model/run.hpp"
#include "remediate/model/usage.hpp"
#include "remediate/plan/inverse.hpp"

namespace remediate {

// By server id. Never fails: what cannot be read is a gap.
[[nodiscard]] std::map<std::string, ServerUsage> read_use_of_touched(const okta::Client& client,
                                                                     const Run& run,
                                                                     const OrgNow& now,
                                                                     const std::stop_token& stop);

}  // namespace remediate
